package org.loopwright.loop;

import java.util.List;

/// What a person wrote on the canvas beside the loop. It means nothing to a run, and hashes leave it out.
/// Closed set.
public sealed interface LoopNote {
    /// What it says.
    String text();

    /// A comment in a box of its own.
    ///
    /// @param at its upper left corner, in canvas units
    /// @param width in canvas units, above 0
    /// @param height in canvas units, above 0
    record Comment(String text, LoopSpec.Position at, double width, double height) implements LoopNote {}

    /// A frame around nodes, with a heading.
    ///
    /// @param nodes ids; one that the loop has not is not drawn
    record Group(String text, List<String> nodes) implements LoopNote {
        public Group {
            nodes = List.copyOf(nodes);
        }
    }
}
