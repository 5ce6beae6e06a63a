package org.loopwright.train;

import java.util.ArrayList;
import java.util.List;
import org.loopwright.model.TokenIds;

/// A completion that someone found good or bad, without a partner.
///
/// @param prompt what it answers
/// @param completion its tokens, the end token included
/// @param verdict what was found
/// @param unrelated a completion of another prompt, from which KTO estimates how far the policy has moved;
///     empty for no estimate (0)
public record JudgedCompletion(TokenIds prompt, TokenIds completion, Verdict verdict, TokenIds unrelated)
        implements Example {
    /// What was found.
    public enum Verdict {
        GOOD,
        BAD
    }

    public JudgedCompletion {
        Example.requireTokens(prompt, completion);
    }

    /// The same completions, each with the next one's as its unrelated one.
    public static List<JudgedCompletion> withUnrelated(List<JudgedCompletion> all) {
        List<JudgedCompletion> paired = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            JudgedCompletion own = all.get(i);
            TokenIds next = all.get((i + 1) % all.size()).completion();
            paired.add(new JudgedCompletion(own.prompt(), own.completion(), own.verdict(), next));
        }
        return List.copyOf(paired);
    }

    @Override
    public List<TokenIds> sequences() {
        return unrelated.size() == 0
                ? List.of(prompt.concat(completion))
                : List.of(prompt.concat(completion), prompt.concat(unrelated));
    }
}
