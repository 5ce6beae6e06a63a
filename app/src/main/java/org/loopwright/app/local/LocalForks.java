package org.loopwright.app.local;

import java.util.List;
import java.util.UUID;
import org.loopwright.app.session.Forks;
import org.loopwright.project.ForkReport;
import org.loopwright.project.ForkRequest;
import org.loopwright.project.Project;
import org.loopwright.run.RunHandle;
import org.loopwright.run.RunListener;
import org.loopwright.store.RunSummary;

/// Forks in a project of this machine.
record LocalForks(Project project) implements Forks {
    @Override
    public RunHandle start(ForkRequest request, RunListener listener) {
        return project.fork(request, listener);
    }

    @Override
    public RunHandle control(UUID fork, RunListener listener) {
        return project.control(fork, listener);
    }

    @Override
    public List<RunSummary> of(UUID run, String item) {
        return project.forks(run, item);
    }

    @Override
    public ForkReport report(UUID fork) {
        return project.forkReport(fork);
    }
}
