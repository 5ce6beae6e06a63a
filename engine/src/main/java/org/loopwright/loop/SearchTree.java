package org.loopwright.loop;

import java.util.List;

/// A search as it was done: partial answers with their values and visits.
///
/// @param text what this step added; empty at the root
/// @param value that the judge gave it, in [0, 1]; NaN at the root and where none could be read
/// @param visits how many partial answers lie in it and below, the root's own not counted
/// @param mean of the values of these, unread ones as 0; NaN when there are none
/// @param state what became of it
/// @param children in the order in which they were made
public record SearchTree(String text, double value, int visits, double mean, State state, List<SearchTree> children) {
    public SearchTree {
        children = List.copyOf(children);
    }

    /// What became of a partial answer. Closed set.
    public enum State {
        /// It was continued, or could have been.
        OPEN,
        /// It needed no more steps.
        FINISHED,
        /// It lies on the way to the answer that was taken.
        TAKEN
    }

    /// All partial answers, this one included.
    public int size() {
        return 1 + children.stream().mapToInt(SearchTree::size).sum();
    }

    /// A node kind that searches, and can tell afterwards how. Open set.
    public interface Searching {
        /// The tree that the visit's results hold, as far as they go.
        SearchTree tree(Step step);
    }
}
