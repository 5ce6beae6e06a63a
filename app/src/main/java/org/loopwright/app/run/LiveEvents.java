package org.loopwright.app.run;

import java.util.List;
import java.util.function.Consumer;
import org.loopwright.app.work.PulseQueue;
import org.loopwright.journal.JournalEntry;
import org.loopwright.loop.FramePath;
import org.loopwright.run.RunListener;
import org.loopwright.run.StepProgress;

/// Carries a run's events from its threads to the window's. Tokens are not shown one by one, so they
/// are not carried.
final class LiveEvents implements RunListener {
    private final PulseQueue<Consumer<LiveTally>> queue = new PulseQueue<>();
    private final RunListener also;

    /// @param also hears everything, too
    LiveEvents(RunListener also) {
        this.also = also;
    }

    @Override
    public void committed(List<JournalEntry> entries) {
        queue.offer(tally -> entries.forEach(tally::committed));
        also.committed(entries);
    }

    @Override
    public void entered(FramePath frame, String node) {
        queue.offer(tally -> tally.entered(frame, node));
        also.entered(frame, node);
    }

    @Override
    public void working(FramePath frame, StepProgress progress) {
        also.working(frame, progress);
    }

    /// Adds what came since the last call; says whether anything did.
    boolean drainInto(LiveTally tally) {
        boolean[] any = {false};
        queue.drain(batch -> {
            batch.forEach(event -> event.accept(tally));
            any[0] = true;
        });
        return any[0];
    }
}
