package org.loopwright.app.compare;

import java.util.List;
import javafx.geometry.HPos;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import org.loopwright.app.control.Labels;
import org.loopwright.app.text.Figures;
import org.loopwright.app.text.Texts;
import org.loopwright.measure.Interval;
import org.loopwright.measure.compare.ArmFigures;
import org.loopwright.measure.compare.Comparison;
import org.loopwright.measure.compare.Contrast;

/// One line for each arm: what it reached, how it differs from the base, what it cost and what to mind of it.
final class ArmTable extends GridPane {
    private static final List<String> COLUMNS =
            List.of("arm", "accuracy", "difference", "p", "verdict", "unparsed", "tokens", "graders", "brands");

    ArmTable(Comparison comparison) {
        getStyleClass().add("figure-table");
        setId("arm-table");
        for (int column = 0; column < COLUMNS.size(); column++) {
            Label head = Labels.whole(Texts.of("compare.column." + COLUMNS.get(column)), "cell-head");
            head.setTooltip(new Tooltip(Texts.of("compare.column." + COLUMNS.get(column) + ".tip")));
            add(head, column, 0);
        }
        int row = 1;
        for (ArmFigures arm : comparison.arms()) {
            addArm(comparison, arm, row++);
        }
        getChildren().forEach(child -> {
            GridPane.setHalignment(child, HPos.LEFT);
            GridPane.setHgrow(child, Priority.ALWAYS);
        });
    }

    private void addArm(Comparison comparison, ArmFigures arm, int row) {
        boolean isBase = arm.name().equals(comparison.base());
        add(Labels.whole(arm.name(), "figure-own"), 0, row);
        add(
                Labels.whole(Texts.of(
                        "compare.with-interval",
                        Figures.percent(arm.accuracy()),
                        Figures.plain(arm.interval().low()),
                        Figures.plain(arm.interval().high()))),
                1,
                row);
        if (isBase) {
            add(Labels.of(Texts.of("compare.is-base"), "muted"), 2, row);
        } else {
            addContrast(comparison.contrast(arm.name()), row);
        }
        add(Labels.whole(Figures.percent(arm.unparsed())), 5, row);
        add(Labels.whole(tokens(arm.tokens())), 6, row);
        add(graders(arm), 7, row);
        add(brands(arm), 8, row);
    }

    private void addContrast(Contrast contrast, int row) {
        Interval interval = contrast.difference().interval(Interval.LEVEL);
        add(
                Labels.whole(Figures.signed(contrast.difference().value())
                        + (interval == null ? "" : "  " + CompareHeadline.interval(interval))),
                2,
                row);
        add(
                Labels.whole(
                        Double.isNaN(contrast.adjustedP())
                                ? "–"
                                : Figures.probability(contrast.adjustedP()).replace("= ", "")),
                3,
                row);
        Label verdict = Labels.chip(
                contrast.finding().verdict().word(),
                CompareHeadline.tone(contrast.finding().verdict()));
        verdict.setTooltip(new Tooltip(contrast.finding().reason()));
        add(verdict, 4, row);
    }

    private static String tokens(double tokens) {
        return tokens == 0 ? "–" : Figures.count(Math.round(tokens));
    }

    private static Node graders(ArmFigures arm) {
        if (arm.accuracyByGrader().size() < 2) {
            return Labels.of(Texts.of("compare.one-grader"), "muted");
        }
        Label spread = Labels.whole(Texts.of("compare.points", Figures.plain(arm.graderSpread())));
        StringBuilder all = new StringBuilder();
        arm.accuracyByGrader()
                .forEach((grader, accuracy) -> all.append(grader)
                        .append("  ")
                        .append(Figures.percent(accuracy))
                        .append('\n'));
        spread.setTooltip(new Tooltip(all.toString().strip()));
        return spread;
    }

    private static Node brands(ArmFigures arm) {
        FlowPane chips = new FlowPane(4, 4);
        chips.setAlignment(Pos.CENTER_LEFT);
        arm.brands()
                .forEach(brand -> chips.getChildren()
                        .add(Labels.chip(Texts.orElse("brand." + brand + ".short", brand), "danger")));
        return arm.brands().isEmpty() ? Labels.of("–", "muted") : chips;
    }
}
