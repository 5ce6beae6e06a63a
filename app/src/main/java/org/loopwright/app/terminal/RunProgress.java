package org.loopwright.app.terminal;

import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.loopwright.journal.Event;
import org.loopwright.journal.JournalEntry;
import org.loopwright.run.RunHandle;
import org.loopwright.run.RunListener;

/// A progress bar with an estimate, tokens a second and the accuracy so far, on standard error.
final class RunProgress implements RunListener {
    private final AtomicInteger graded = new AtomicInteger();
    private final AtomicInteger right = new AtomicInteger();

    @Override
    public void committed(List<JournalEntry> entries) {
        // The grades of a frame come in one transaction, in the order of its turns: the last one is
        // the answer's.
        Event.Graded last = null;
        for (JournalEntry entry : entries) {
            if (entry.event() instanceof Event.Graded grade) {
                last = grade;
            } else if (entry.event() instanceof Event.FrameClosed && last != null) {
                graded.incrementAndGet();
                right.addAndGet(last.grade().correct() ? 1 : 0);
                last = null;
            }
        }
    }

    /// Shows the run until it ended.
    RunHandle.Progress follow(RunHandle run) throws InterruptedException {
        RunHandle.Progress progress = run.progress();
        try (ProgressBar bar = bar(progress)) {
            while (!progress.status().ended()) {
                show(bar, progress);
                Thread.sleep(200);
                progress = run.progress();
            }
            progress = run.await();
            show(bar, progress);
        }
        return progress;
    }

    private static ProgressBar bar(RunHandle.Progress progress) {
        return new ProgressBarBuilder()
                .setTaskName("Items")
                .setInitialMax(progress.items())
                .setStyle(ProgressBarStyle.ASCII)
                .setUpdateIntervalMillis(250)
                .setMaxRenderedLength(100)
                .startsFrom(progress.done(), java.time.Duration.ZERO)
                .build();
    }

    private void show(ProgressBar bar, RunHandle.Progress progress) {
        bar.stepTo(progress.done());
        String accuracy = graded.get() == 0
                ? ""
                : String.format(Locale.ROOT, ", %.1f %% right", 100.0 * right.get() / graded.get());
        bar.setExtraMessage(String.format(Locale.ROOT, " %,.0f tokens/s%s", progress.tokensPerSecond(), accuracy));
    }
}
