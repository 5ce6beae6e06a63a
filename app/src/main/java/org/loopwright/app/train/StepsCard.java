package org.loopwright.app.train;

import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.loopwright.app.control.Labels;
import org.loopwright.app.text.Figures;
import org.loopwright.app.text.Texts;
import org.loopwright.journal.Event;
import org.loopwright.round.RoundReport;

/// Every step that was made, with what came of it, the latest first.
final class StepsCard extends VBox {
    StepsCard(RoundReport report) {
        setId("steps");
        getStyleClass().add("card-box");
        GridPane table = new GridPane();
        table.getStyleClass().add("steps-table");
        int row = 0;
        for (RoundReport.Step step : report.steps().reversed()) {
            Event.Made made = step.made();
            boolean found = made.origin() == Event.Made.Origin.FOUND;
            String exit = made.exit().equals("next") ? "" : Texts.of("training.exit", made.exit()) + " ";
            Label note = Labels.of(exit + String.join("; ", made.notes()), "small");
            note.setMinWidth(0);
            note.setTooltip(new Tooltip(String.join("\n", made.notes())));
            GridPane.setHgrow(note, Priority.ALWAYS);
            table.addRow(
                    row++,
                    Labels.whole(
                            step.round() == 0
                                    ? Texts.of("training.before-rounds")
                                    : Texts.of("training.round", Integer.toString(step.round())),
                            "small",
                            "muted"),
                    Labels.whole(made.node(), "small", "strip-value"),
                    note,
                    Labels.whole(found ? Texts.of("training.found") : Figures.nanos(made.nanos()), "small", "muted"));
        }
        getChildren()
                .addAll(
                        Labels.of(Texts.of("training.steps"), "card-title"),
                        Labels.wrapping(Texts.of("training.steps.note"), "small", "muted"),
                        table);
    }
}
