package org.loopwright.journal;

import org.loopwright.loop.Value;
import org.loopwright.model.Beginning;

/// What a fork changes where it leaves its parent. Closed set.
public sealed interface Edit {
    /// Nothing: the loop goes on with other seeds.
    record Redraw() implements Edit {}

    /// The last version of a slot holds something else; an empty slot gets its first version.
    ///
    /// @param value what a person put there
    record SlotValue(String slot, Value value) implements Edit {}

    /// A setting of the loop is another one. The header has the text that it changed.
    ///
    /// @param setting `revise.sampling.temperature`, or `params.turns`
    /// @param value as text
    record Setting(String setting, String value) implements Edit {}

    /// A completion is cut, and the model goes on from there.
    ///
    /// @param node that asked for it
    /// @param index of the request in the node's next batch, from 0
    /// @param kept what stays of it
    record Cut(String node, int index, Beginning kept) implements Edit {}
}
