package org.loopwright.app.terminal;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import org.loopwright.journal.Event;
import org.loopwright.journal.JournalEntry;
import org.loopwright.run.RunListener;

/// Says what a round loop makes, a line for each step.
final class RoundProgress implements RunListener {
    private final PrintWriter out;

    RoundProgress(PrintWriter out) {
        this.out = out;
    }

    @Override
    public void committed(List<JournalEntry> entries) {
        for (JournalEntry entry : entries) {
            switch (entry.event()) {
                case Event.Made made -> out.println(line(made));
                case Event.Alarmed alarm ->
                    out.println("  ALARM " + alarm.alarm() + " after " + alarm.node() + " #" + alarm.visit() + ": "
                            + alarm.message());
                default -> {} // all else is told at the end
            }
        }
        out.flush();
    }

    private static String line(Event.Made made) {
        String time = made.origin() == Event.Made.Origin.FOUND
                ? "made before"
                : String.format(Locale.ROOT, "%.1f s", made.nanos() / 1e9);
        String exit = made.exit().equals("next") ? "" : " -> " + made.exit();
        return String.format(
                Locale.ROOT,
                "  %-14s #%d  %s%s  (%s)",
                made.node(),
                made.visit(),
                String.join("; ", made.notes()),
                exit,
                time);
    }
}
