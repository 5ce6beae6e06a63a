package org.loopwright.loop;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.loopwright.model.Completion;
import org.loopwright.model.TokenIds;

/// One version of a slot.
///
/// @param content what it holds
/// @param sources where it comes from; never empty
/// @param completion the completion that it exactly is, or null
public record Value(
        Content content, Set<Source> sources, @Nullable CompletionRef completion) {
    public Value {
        sources = Set.copyOf(sources);
        if (sources.isEmpty()) {
            throw new IllegalArgumentException("a value has at least one source");
        }
    }

    /// Text given by an item or by the loop file.
    public static Value given(String text) {
        return new Value(new Content.Text(text), Set.of(Source.Plain.GIVEN), null);
    }

    /// This value with more sources.
    public Value withSources(Set<Source> more) {
        return new Value(content, Sources.union(sources, more), completion);
    }

    /// The content as text.
    public String text() {
        return content.display();
    }

    /// The place of a completion in the journal, with its tokens.
    ///
    /// @param node the node that asked for it
    /// @param visit that node's visit, from 1
    /// @param index in the step's batch, from 0
    /// @param ids its token ids, so that a prompt that shows it need not be tokenized twice
    /// @param finish why it ended
    public record CompletionRef(String node, int visit, int index, TokenIds ids, Completion.Finish finish) {}
}
