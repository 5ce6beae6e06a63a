package org.loopwright.app.train;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import javafx.geometry.HPos;
import javafx.scene.control.Label;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.VBox;
import org.loopwright.app.control.Labels;
import org.loopwright.app.session.Training;
import org.loopwright.app.text.Figures;
import org.loopwright.app.text.Texts;
import org.loopwright.round.Ledger;

/// What each arm spent: labels, tokens, judge calls, looks at the test split; and its runs that were given up.
final class LedgerCard extends VBox {
    LedgerCard(Training.Reading reading) {
        List<Training.Arm> arms = reading.arms();
        setId("ledger");
        getStyleClass().add("card-box");
        GridPane table = new GridPane();
        table.getStyleClass().add("ledger-table");
        Set<String> names = new LinkedHashSet<>(Ledger.ALWAYS);
        arms.forEach(arm -> names.addAll(arm.report().ledger().keySet()));
        table.add(Labels.of("", "field-name"), 0, 0);
        for (int i = 0; i < arms.size(); i++) {
            table.add(right(Labels.of(ArmNames.of(reading, arms.get(i)), "field-name")), i + 1, 0);
        }
        int row = 1;
        for (String name : names) {
            table.add(Labels.whole(Texts.orElse("ledger." + name.replace(' ', '-'), name)), 0, row);
            for (int i = 0; i < arms.size(); i++) {
                double value = arms.get(i).report().ledger().getOrDefault(name, 0.0);
                Label figure = Labels.whole(Figures.count(Math.round(value)), "figure-own");
                figure.setId("ledger-" + name.replace(' ', '-') + "-" + i);
                table.add(right(figure), i + 1, row);
            }
            row++;
        }
        table.add(Labels.whole(Texts.of("ledger.discarded")), 0, row);
        for (int i = 0; i < arms.size(); i++) {
            Label figure = Labels.whole(Figures.count(arms.get(i).discarded()), "figure-own");
            figure.setId("ledger-discarded-" + i);
            table.add(right(figure), i + 1, row);
        }
        getChildren()
                .addAll(
                        Labels.of(Texts.of("training.ledger"), "card-title"),
                        Labels.wrapping(Texts.of("training.ledger.note"), "small", "muted"),
                        table);
    }

    private static Label right(Label label) {
        GridPane.setHalignment(label, HPos.RIGHT);
        return label;
    }
}
