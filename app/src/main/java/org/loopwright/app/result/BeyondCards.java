package org.loopwright.app.result;

import java.util.ArrayList;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.layout.VBox;
import org.loopwright.app.control.Cards;
import org.loopwright.app.control.FigureChart;
import org.loopwright.app.control.Labels;
import org.loopwright.app.control.YardstickTable;
import org.loopwright.app.text.Texts;
import org.loopwright.measure.compare.ArmFigures;
import org.loopwright.measure.figure.FigureData;
import org.loopwright.measure.figure.FigureSubject;
import org.loopwright.measure.figure.Reliability;

/// What a run's transitions are measured against, and what its confidence is worth.
final class BeyondCards {
    private final FigureSubject subject;
    private final ArmFigures arm;
    private final List<FigureChart> charts;

    /// @param charts gets every chart, to be drawn in the theme's colours
    BeyondCards(FigureSubject subject, List<FigureChart> charts) {
        this.subject = subject;
        this.arm = subject.arms().getFirst();
        this.charts = charts;
    }

    /// The rows of the page; none for a run of one turn whose model gave no probabilities.
    List<Node> rows() {
        List<Node> rows = new ArrayList<>();
        boolean turns = arm.report().turns().size() > 1;
        if (turns && !subject.yardsticks().nulls().isEmpty()) {
            rows.add(beyond());
        }
        Reliability reliability = Reliability.of(arm);
        FigureData.KeepFix plane = FigureData.KeepFix.of(subject.arms(), subject.yardsticks());
        VBox confidence = reliability.series().isEmpty()
                ? Cards.of(Texts.of("compare.calibration"), Texts.of("compare.calibration.none"))
                : chart("compare.calibration", reliability);
        if (turns) {
            rows.add(Cards.columns(keepFix(plane), confidence));
        } else if (!reliability.series().isEmpty()) {
            rows.add(confidence);
        }
        return rows;
    }

    private VBox beyond() {
        return Cards.of(
                Texts.of("yardstick.title"),
                Texts.of("yardstick.note"),
                new YardstickTable(subject.arms(), subject.yardsticks()));
    }

    private VBox keepFix(FigureData.KeepFix plane) {
        VBox card = plane.points().isEmpty()
                ? Cards.of(Texts.of("compare.keep-fix"), Texts.of("compare.keep-fix.none"))
                : chart("compare.keep-fix", plane);
        if (!subject.yardsticks().missing().isEmpty()) {
            card.getChildren()
                    .add(Labels.wrapping(
                            Texts.of(
                                    "yardstick.no-null",
                                    subject.yardsticks().missing().getFirst()),
                            "small",
                            "muted"));
        }
        return card;
    }

    private VBox chart(String key, FigureData data) {
        FigureChart chart =
                new FigureChart("result-" + key.substring(key.indexOf('.') + 1), Texts.of(key + ".caption"), data);
        charts.add(chart);
        return Cards.of(Texts.of(key), Texts.of(key + ".caption"), chart);
    }
}
