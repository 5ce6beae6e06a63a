package org.loopwright.exchange;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.loopwright.journal.Event;
import org.loopwright.journal.JournalEntry;
import org.loopwright.journal.RunHeader;
import org.loopwright.measure.ItemTurn;
import org.loopwright.project.ItemTrace;
import org.loopwright.task.Item;

/// One item of a run with all that is known of it.
///
/// @param header of its run
/// @param trace its own frame, step by step
/// @param entries its part of the journal, nested frames included
/// @param turns its graded turns
/// @param item the problem, or null when the project no longer has its dataset
record ExportedItem(
        RunHeader header,
        ItemTrace trace,
        List<JournalEntry> entries,
        List<ItemTurn> turns,
        @Nullable Item item) {

    /// How it was opened.
    Event.FrameOpened opened() {
        return (Event.FrameOpened) entries.getFirst().event();
    }

    /// Its turns as rows.
    List<AnswerRow> rows() {
        return AnswerRow.of(header, trace.loop(), entries, turns);
    }
}
