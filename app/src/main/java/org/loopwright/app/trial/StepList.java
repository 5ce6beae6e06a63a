package org.loopwright.app.trial;

import java.util.ArrayList;
import java.util.List;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.loopwright.app.control.Labels;
import org.loopwright.app.control.Named;
import org.loopwright.app.look.Icons;
import org.loopwright.app.text.Texts;
import org.loopwright.trial.TrialState;
import org.loopwright.trial.TrialStep;

/// The steps of the branch, in order; pressing one goes behind it. Those ahead of where the trial stands are pale.
final class StepList extends VBox {
    private static final PseudoClass HERE = PseudoClass.getPseudoClass("here");
    private static final PseudoClass AHEAD = PseudoClass.getPseudoClass("ahead");

    private final StepViewModel model;

    StepList(StepViewModel model) {
        this.model = model;
        getStyleClass().add("step-list");
    }

    void show(@Nullable TrialState state) {
        List<Node> rows = new ArrayList<>();
        if (state != null && !state.steps().isEmpty()) {
            rows.add(Labels.section(Texts.of("try.steps")));
            rows.add(row(state, 0, Texts.of("try.steps.begin")));
            for (int i = 0; i < state.steps().size(); i++) {
                rows.add(row(state, i + 1, name(state.steps().get(i))));
            }
        }
        getChildren().setAll(rows);
    }

    private Button row(TrialState state, int count, String name) {
        Button row = Named.node(
                new Button(name, (count == state.at() ? Icons.ARROW : Icons.UNPARSED).node()),
                "try-step-" + count,
                count == state.at() ? Texts.of("try.steps.here", name) : Texts.of("try.steps.go", name));
        row.getStyleClass().addAll("flat", "step-row");
        row.setAlignment(Pos.CENTER_LEFT);
        row.setMaxWidth(Double.MAX_VALUE);
        row.pseudoClassStateChanged(HERE, count == state.at());
        row.pseudoClassStateChanged(AHEAD, count > state.at());
        row.setDisable(state.isNested());
        row.setOnAction(event -> model.goTo(count));
        return row;
    }

    private static String name(TrialStep step) {
        if (step.isEdit()) {
            String slot = step.done()
                    .flatMap(done -> done.writes().keySet().stream().findFirst())
                    .orElse("");
            return Texts.of("try.steps.edit", slot);
        }
        String visited = step.visit() > 1 ? step.node() + " " + step.visit() : step.node();
        return step.exit().map(exit -> visited + "  →  " + exit).orElse(visited);
    }
}
