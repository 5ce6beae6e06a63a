package org.loopwright.experiment;

/// Told how far model-free work on stored answers is, on the thread that does it, and may end it. Open set.
@FunctionalInterface
public interface LabProgress {
    /// Lets it go on to its end.
    LabProgress NONE = (what, done, all) -> true;

    /// @param what is done now: a grader, a rule
    /// @param done steps so far
    /// @param all steps
    /// @return whether to go on
    boolean at(String what, int done, int all);
}
