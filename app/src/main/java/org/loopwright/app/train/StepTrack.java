package org.loopwright.app.train;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.loopwright.app.control.Labels;
import org.loopwright.app.control.Named;
import org.loopwright.app.look.Icons;
import org.loopwright.app.text.Figures;
import org.loopwright.app.text.Texts;
import org.loopwright.round.RoundReport;
import org.loopwright.run.StepProgress;

/// The loop's steps as a row of stations, with the one that is worked on and how far it is.
final class StepTrack extends VBox {
    private final FlowPane stations = new FlowPane(6, 6);
    private final ProgressBar bar = Named.node(new ProgressBar(0), "step-bar", Texts.of("training.step-bar"));
    private final Label words = Named.node(Labels.of("", "muted"), "step-words", Texts.of("training.step-bar"));
    private final HBox going = new HBox(bar, words);

    StepTrack() {
        setId("step-track");
        getStyleClass().add("step-track");
        stations.setAlignment(Pos.CENTER_LEFT);
        going.setAlignment(Pos.CENTER_LEFT);
        going.getStyleClass().add("step-going");
        bar.setPrefWidth(260);
        getChildren().addAll(stations, going);
    }

    /// Shows where the run is.
    void show(RoundReport report, List<String> nodes, TrainingViewModel.Going now, boolean live) {
        stations.getChildren().clear();
        for (int i = 0; i < nodes.size(); i++) {
            String node = nodes.get(i);
            if (i > 0) {
                stations.getChildren().add(Icons.ARROW.node("track-arrow"));
            }
            stations.getChildren().add(station(node, report, live && node.equals(now.node())));
        }
        Optional<StepProgress> step = live ? now.step() : Optional.empty();
        going.setVisible(step.isPresent());
        going.setManaged(step.isPresent());
        step.ifPresent(progress -> {
            bar.setProgress(progress.share());
            words.setText(words(progress));
        });
    }

    private static Node station(String node, RoundReport report, boolean now) {
        int times = report.of(node).size();
        String text = times < 2 ? node : Texts.of("training.times", node, Integer.toString(times));
        Label chip = now
                ? Labels.chip(Icons.RUN.node(), text, "accent")
                : times > 0 ? Labels.chip(Icons.RIGHT.node(), text, "success") : Labels.chip(text, "neutral");
        chip.setId("station-" + node);
        return chip;
    }

    private static String words(StepProgress progress) {
        StringBuilder words = new StringBuilder(Texts.of(
                progress.phase() == StepProgress.Phase.TRAINING ? "training.steps-done" : "training.attempts-done",
                progress.node(),
                Integer.toString(progress.visit()),
                Figures.count(progress.done()),
                Figures.count(progress.all())));
        Double loss = progress.numbers().get("loss");
        if (loss != null) {
            words.append("  ·  ").append(Texts.of("training.loss", String.format(Locale.ROOT, "%.4f", loss)));
        }
        Double speed = progress.numbers().get("tokens_per_second");
        if (speed != null && speed > 0) {
            words.append("  ·  ").append(Texts.of("training.speed", Figures.count(Math.round(speed))));
        }
        if (Double.isFinite(progress.secondsLeft())) {
            words.append("  ·  ")
                    .append(Texts.of(
                            "progress.about", Figures.nanos(Math.round(Math.max(0, progress.secondsLeft()) * 1e9))));
        }
        return words.toString();
    }
}
