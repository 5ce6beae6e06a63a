package org.loopwright.app.session;

import java.util.List;
import java.util.UUID;
import org.loopwright.project.ForkReport;
import org.loopwright.project.ForkRequest;
import org.loopwright.run.RunHandle;
import org.loopwright.run.RunListener;
import org.loopwright.store.RunSummary;

/// The forks of a project's runs. Every method may be slow.
public interface Forks {
    /// Starts a fork; returns as soon as its first events are stored.
    RunHandle start(ForkRequest request, RunListener listener);

    /// Starts the continuations that a fork is compared with: the same place and seeds without its edit.
    RunHandle control(UUID fork, RunListener listener);

    /// The forks of an item of a run and the forks of these, oldest first.
    List<RunSummary> of(UUID run, String item);

    /// What a fork's continuations came to so far.
    ForkReport report(UUID fork);
}
