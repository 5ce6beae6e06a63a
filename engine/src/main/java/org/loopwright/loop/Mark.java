package org.loopwright.loop;

/// A place in a loop file.
///
/// @param line from 1; 0 when unknown
/// @param column from 1; 0 when unknown
public record Mark(int line, int column) {
    /// No known place.
    public static final Mark NONE = new Mark(0, 0);
}
