package org.loopwright.app.train;

import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.loopwright.app.control.Labels;
import org.loopwright.app.look.Icons;
import org.loopwright.app.session.Training;
import org.loopwright.app.text.Figures;
import org.loopwright.app.text.Texts;
import org.loopwright.round.RoundReport;

/// The run in a line: which round, and how the held-out accuracy went.
final class RoundHeadline extends VBox {
    RoundHeadline(Training.Reading reading, StepTrack track) {
        setId("round-headline");
        getStyleClass().addAll("card-box", "headline");
        RoundReport report = reading.report();
        HBox numbers = new HBox();
        numbers.getStyleClass().add("headline-numbers");
        numbers.setAlignment(Pos.CENTER_LEFT);
        numbers.getChildren()
                .add(big(
                        Texts.of("training.headline.round"),
                        Texts.of("progress.of", Integer.toString(report.round()), Integer.toString(report.most())),
                        "headline-round"));
        List<RoundReport.Step> measured = report.of(report.measuringNode().orElse(""));
        if (!measured.isEmpty()) {
            RoundReport.Step first = measured.getFirst();
            RoundReport.Step last = measured.getLast();
            numbers.getChildren()
                    .add(big(
                            Texts.of("training.headline.first", last.made().node()),
                            Figures.percent(first.number("accuracy")),
                            "headline-first"));
            if (measured.size() > 1) {
                numbers.getChildren().add(Icons.ARROW.node("headline-arrow"));
                numbers.getChildren()
                        .add(big(
                                Texts.of("training.headline.last"),
                                Figures.percent(last.number("accuracy")),
                                "headline-last"));
            }
            numbers.getChildren()
                    .add(fact(
                            Texts.of("training.headline.interval"),
                            Texts.of(
                                    "training.interval",
                                    Figures.percent(last.number("accuracy_low")),
                                    Figures.percent(last.number("accuracy_high")))));
            numbers.getChildren().add(fact(Texts.of("result.n"), Figures.count(Math.round(last.number("items")))));
        }
        long checkpoints = report.steps().stream()
                .flatMap(step -> step.checkpoint().stream())
                .map(artifact -> artifact.hash())
                .distinct()
                .count();
        numbers.getChildren().add(fact(Texts.of("training.headline.checkpoints"), Figures.count(checkpoints)));
        getChildren().addAll(numbers, track);
        if (!report.failure().isEmpty()) {
            Label failure = Labels.wrapping(Texts.of("training.failed", report.failure()), "danger-text");
            failure.setId("round-failure");
            getChildren().add(failure);
        }
    }

    private static VBox big(String name, String value, String id) {
        Label number = Labels.whole(value, "headline-number");
        number.setId(id);
        return new VBox(Labels.whole(name, "field-name"), number);
    }

    private static VBox fact(String name, String value) {
        VBox fact = new VBox(Labels.whole(name, "field-name"), Labels.whole(value, "headline-fact"));
        fact.getStyleClass().add("headline-side");
        return fact;
    }
}
