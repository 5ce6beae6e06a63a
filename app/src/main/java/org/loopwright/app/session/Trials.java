package org.loopwright.app.session;

import java.util.List;
import java.util.UUID;
import org.loopwright.loop.LoopSpec;
import org.loopwright.project.TrialRequest;
import org.loopwright.store.RunSummary;
import org.loopwright.trial.BenchAnswer;
import org.loopwright.trial.BenchListener;
import org.loopwright.trial.BenchPrompt;
import org.loopwright.trial.BenchRequest;
import org.loopwright.trial.Breakpoints;
import org.loopwright.trial.Trial;
import org.loopwright.trial.TrialListener;

/// Trying the loops of a project on one item. Every method may be slow.
public interface Trials {
    /// The ids of a dataset's items, in its order.
    List<String> items(String dataset);

    /// The stored runs that answered an item of a dataset, latest first.
    List<RunSummary> runsOf(String dataset, String item);

    /// A node's prompt now.
    BenchPrompt prompt(BenchRequest request);

    /// Draws completions of a prompt; stops when the caller is interrupted.
    List<BenchAnswer> complete(BenchRequest request, int samples, BenchListener listener) throws InterruptedException;

    /// Starts a trial, which stands before its first node then.
    Trial start(TrialRequest request, Breakpoints breakpoints, TrialListener listener) throws InterruptedException;

    /// Opens an item of a stored run, a trial or not.
    Trial open(UUID run, String item, Breakpoints breakpoints, TrialListener listener);

    /// Says what is wrong with a condition over the slots of a loop.
    ///
    /// @throws org.loopwright.loop.LoopException when something is
    void check(LoopSpec loop, String condition);
}
