package org.loopwright.app.terminal;

import java.io.PrintWriter;
import java.util.Locale;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;
import org.loopwright.train.TrainListener;

/// A progress bar with loss, speed and an estimate, and a line for each examination.
final class TrainProgress implements TrainListener, AutoCloseable {
    private final PrintWriter out;
    private @Nullable ProgressBar bar;

    TrainProgress(PrintWriter out) {
        this.out = out;
    }

    @Override
    public void progress(Progress progress) {
        ProgressBar shown = shown(progress.steps());
        shown.stepTo(progress.step());
        shown.setExtraMessage(
                String.format(Locale.ROOT, " loss %.4f, %,.0f tokens/s", progress.loss(), progress.tokensPerSecond()));
        if (!progress.evaluation().isEmpty() && progress.step() < progress.steps()) {
            StringBuilder line = new StringBuilder("step " + progress.step() + ":");
            progress.evaluation()
                    .forEach((name, value) -> line.append(String.format(Locale.ROOT, " %s %.3f", name, value)));
            out.println(line);
        }
    }

    private ProgressBar shown(int steps) {
        if (bar == null) {
            bar = new ProgressBarBuilder()
                    .setTaskName("Steps")
                    .setInitialMax(steps)
                    .setStyle(ProgressBarStyle.ASCII)
                    .setUpdateIntervalMillis(1000)
                    .setMaxRenderedLength(100)
                    .build();
        }
        return bar;
    }

    @Override
    public void close() {
        if (bar != null) {
            bar.close();
            bar = null;
        }
    }
}
