package org.loopwright.trial;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.loopwright.journal.Edit;
import org.loopwright.journal.Event;
import org.loopwright.journal.FrameFold;
import org.loopwright.journal.JournalEntry;
import org.loopwright.loop.Frame;
import org.loopwright.loop.FramePath;
import org.loopwright.run.Replay;

/// A frame's journal, cut into steps. State is the journal folded: nothing here is remembered beside it.
///
/// @param start the frame before its first step
/// @param opened the entry that led there
/// @param steps in order; a visit that is not over yet is none
record TrialHistory(Frame start, JournalEntry opened, List<TrialStep> steps) {
    TrialHistory {
        steps = List.copyOf(steps);
    }

    /// The steps of a frame.
    ///
    /// @param entries of this frame alone, in order, from its opening
    /// @param replay of the same entries
    static TrialHistory of(FramePath path, List<JournalEntry> entries, Replay replay) {
        Cutter cutter = new Cutter(path, entries.getFirst());
        entries.subList(1, entries.size()).forEach(cutter::accept);
        List<TrialStep> steps = new ArrayList<>();
        for (int i = 0; i < cutter.steps.size(); i++) {
            TrialStep step = cutter.steps.get(i);
            boolean same =
                    i < replay.steps().size() && replay.steps().get(i).node().equals(step.node());
            steps.add(same ? step.done(replay.steps().get(i)) : step);
        }
        return new TrialHistory(cutter.start, cutter.opened, steps);
    }

    /// The frame behind so many steps.
    Frame after(int count) {
        return count == 0 ? start : steps.get(count - 1).after();
    }

    /// The last entry behind so many steps.
    JournalEntry last(int count) {
        return count == 0 ? opened : steps.get(count - 1).last();
    }

    private static final class Cutter {
        private final FramePath path;
        private final List<TrialStep> steps = new ArrayList<>();
        private Frame start;
        private JournalEntry opened;
        private Frame before;
        private Frame now;

        Cutter(FramePath path, JournalEntry first) {
            this.path = path;
            this.opened = first;
            this.start = folded(null, path, first.event());
            this.before = start;
            this.now = start;
        }

        void accept(JournalEntry entry) {
            Frame earlier = now;
            now = folded(earlier, path, entry.event());
            switch (entry.event()) {
                case Event.Moved moved -> add(TrialStep.visit(before, now, moved.exit(), entry));
                case Event.FrameClosed _ -> add(TrialStep.visit(before, now, null, entry));
                case Event.Edited(Edit.SlotValue _, long _) -> add(TrialStep.edit(before, now, entry));
                case Event.Edited _ -> moved(entry);
                default -> {} // within a visit
            }
        }

        private void add(TrialStep step) {
            steps.add(step);
            before = now;
        }

        /// An edit that shows in no slot: what came before it now ends in it.
        private void moved(JournalEntry entry) {
            before = now;
            if (steps.isEmpty()) {
                start = now;
                opened = entry;
            } else {
                TrialStep step = steps.removeLast();
                steps.add(
                        new TrialStep(step.node(), step.visit(), step.before(), now, step.exit(), step.done(), entry));
            }
        }

        private static Frame folded(@Nullable Frame frame, FramePath path, Event event) {
            Frame next = FrameFold.apply(frame, path, event);
            if (next == null) {
                throw new IllegalStateException("a frame's entries begin with its opening");
            }
            return next;
        }
    }
}
