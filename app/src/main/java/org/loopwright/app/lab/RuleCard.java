package org.loopwright.app.lab;

import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.loopwright.app.control.Labels;
import org.loopwright.app.text.Figures;
import org.loopwright.app.text.Texts;
import org.loopwright.experiment.StoppingLab;

/// What other stop rules and selectors would have given.
final class RuleCard extends LabCard<StoppingLab.Report> {
    private static final List<String> COLUMNS = List.of("rule", "right", "difference", "tokens", "censored");

    private final LabViewModel model;

    RuleCard(LabViewModel model) {
        super("lab.rules", model.rules());
        this.model = model;
    }

    @Override
    void begin() {
        model.askRules();
    }

    @Override
    Node idle() {
        return Labels.of("");
    }

    @Override
    Node result(StoppingLab.Report report) {
        if (report.turns() == 1) {
            Label once = Labels.wrapping(Texts.of("lab.rules.once"), "muted");
            once.setId("lab-rules-once");
            return once;
        }
        FigureGrid table = new FigureGrid("lab-rule-table", "lab.rule", COLUMNS);
        StoppingLab.Row asRun = report.rows().getFirst();
        for (StoppingLab.Row row : report.rows()) {
            table.row(
                    name(row, report),
                    Labels.whole(Figures.percent(row.accuracy()), "figure-own"),
                    row.equals(asRun) ? Labels.of("–", "muted") : FigureGrid.difference(row.difference()),
                    Labels.whole(Figures.count(Math.round(row.tokens())), "figure"),
                    row.censored() == 0
                            ? Labels.of("–", "muted")
                            : Labels.whole(Figures.percent(row.censored()), "danger-text"));
        }
        Label best = Labels.wrapping(
                Texts.of("lab.rules.best", report.best(), Figures.percent(report.crossFitted())), "headline-reading");
        best.setId("lab-rules-best");
        VBox result = new VBox(table, best);
        result.getStyleClass().add("stack");
        return result;
    }

    private static HBox name(StoppingLab.Row row, StoppingLab.Report report) {
        HBox name = row(Labels.whole(row.rule(), "figure-own"));
        if (row.oracle()) {
            name.getChildren().add(Labels.chip(Texts.of("lab.oracle"), "danger"));
        } else if (row.rule().equals(report.best())) {
            name.getChildren().add(Labels.chip(Texts.of("lab.best"), "success"));
        }
        return name;
    }
}
