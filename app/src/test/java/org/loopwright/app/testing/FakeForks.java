package org.loopwright.app.testing;

import java.util.List;
import java.util.UUID;
import org.loopwright.app.session.Forks;
import org.loopwright.project.ForkReport;
import org.loopwright.project.ForkRequest;
import org.loopwright.run.RunHandle;
import org.loopwright.run.RunListener;
import org.loopwright.store.RunSummary;

/// Runs that are played have no forks: their models are nobody.
record FakeForks() implements Forks {
    @Override
    public RunHandle start(ForkRequest request, RunListener listener) {
        throw new IllegalStateException("a played run can't be forked");
    }

    @Override
    public RunHandle control(UUID fork, RunListener listener) {
        throw new IllegalStateException("a played run can't be forked");
    }

    @Override
    public List<RunSummary> of(UUID run, String item) {
        return List.of();
    }

    @Override
    public ForkReport report(UUID fork) {
        throw new IllegalStateException("a played run can't be forked");
    }
}
