package org.loopwright.trial;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.loopwright.loop.PromptSettings;
import org.loopwright.model.ModelCard;
import org.loopwright.model.Prompt;
import org.loopwright.model.PromptToken;
import org.loopwright.model.Sampling;

/// A node's prompt on an item, as its model would read it now.
///
/// @param node the node
/// @param slots that the loop has, with what the prompt would show
/// @param missing slots that the node reads and that have no value yet
/// @param asked what is asked; null while it can't be said, and `problem` says why
/// @param problem why there is no prompt; empty when there is one
/// @param paper how it differs from the paper's; empty when the project keeps none for this node
public record BenchPrompt(
        String node,
        List<ShownSlot> slots,
        List<String> missing,
        @Nullable Asked asked,
        String problem,
        Optional<Difference> paper) {
    public BenchPrompt {
        slots = List.copyOf(slots);
        missing = List.copyOf(missing);
    }

    /// What a model is asked.
    ///
    /// @param role of the loop
    /// @param requests how many completions one visit of the node asks for
    /// @param tokens of the prompt; empty when the model keeps its tokenizer to itself, and `tokenProblem` says so
    /// @param contextLength the longest prompt plus completion, in tokens
    /// @param tokenProblem why there are no tokens; empty when there are
    /// @param tooLong what the node does with a prompt that is too long
    /// @param dropped indexes of the tokens that a run would leave out, ascending
    public record Asked(
            String role,
            ModelCard model,
            Prompt prompt,
            Sampling sampling,
            int requests,
            List<PromptToken> tokens,
            int contextLength,
            String tokenProblem,
            PromptSettings.TooLong tooLong,
            Set<Integer> dropped) {
        public Asked {
            tokens = List.copyOf(tokens);
            dropped = Collections.unmodifiableSet(new TreeSet<>(dropped));
        }

        /// Tokens that the chat template alone put there.
        public long templateTokens() {
            return tokens.stream()
                    .filter(token -> token.origin().templateOnly())
                    .count();
        }

        /// Whether the prompt and the longest completion fit into the context together.
        public boolean fits() {
            return kept() + sampling.maxTokens() <= contextLength;
        }

        /// Whether the prompt has more tokens than the context holds, even without an answer.
        public boolean isTooLong() {
            return kept() >= contextLength;
        }

        /// Tokens that the model reads.
        public int kept() {
            return tokens.size() - dropped.size();
        }
    }

    /// A slot's value for the prompt.
    ///
    /// @param text as a person would type it; empty when there is no value
    /// @param read whether the node reads it
    public record ShownSlot(String slot, Origin origin, String text, boolean read) {}

    /// Where a slot's value comes from.
    public enum Origin {
        /// The item, or the loop's default.
        GIVEN,
        /// A stored run of the item.
        STORED,
        /// The trial, where it stands.
        TRIAL,
        /// A person, now.
        TYPED,
        /// There is none.
        EMPTY
    }

    /// How the prompt differs from the paper's, both with the item's values in their slots.
    ///
    /// @param paper the paper's prompt
    /// @param pieces of both as `role: text` messages, word by word: the paper's alone is `REMOVED`
    /// @param problem why they can't be compared, such as a slot that the loop does not have; empty when they can
    public record Difference(PaperPrompt paper, List<WordDiff.Piece> pieces, String problem) {
        public Difference {
            pieces = List.copyOf(pieces);
        }

        /// Whether both say the same.
        public boolean none() {
            return problem.isEmpty() && pieces.stream().allMatch(piece -> piece.mark() == WordDiff.Mark.SAME);
        }
    }
}
