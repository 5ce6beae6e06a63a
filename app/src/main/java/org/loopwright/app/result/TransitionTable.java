package org.loopwright.app.result;

import java.util.List;
import java.util.function.Consumer;
import javafx.geometry.HPos;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.loopwright.app.control.Labels;
import org.loopwright.app.control.Named;
import org.loopwright.app.control.States;
import org.loopwright.app.session.RunFigures;
import org.loopwright.app.session.Transition;
import org.loopwright.app.session.TurnState;
import org.loopwright.app.text.Figures;
import org.loopwright.app.text.Texts;

/// First answer against last: nine cells, each a button that opens its items.
final class TransitionTable extends GridPane {
    private final Consumer<Transition> open;

    TransitionTable(RunFigures figures, Consumer<Transition> open) {
        this.open = open;
        getStyleClass().add("transitions");
        getColumnConstraints().add(new ColumnConstraints(96));
        for (TurnState ignored : TurnState.values()) {
            ColumnConstraints column = new ColumnConstraints();
            column.setHgrow(Priority.ALWAYS);
            column.setHalignment(HPos.CENTER);
            getColumnConstraints().add(column);
        }
        add(Labels.whole(Texts.of("result.last-answer"), "field-name"), 1, 0, 3, 1);
        List<TurnState> states = List.of(TurnState.values());
        for (int i = 0; i < states.size(); i++) {
            add(Labels.of(States.word(states.get(i)), "cell-head"), i + 1, 1);
            add(rowHead(states.get(i)), 0, i + 2);
            for (int j = 0; j < states.size(); j++) {
                add(cell(figures, new Transition(states.get(i), states.get(j))), j + 1, i + 2);
            }
        }
    }

    private static VBox rowHead(TurnState state) {
        VBox head = new VBox(
                Labels.of(state == TurnState.RIGHT ? Texts.of("result.first-answer") : "", "field-name"),
                Labels.of(States.word(state), "cell-head"));
        head.setAlignment(Pos.CENTER_LEFT);
        return head;
    }

    private Button cell(RunFigures figures, Transition transition) {
        int count = figures.count(transition);
        String id = "cell-" + transition.first().key() + "-" + transition.last().key();
        String share = figures.items() == 0 ? "–" : Figures.percent((double) count / figures.items());
        VBox face = new VBox(Labels.of(Figures.count(count), "cell-count"), Labels.of(share, "cell-share"));
        face.setAlignment(Pos.CENTER);
        String name = Texts.of("result.cell", count, States.word(transition.first()), States.word(transition.last()));
        Button cell = Named.button(id, "", face, () -> open.accept(transition));
        Named.tip(cell, name);
        cell.getStyleClass().addAll("transition-cell", tone(transition));
        cell.setMaxWidth(Double.MAX_VALUE);
        cell.setDisable(count == 0);
        return cell;
    }

    private static String tone(Transition transition) {
        boolean before = transition.first() == TurnState.RIGHT;
        boolean after = transition.last() == TurnState.RIGHT;
        if (before == after) {
            return before ? "kept" : "neutral";
        }
        return after ? "success" : "danger";
    }
}
