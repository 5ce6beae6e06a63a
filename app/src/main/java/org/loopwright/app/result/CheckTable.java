package org.loopwright.app.result;

import javafx.geometry.HPos;
import javafx.scene.control.Label;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import org.loopwright.app.control.Labels;
import org.loopwright.app.session.RunFigures;
import org.loopwright.app.text.Figures;
import org.loopwright.app.text.Texts;

/// The loop's check as a judge, beside one that accepts everything and one that rejects everything.
final class CheckTable extends GridPane {
    CheckTable(RunFigures.CheckFigures check) {
        getStyleClass().add("figure-table");
        for (int i = 0; i < 4; i++) {
            ColumnConstraints column = new ColumnConstraints();
            column.setHgrow(i == 0 ? Priority.ALWAYS : Priority.SOMETIMES);
            column.setHalignment(i == 0 ? HPos.LEFT : HPos.RIGHT);
            getColumnConstraints().add(column);
        }
        row(0, "", Texts.of("check.this"), Texts.of("check.always-accept"), Texts.of("check.always-reject"));
        row(
                1,
                Texts.of("check.sensitivity"),
                Figures.percent(check.sensitivity()),
                Figures.percent(0),
                Figures.percent(1));
        row(
                2,
                Texts.of("check.specificity"),
                Figures.percent(check.specificity()),
                Figures.percent(1),
                Figures.percent(0));
        row(
                3,
                Texts.of("check.balanced"),
                Figures.percent(check.balanced()),
                Figures.percent(0.5),
                Figures.percent(0.5));
        row(
                4,
                Texts.of("check.accuracy"),
                Figures.percent(check.accuracy()),
                Figures.percent(check.alwaysAccept()),
                Figures.percent(check.alwaysReject()));
    }

    private void row(int index, String... texts) {
        for (int i = 0; i < texts.length; i++) {
            Label label = Labels.whole(texts[i], index == 0 ? "cell-head" : i == 1 ? "figure-own" : "figure");
            add(label, i, index);
        }
    }
}
