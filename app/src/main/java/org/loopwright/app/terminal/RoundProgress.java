package org.loopwright.app.terminal;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.loopwright.journal.Event;
import org.loopwright.journal.JournalEntry;
import org.loopwright.loop.FramePath;
import org.loopwright.run.RunListener;
import org.loopwright.run.StepProgress;

/// Says what a round loop makes, a line for each step.
final class RoundProgress implements RunListener {
    /// Between two lines about a step that goes on.
    private static final long EVERY = Duration.ofSeconds(5).toNanos();

    private final PrintWriter out;
    private volatile long said = System.nanoTime();

    RoundProgress(PrintWriter out) {
        this.out = out;
    }

    @Override
    public void working(FramePath frame, StepProgress progress) {
        long now = System.nanoTime();
        if (now - said < EVERY) {
            return;
        }
        said = now;
        String left = Double.isNaN(progress.secondsLeft())
                ? ""
                : String.format(Locale.ROOT, ", about %.0f s left", progress.secondsLeft());
        Double loss = progress.numbers().get("loss");
        out.println(String.format(
                Locale.ROOT,
                "    %s #%d: %,d of %,d %s%s%s",
                progress.node(),
                progress.visit(),
                progress.done(),
                progress.all(),
                progress.phase() == StepProgress.Phase.TRAINING ? "steps" : "attempts",
                loss == null ? "" : String.format(Locale.ROOT, ", loss %.4f", loss),
                left));
        out.flush();
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
