package org.loopwright.app.run;

import java.time.Duration;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.util.Subscription;
import org.loopwright.app.control.Labels;
import org.loopwright.app.control.Named;
import org.loopwright.app.look.Icons;
import org.loopwright.app.session.Interval;
import org.loopwright.app.session.RoundStanding;
import org.loopwright.app.text.Figures;
import org.loopwright.app.text.Texts;
import org.loopwright.run.RunHandle;

/// How the window's run comes along: items, accuracy so far, speed, time, and the buttons to hold or
/// stop it.
public final class ProgressStrip extends VBox {
    private final LiveRunViewModel live;
    private final ProgressBar bar = Named.node(new ProgressBar(), "progress-bar", Texts.of("progress.bar"));
    private final Label title = Labels.whole("", "strip-title");
    private final Label done = figure("progress-items");
    private final Label accuracy = figure("progress-accuracy");
    private final Label speed = figure("progress-speed");
    private final Label time = figure("progress-time");
    private final Label left = figure("progress-left");
    private final Label round = figure("progress-round");
    private final Label step = figure("progress-step");
    private final HBox ofItems = new HBox();
    private final HBox rounds = new HBox();
    private final Button pause;
    private final Button resume;
    private final Button cancel;
    private final Button open;
    private final Button dismiss;

    /// @param showResult opens the result of the run that ended
    public ProgressStrip(LiveRunViewModel live, Runnable showResult) {
        this.live = live;
        this.pause = Named.button("run-pause", Texts.of("progress.pause"), Icons.PAUSE.node(), live::pause);
        this.resume = Named.button("run-unpause", Texts.of("progress.resume"), Icons.PLAY.node(), live::unpause);
        this.cancel = Named.button("run-cancel", Texts.of("progress.cancel"), Icons.STOP.node(), live::cancel);
        this.open = Named.button("run-open-result", Texts.of("progress.result"), Icons.RESULT.node(), showResult);
        this.dismiss = Named.iconButton("run-dismiss", Texts.of("progress.dismiss"), Icons.CLOSE.node(), live::dismiss);
        open.getStyleClass().add("accent");
        getStyleClass().add("progress-strip");
        HBox figures = new HBox(title, rounds, ofItems, pair("progress.elapsed", time), pair("progress.left", left));
        ofItems.getChildren()
                .addAll(
                        pair("progress.items", done),
                        pair("progress.accuracy", accuracy),
                        pair("progress.speed", speed));
        rounds.getChildren().addAll(pair("progress.round", round), pair("progress.step", step));
        ofItems.getStyleClass().add("strip-figures");
        rounds.getStyleClass().add("strip-figures");
        figures.getStyleClass().add("strip-figures");
        figures.setAlignment(Pos.CENTER_LEFT);
        HBox.setHgrow(figures, Priority.ALWAYS);
        HBox row = new HBox(figures, pause, resume, cancel, open, dismiss);
        row.getStyleClass().add("strip-row");
        row.setAlignment(Pos.CENTER_LEFT);
        bar.setMaxWidth(Double.MAX_VALUE);
        getChildren().addAll(row, bar);
    }

    private static Label figure(String id) {
        Label label = Labels.whole("–", "strip-value");
        label.setId(id);
        return label;
    }

    private static VBox pair(String key, Label value) {
        VBox pair = new VBox(Labels.whole(Texts.of(key), "field-name"), value);
        pair.setAlignment(Pos.CENTER_LEFT);
        return pair;
    }

    /// Starts to follow the run.
    public Subscription attach() {
        return Subscription.combine(
                live.stateProperty().subscribe(run -> show(run)),
                live.standingProperty()
                        .subscribe(standing -> show(live.stateProperty().get())));
    }

    private void show(RoundStanding standing, LiveRun run) {
        boolean there = standing.isThere();
        ofItems.setVisible(!there);
        ofItems.setManaged(!there);
        rounds.setVisible(there);
        rounds.setManaged(there);
        if (!there) {
            return;
        }
        round.setText(Texts.of("progress.of", Integer.toString(standing.round()), Integer.toString(standing.rounds())));
        step.setText(
                standing.all() == 0
                        ? standing.step().isEmpty() ? "–" : standing.step()
                        : Texts.of(
                                "progress.step-of",
                                standing.step(),
                                Figures.count(standing.done()),
                                Figures.count(standing.all())));
        boolean ended = run.phase() == LiveRun.Phase.ENDED;
        bar.setProgress(ended ? 1 : standing.share());
        left.setText(
                ended
                        ? "–"
                        : standing.left()
                                .map(rest -> Texts.of("progress.about", Figures.duration(rest)))
                                .orElse("–"));
    }

    private void show(LiveRun run) {
        boolean there = run.phase() != LiveRun.Phase.IDLE;
        setVisible(there);
        setManaged(there);
        show(pause, run.phase() == LiveRun.Phase.RUNNING);
        show(resume, run.phase() == LiveRun.Phase.PAUSED);
        show(cancel, run.phase() == LiveRun.Phase.RUNNING || run.phase() == LiveRun.Phase.PAUSED);
        show(open, run.phase() == LiveRun.Phase.ENDED);
        show(dismiss, run.phase() == LiveRun.Phase.ENDED);
        String words = Texts.of("progress.title." + word(run), run.title());
        title.setText(
                live.waiting() == 0 ? words : Texts.of("progress.waiting", words, Integer.toString(live.waiting())));
        bar.setProgress(run.share());
        RunHandle.Progress progress = run.progress();
        if (progress != null) {
            showFigures(run, progress);
        }
        show(live.standingProperty().get(), run);
    }

    private static void show(Button button, boolean there) {
        button.setVisible(there);
        button.setManaged(there);
    }

    private static String word(LiveRun run) {
        RunHandle.Progress progress = run.progress();
        if (run.phase() == LiveRun.Phase.ENDED && progress != null) {
            return progress.status().name().toLowerCase(Texts.LOCALE).replace('_', '-');
        }
        return run.phase().name().toLowerCase(Texts.LOCALE);
    }

    private void showFigures(LiveRun run, RunHandle.Progress progress) {
        done.setText(Texts.of("progress.of", Figures.count(progress.done()), Figures.count(progress.items())));
        accuracy.setText(accuracy(run));
        speed.setText(Texts.of("progress.rate", Figures.count(Math.round(progress.tokensPerSecond()))));
        time.setText(Figures.nanos(progress.wallNanos()));
        Duration remaining = run.left();
        left.setText(remaining == null ? "–" : Texts.of("progress.about", Figures.duration(remaining)));
    }

    private static String accuracy(LiveRun run) {
        if (run.finished() == 0) {
            return "–";
        }
        Interval interval = run.interval();
        return Texts.of(
                "progress.accuracy-value",
                Figures.percent(run.accuracy()),
                Figures.percent(interval.low()),
                Figures.percent(interval.high()));
    }
}
