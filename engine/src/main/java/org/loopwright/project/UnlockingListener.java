package org.loopwright.project;

import java.util.List;
import org.loopwright.journal.JournalEntry;
import org.loopwright.loop.FramePath;
import org.loopwright.run.RunHandle;
import org.loopwright.run.RunListener;
import org.loopwright.run.StepProgress;

/// Passes everything on, and gives the run's lock back when the run ended.
final class UnlockingListener implements RunListener {
    private final RunListener next;
    private final RunLock lock;

    UnlockingListener(RunListener next, RunLock lock) {
        this.next = next;
        this.lock = lock;
    }

    @Override
    public void committed(List<JournalEntry> entries) {
        next.committed(entries);
    }

    @Override
    public void entered(FramePath frame, String node) {
        next.entered(frame, node);
    }

    @Override
    public void working(FramePath frame, StepProgress progress) {
        next.working(frame, progress);
    }

    @Override
    public void token(FramePath frame, String node, String text) {
        next.token(frame, node, text);
    }

    @Override
    public void status(RunHandle.Status status) {
        if (status.ended()) {
            lock.close();
        }
        next.status(status);
    }
}
