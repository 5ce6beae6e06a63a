package org.loopwright.app.lab;

import java.util.List;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.loopwright.app.control.Labels;
import org.loopwright.app.control.Named;
import org.loopwright.app.look.Icons;
import org.loopwright.app.text.Figures;
import org.loopwright.app.text.Texts;
import org.loopwright.experiment.GraderLab;

/// What other graders say of the answers.
final class GraderCard extends LabCard<GraderLab.Report> {
    private static final List<String> COLUMNS = List.of("grader", "right", "difference", "unparsed", "changed");

    private final LabViewModel model;

    GraderCard(LabViewModel model) {
        super("lab.graders", model.graders());
        this.model = model;
    }

    @Override
    void begin() {
        model.grade();
    }

    @Override
    Node idle() {
        Optional<GraderLab.Plan> plan = model.planProperty().get();
        if (plan.isEmpty()) {
            return Labels.of(Texts.of("lab.graders.planning"), "muted");
        }
        List<String> missing = plan.get().missing();
        if (missing.isEmpty()) {
            return Labels.of("");
        }
        Button go = Named.button(
                "lab-graders-begin", Texts.of("lab.graders.begin", missing.size()), Icons.PLAY.node(), this::begin);
        go.getStyleClass().add("accent");
        Label cost = Labels.wrapping(
                Texts.of(
                        "lab.graders.plan",
                        String.join(", ", missing),
                        Figures.count(plan.get().items()),
                        Figures.duration(plan.get().estimate())),
                "muted");
        cost.setId("lab-graders-plan");
        return row(go, cost);
    }

    @Override
    Node result(GraderLab.Report report) {
        FigureGrid table = new FigureGrid("lab-grader-table", "lab.grader", COLUMNS);
        for (GraderLab.Row row : report.rows()) {
            boolean own = row.grader().equals(report.own());
            table.row(
                    name(row, report),
                    Labels.whole(Figures.percent(row.accuracy()), "figure-own"),
                    own ? Labels.of("–", "muted") : FigureGrid.difference(row.difference()),
                    Labels.whole(Figures.percent(row.unparsed()), row.unparsed() > 0.5 ? "danger-text" : "figure"),
                    own ? Labels.of("–", "muted") : Labels.whole(Figures.count(row.changed()), "figure"));
        }
        Label spread = Labels.wrapping(Texts.of("lab.graders.spread", Figures.plain(report.spread())), "muted");
        spread.setId("lab-graders-spread");
        VBox result = new VBox(table, spread);
        result.getStyleClass().add("stack");
        return result;
    }

    private static HBox name(GraderLab.Row row, GraderLab.Report report) {
        HBox name = row(Labels.whole(row.grader(), "figure-own"));
        if (row.grader().equals(report.own())) {
            name.getChildren().add(Labels.chip(Texts.of("lab.own"), "accent"));
        } else if (!report.fits(row.grader())) {
            name.getChildren().add(Labels.chip(Texts.of("lab.graders.other"), "neutral"));
        }
        return name;
    }
}
