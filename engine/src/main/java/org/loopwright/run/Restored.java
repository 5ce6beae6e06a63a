package org.loopwright.run;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.loopwright.journal.Event;
import org.loopwright.journal.FrameFold;
import org.loopwright.journal.JournalEntry;
import org.loopwright.loop.Frame;
import org.loopwright.loop.FramePath;

/// What a journal says of a run that is to go on.
///
/// @param frames every frame that was opened, folded
/// @param frameSeqs the next free place of each frame
/// @param nextSeq the next free place of the run
/// @param wallNanos running time so far
/// @param spent on completions so far
record Restored(
        Map<FramePath, Frame> frames,
        Map<FramePath, Integer> frameSeqs,
        long nextSeq,
        long wallNanos,
        Meter.Spent spent) {

    /// A run that has not begun.
    static final Restored NOTHING = new Restored(Map.of(), Map.of(), 0, 0, Meter.Spent.NOTHING);

    /// Reads all entries of a run, in order.
    static Restored of(List<JournalEntry> entries) {
        Map<FramePath, Frame> frames = new HashMap<>();
        Map<FramePath, Integer> frameSeqs = new HashMap<>();
        RunningTime time = new RunningTime();
        Meter.Spent spent = Meter.Spent.NOTHING;
        for (JournalEntry entry : entries) {
            time.accept(entry);
            FramePath path = entry.frame();
            if (path != null) {
                Frame folded = FrameFold.apply(frames.get(path), path, entry.event());
                if (folded != null) {
                    frames.put(path, folded);
                }
                frameSeqs.put(path, entry.frameSeq() + 1);
            }
            // What is older than its run was taken over from a fork's parent, which paid for it.
            boolean own = !entry.at().isBefore(entries.getFirst().at());
            if (own && entry.event() instanceof Event.Generated generated) {
                spent = spent.plus(generated.completions());
            }
        }
        long nextSeq = entries.isEmpty() ? 0 : entries.getLast().seq() + 1;
        return new Restored(frames, frameSeqs, nextSeq, time.nanos(), spent);
    }

    /// Adds up the stretches in which a run was running: from `RunStarted` or `Resumed` to the pause,
    /// or to the last thing that was journaled before a kill.
    private static final class RunningTime {
        private Duration total = Duration.ZERO;
        private @Nullable Instant since;
        private @Nullable Instant last;

        void accept(JournalEntry entry) {
            switch (entry.event()) {
                case Event.RunStarted _ -> since = entry.at();
                case Event.Resumed _ -> {
                    stop();
                    since = entry.at();
                }
                case Event.Paused _, Event.Cancelled _, Event.BudgetHit _, Event.RunFinished _ -> {
                    last = entry.at();
                    stop();
                }
                case Event.FrameOpened _,
                        Event.Generated _,
                        Event.Scored _,
                        Event.CallReturned _,
                        Event.Made _,
                        Event.Alarmed _,
                        Event.ToolReturned _,
                        Event.Asked _,
                        Event.Answered _,
                        Event.SlotWritten _,
                        Event.Moved _,
                        Event.FrameClosed _,
                        Event.Graded _,
                        Event.Edited _ -> {}
            }
            last = entry.at();
        }

        private void stop() {
            if (since != null && last != null && last.isAfter(since)) {
                total = total.plus(Duration.between(since, last));
            }
            since = null;
        }

        long nanos() {
            stop();
            return total.toNanos();
        }
    }
}
