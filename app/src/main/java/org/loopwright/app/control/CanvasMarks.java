package org.loopwright.app.control;

import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/// What a panel marks on the canvas.
///
/// @param breakpoints nodes before which a trial stops
/// @param standing the node before which a trial stands
/// @param toggle sets a node's breakpoint, or takes it away
public record CanvasMarks(Set<String> breakpoints, Optional<String> standing, Consumer<String> toggle) {
    /// Nothing, and nothing can be set.
    public static final CanvasMarks NONE = new CanvasMarks(Set.of(), Optional.empty(), node -> {});

    public CanvasMarks {
        breakpoints = Set.copyOf(breakpoints);
    }

    /// Whether breakpoints can be set.
    public boolean isOpen() {
        return !equals(NONE);
    }
}
