package org.loopwright.app.result;

import java.util.UUID;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;
import org.loopwright.app.session.ProjectSession;
import org.loopwright.app.session.RunFigures;
import org.loopwright.app.text.Texts;
import org.loopwright.app.work.Background;
import org.loopwright.store.RunSummary;

/// What one run measured.
public final class ResultViewModel {
    private final Background background;
    private final ReadOnlyObjectWrapper<@Nullable Result> result = new ReadOnlyObjectWrapper<>();
    private @Nullable UUID wanted;

    /// A run and its figures.
    public record Result(RunSummary run, RunFigures figures) {}

    public ResultViewModel(Background background) {
        this.background = background;
    }

    /// Shows a run; a later call wins.
    public void show(ProjectSession session, UUID run) {
        wanted = run;
        background.run(Texts.of("work.result"), () -> read(session, run), read -> {
            if (run.equals(wanted)) {
                result.set(read);
            }
        });
    }

    private static Result read(ProjectSession session, UUID run) {
        RunSummary summary =
                session.run(run).orElseThrow(() -> new IllegalArgumentException(Texts.of("result.gone", run)));
        return new Result(summary, session.figures(run));
    }

    /// Shows nothing.
    public void clear() {
        wanted = null;
        result.set(null);
    }

    /// The run that is shown, or null.
    public ReadOnlyObjectProperty<@Nullable Result> resultProperty() {
        return result.getReadOnlyProperty();
    }
}
