package org.loopwright.project;

/// Watches how far a grading of stored answers is, and may end it. Open set: a screen, a terminal, or nobody.
@FunctionalInterface
public interface GradingWatcher {
    /// Lets it go on to its end.
    GradingWatcher NONE = (done, all) -> true;

    /// Called before each item.
    ///
    /// @param done items that are graded
    /// @param all items that ended
    /// @return whether to go on; when not, no grade is kept
    boolean goOn(int done, int all);
}
