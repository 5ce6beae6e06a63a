package org.loopwright.app.train;

import java.util.List;
import java.util.Optional;
import javafx.geometry.Pos;
import javafx.geometry.VPos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.loopwright.app.control.Labels;
import org.loopwright.app.control.Named;
import org.loopwright.app.control.States;
import org.loopwright.app.look.Icons;
import org.loopwright.app.session.TurnState;
import org.loopwright.app.text.Texts;
import org.loopwright.project.RoundSamples;
import org.loopwright.task.Grade;

/// What the last two measured checkpoints wrote for the same problems, those first that changed.
final class SamplesCard extends VBox {
    private static final int SHOWN = 8;

    /// @param all opens all problems of the later measurement
    SamplesCard(List<RoundSamples.Pair> pairs, Runnable all) {
        setId("samples");
        getStyleClass().add("card-box");
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        HBox head = new HBox(
                Labels.of(Texts.of("training.samples"), "card-title"),
                space,
                Named.button("samples-all", Texts.of("training.samples.all"), Icons.ITEMS.node(), all));
        head.setAlignment(Pos.CENTER_LEFT);
        long changed = pairs.stream()
                .filter(pair -> pair.before().isPresent() && !pair.isUnchanged())
                .count();
        getChildren()
                .addAll(
                        head,
                        Labels.wrapping(
                                Texts.of(
                                        "training.samples.note",
                                        Long.toString(changed),
                                        Integer.toString(pairs.size())),
                                "small",
                                "muted"),
                        table(pairs));
    }

    private static GridPane table(List<RoundSamples.Pair> pairs) {
        GridPane table = new GridPane();
        table.getStyleClass().add("samples-table");
        for (double width : new double[] {24, 10, 33, 33}) {
            ColumnConstraints column = new ColumnConstraints();
            column.setPercentWidth(width);
            table.getColumnConstraints().add(column);
        }
        table.addRow(
                0,
                Labels.of(Texts.of("training.samples.question"), "field-name"),
                Labels.of(Texts.of("training.samples.gold"), "field-name"),
                Labels.of(Texts.of("training.samples.before"), "field-name"),
                Labels.of(Texts.of("training.samples.now"), "field-name"));
        List<RoundSamples.Pair> chosen = pairs.stream()
                .sorted(java.util.Comparator.comparing(RoundSamples.Pair::isUnchanged))
                .limit(SHOWN)
                .toList();
        for (int i = 0; i < chosen.size(); i++) {
            RoundSamples.Pair pair = chosen.get(i);
            table.addRow(
                    i + 1,
                    text(pair.question(), "code-text"),
                    text(pair.gold(), "code-text"),
                    attempt(pair.before()),
                    attempt(Optional.of(pair.now())));
        }
        return table;
    }

    private static Node attempt(Optional<RoundSamples.Attempt> attempt) {
        if (attempt.isEmpty()) {
            return Labels.of("–", "muted");
        }
        HBox line = new HBox(6);
        line.setAlignment(Pos.TOP_LEFT);
        attempt.get().grade().map(SamplesCard::state).ifPresent(state -> {
            Label mark = Labels.chip(States.icon(state), "", States.tone(state), "tiny");
            Named.tip(mark, States.word(state));
            line.getChildren().add(mark);
        });
        Label text = text(attempt.get().text(), "code-text");
        HBox.setHgrow(text, Priority.ALWAYS);
        line.getChildren().add(text);
        GridPane.setValignment(line, VPos.TOP);
        return line;
    }

    private static TurnState state(Grade grade) {
        return TurnState.of(grade);
    }

    private static Label text(String text, String style) {
        Label label = Labels.of(text.strip().replace('\n', ' '), style);
        label.setMinWidth(0);
        label.setTooltip(new Tooltip(text));
        return label;
    }
}
