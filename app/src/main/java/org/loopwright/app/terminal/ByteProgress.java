package org.loopwright.app.terminal;

import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;
import org.loopwright.model.hub.FetchListener;

/// A progress bar in megabytes with speed and an estimate, on standard error.
final class ByteProgress implements FetchListener, AutoCloseable {
    private static final long MEGABYTE = 1_000_000;

    private final String task;
    private @Nullable ProgressBar bar;

    ByteProgress(String task) {
        this.task = task;
    }

    @Override
    public void progress(Progress progress) {
        ProgressBar shown = bar;
        if (shown == null) {
            shown = new ProgressBarBuilder()
                    .setTaskName(task)
                    .setInitialMax(progress.total())
                    .setUnit(" MB", MEGABYTE)
                    .showSpeed()
                    .setStyle(ProgressBarStyle.ASCII)
                    .setUpdateIntervalMillis(500)
                    .setMaxRenderedLength(110)
                    // What an earlier attempt brought must not count as speed.
                    .startsFrom(progress.done(), java.time.Duration.ZERO)
                    .build();
            bar = shown;
        }
        shown.stepTo(progress.done());
        shown.setExtraMessage(" " + progress.file());
    }

    @Override
    public void close() {
        if (bar != null) {
            bar.close();
            bar = null;
        }
    }
}
