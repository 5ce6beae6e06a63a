package org.loopwright.app.sweep;

import java.util.Locale;
import java.util.Optional;
import javafx.geometry.HPos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.loopwright.app.control.Labels;
import org.loopwright.app.control.Named;
import org.loopwright.app.look.Icons;
import org.loopwright.app.text.Texts;
import org.loopwright.experiment.ArmRun;
import org.loopwright.experiment.ExperimentPlan;
import org.loopwright.experiment.RunEstimate;

/// The arms with n, tokens and time of each, and the sum.
final class SweepArms extends VBox {
    private final SweepViewModel model;
    private final GridPane table = new GridPane();
    private final Label sum = Labels.wrapping("", "small", "muted");
    private final Button measure;

    SweepArms(SweepViewModel model) {
        this.model = model;
        this.measure = Named.button("sweep-measure", Texts.of("sweep.measure"), Icons.CLOCK.node(), model::measure);
        getStyleClass().add("sweep-arms");
        table.setId("sweep-arms");
        table.getStyleClass().addAll("figure-table", "sweep-table");
        ColumnConstraints wide = new ColumnConstraints();
        wide.setHgrow(Priority.ALWAYS);
        table.getColumnConstraints().setAll(wide, right(), right(), right());
        sum.setId("sweep-sum");
        measure.disableProperty().bind(model.measuringProperty());
        getChildren().addAll(table, sum, measure);
        model.planProperty().subscribe(this::show);
        model.arms().subscribe(() -> show(model.planProperty().get()));
    }

    private static ColumnConstraints right() {
        ColumnConstraints column = new ColumnConstraints();
        column.setHalignment(HPos.RIGHT);
        column.setMinWidth(52);
        return column;
    }

    private void show(@Nullable ExperimentPlan plan) {
        table.getChildren().clear();
        boolean there = plan != null;
        measure.setVisible(there && plan.missing().isEmpty() && plan.count() > 0);
        measure.setManaged(measure.isVisible());
        if (plan == null) {
            sum.setText(Texts.of(model.arms().size() < 2 ? "sweep.no-arms" : "sweep.counting"));
            return;
        }
        table.addRow(
                0,
                Labels.of(Texts.of("sweep.column.arm"), "cell-head"),
                Labels.of(Texts.of("sweep.column.n"), "cell-head"),
                Labels.of(Texts.of("sweep.column.tokens"), "cell-head"),
                Labels.of(Texts.of("sweep.column.time"), "cell-head"));
        for (ExperimentPlan.Line line : plan.runs()) {
            addRow(line);
        }
        sum.setText(plan.missing()
                .map(all -> Texts.of(
                        "sweep.sum",
                        plan.count(),
                        String.format(Locale.ROOT, "%,.0f", all.completionTokens()),
                        all.time(),
                        all.size()))
                .orElse(plan.count() == 0 ? Texts.of("sweep.all-done") : Texts.of("sweep.unknown", plan.count())));
    }

    private void addRow(ExperimentPlan.Line line) {
        Label name = Labels.whole(line.run().arm().replace(", ", ",\n"));
        Optional<RunEstimate> cost = line.estimate();
        boolean done = line.run().state() == ArmRun.State.DONE;
        table.addRow(
                table.getRowCount(),
                name,
                Labels.whole(cost.map(c -> Integer.toString(c.items())).orElse("–")),
                Labels.whole(cost.map(c -> String.format(Locale.ROOT, "%,.0f", c.completionTokens()))
                        .orElse("–")),
                Labels.whole(
                        done
                                ? Texts.of("sweep.done")
                                : cost.map(RunEstimate::time).orElse("–")));
    }
}
