package org.loopwright.model.files;

import java.util.List;

/// Layers whose tokens see only their nearest predecessors, and their own rotary base.
///
/// @param size tokens that a token sees, itself included, at least 1
/// @param rotary positions of the layers that look through the window
/// @param layers for each layer whether it looks through the window
public record SlidingWindow(int size, RotaryPositions rotary, List<Boolean> layers) {
    public SlidingWindow {
        layers = List.copyOf(layers);
        if (size < 1) {
            throw new IllegalArgumentException("sliding_window " + size + " is below 1");
        }
    }
}
