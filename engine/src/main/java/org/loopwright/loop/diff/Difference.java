package org.loopwright.loop.diff;

/// One difference between two versions of a loop.
///
/// @param part what differs; named as in the later version, where it is there
/// @param change what happened to it
/// @param before as text, empty where it was not there
/// @param after as text, empty where it is no more
public record Difference(Part part, Change change, String before, String after) {
    /// What happens to a part. Closed set.
    public enum Change {
        ADDED,
        REMOVED,
        CHANGED
    }
}
