package org.loopwright.store;

import java.util.List;
import java.util.UUID;
import org.loopwright.journal.Event;
import org.loopwright.journal.JournalEntry;

/// Checks what is about to be appended; shared by all adapters.
public final class Appends {
    private Appends() {}

    /// Checks that `entries` follow the run's last one.
    ///
    /// @param last `seq` of the run's last entry; -1 for a new run
    /// @throws StoreException with code `CONFLICT` when the first `seq` is taken
    /// @throws IllegalArgumentException when there is a gap, or a new run does not begin with
    ///     `RunStarted`
    public static void check(UUID run, long last, List<JournalEntry> entries) {
        long first = entries.getFirst().seq();
        if (first <= last) {
            throw conflict(run, first, last);
        }
        long expected = last + 1;
        for (JournalEntry entry : entries) {
            if (entry.seq() != expected) {
                throw new IllegalArgumentException(
                        "run " + run + " has no gaps: seq " + entry.seq() + " comes where " + expected + " belongs");
            }
            expected++;
        }
        if (last < 0 && !(entries.getFirst().event() instanceof Event.RunStarted)) {
            throw new IllegalArgumentException("run " + run + " is unknown; its first event is RunStarted, not "
                    + entries.getFirst().event().getClass().getSimpleName());
        }
    }

    /// The failure of an append whose place is taken.
    public static StoreException conflict(UUID run, long first, long last) {
        return new StoreException(
                StoreException.Code.CONFLICT,
                "run " + run + " already has entries up to seq " + last + ", so " + first
                        + " can't be appended: another window or terminal is working on the same run; let it finish");
    }
}
