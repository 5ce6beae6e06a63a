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
import org.loopwright.app.text.EditNames;
import org.loopwright.app.text.Texts;
import org.loopwright.trial.TrialBranch;
import org.loopwright.trial.TrialState;

/// The branches of a trial: what was changed where; pressing one goes to its end.
final class BranchList extends VBox {
    private static final PseudoClass HERE = PseudoClass.getPseudoClass("here");

    private final StepViewModel model;

    BranchList(StepViewModel model) {
        this.model = model;
        getStyleClass().add("step-list");
    }

    void show(@Nullable TrialState state) {
        List<Node> rows = new ArrayList<>();
        if (state != null && state.branches().size() > 1) {
            rows.add(Labels.section(Texts.of("try.branches")));
            for (int i = 0; i < state.branches().size(); i++) {
                rows.add(row(state, state.branches().get(i), i));
            }
            rows.add(Labels.wrapping(Texts.of("try.branches.note"), "small", "muted"));
        }
        getChildren().setAll(rows);
    }

    private Button row(TrialState state, TrialBranch branch, int number) {
        String name = branch.origin().map(origin -> EditNames.of(origin.edit())).orElse(Texts.of("try.branches.first"));
        boolean here = branch.id().equals(state.run());
        Button row = Named.node(
                new Button((number + 1) + "  " + name, (number == 0 ? Icons.PLAY : Icons.FORK).node()),
                "try-branch-" + number,
                here ? Texts.of("try.branches.here", name) : Texts.of("try.branches.go", name));
        row.getStyleClass().addAll("flat", "step-row");
        row.setAlignment(Pos.CENTER_LEFT);
        row.setMaxWidth(Double.MAX_VALUE);
        row.pseudoClassStateChanged(HERE, here);
        row.setOnAction(event -> model.goTo(branch.id()));
        return row;
    }
}
