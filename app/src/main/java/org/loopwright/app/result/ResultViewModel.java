package org.loopwright.app.result;

import java.util.List;
import java.util.UUID;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;
import org.loopwright.app.session.ProjectSession;
import org.loopwright.app.session.RunFigures;
import org.loopwright.app.text.Texts;
import org.loopwright.app.work.Background;
import org.loopwright.app.work.Pulse;
import org.loopwright.measure.figure.FigureSubject;
import org.loopwright.run.OpenQuestion;
import org.loopwright.store.RunSummary;

/// What one run measured, read again while it goes on; and what it asks people.
public final class ResultViewModel {
    /// A run that goes on is looked at about once in two seconds.
    private static final int PULSES_PER_LOOK = 120;
    /// Reading takes at most this share of the time.
    private static final int PATIENCE = 8;

    private final Background background;
    private final Pulse pulse;
    private final ReadOnlyObjectWrapper<@Nullable Result> result = new ReadOnlyObjectWrapper<>();
    private @Nullable ProjectSession session;
    private @Nullable UUID wanted;
    private Subscription beat = Subscription.EMPTY;
    private boolean reading;
    private int quiet;
    private int wait = PULSES_PER_LOOK;

    /// A run, its figures, what they are measured against, and the questions that wait for an answer.
    ///
    /// @param subject null while the run goes on, and where no item has ended
    public record Result(
            RunSummary run, RunFigures figures, @Nullable FigureSubject subject, List<OpenQuestion> questions) {
        public Result {
            questions = List.copyOf(questions);
        }
    }

    public ResultViewModel(Background background, Pulse pulse) {
        this.background = background;
        this.pulse = pulse;
    }

    /// Shows a run; a later call wins.
    public void show(ProjectSession ofProject, UUID run) {
        session = ofProject;
        wanted = run;
        reading = false;
        read();
    }

    private void read() {
        ProjectSession open = session;
        UUID run = wanted;
        Result before = result.get();
        if (open == null || run == null || reading) {
            return;
        }
        reading = true;
        long began = System.nanoTime();
        background.run(
                Texts.of("work.result"),
                () -> read(open, run, before),
                read -> {
                    if (run.equals(wanted)) {
                        reading = false;
                        take(read, System.nanoTime() - began);
                    }
                },
                () -> reading = false);
    }

    private void take(Result read, long nanos) {
        if (!read.equals(result.get())) {
            result.set(read);
        }
        beat.unsubscribe();
        beat = Subscription.EMPTY;
        if (read.run().status() == RunSummary.Status.RUNNING) {
            quiet = 0;
            wait = Math.clamp(nanos * PATIENCE * 60 / 1_000_000_000L, PULSES_PER_LOOK, 100 * PULSES_PER_LOOK);
            beat = pulse.every(this::look);
        }
    }

    private void look() {
        if (++quiet >= wait) {
            quiet = 0;
            read();
        }
    }

    private static Result read(ProjectSession session, UUID run, @Nullable Result before) {
        RunSummary summary =
                session.run(run).orElseThrow(() -> new IllegalArgumentException(Texts.of("result.gone", run)));
        RunFigures figures = before != null
                        && before.run().header().id().equals(run)
                        && before.run().itemsDone() == summary.itemsDone()
                ? before.figures()
                : session.figures(run);
        return new Result(
                summary,
                figures,
                summary.status() == RunSummary.Status.RUNNING || figures.items() == 0 ? null : session.subject(run),
                summary.status() == RunSummary.Status.PAUSED
                        ? session.questions().of(run)
                        : List.of());
    }

    /// Answers a question; what stays open is shown then.
    void answer(OpenQuestion question, String text) {
        ProjectSession open = session;
        UUID run = wanted;
        if (open != null && run != null && !text.isBlank()) {
            background.run(
                    Texts.of("work.answer"),
                    () -> {
                        open.questions().answer(run, question, text);
                        return run;
                    },
                    answered -> read());
        }
    }

    /// Shows nothing.
    public void clear() {
        wanted = null;
        beat.unsubscribe();
        result.set(null);
    }

    /// The run that is shown, or null.
    public ReadOnlyObjectProperty<@Nullable Result> resultProperty() {
        return result.getReadOnlyProperty();
    }
}
