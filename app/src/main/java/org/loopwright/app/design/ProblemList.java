package org.loopwright.app.design;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.loopwright.app.control.Labels;
import org.loopwright.app.control.Named;
import org.loopwright.app.look.Icons;
import org.loopwright.app.text.Texts;
import org.loopwright.loop.LoopProblem;
import org.loopwright.loop.edit.LoopChange;

/// What is wrong with the loop while it is drawn: a line each, which opens the node, and a button where
/// one change mends it.
final class ProblemList extends VBox {
    private final VBox rows = new VBox();
    private final Consumer<String> open;
    private final Function<LoopProblem, Optional<LoopChange>> fix;
    private final Consumer<LoopChange> apply;

    ProblemList(Consumer<String> open, Function<LoopProblem, Optional<LoopChange>> fix, Consumer<LoopChange> apply) {
        this.open = open;
        this.fix = fix;
        this.apply = apply;
        setId("problems");
        getStyleClass().add("problem-list");
        rows.getStyleClass().add("problem-rows");
        ScrollPane scroll = new ScrollPane(rows);
        scroll.setFitToWidth(true);
        scroll.setFocusTraversable(false);
        scroll.getStyleClass().add("plain-scroll");
        getChildren().add(scroll);
    }

    void show(List<LoopProblem> problems) {
        rows.getChildren().clear();
        for (int i = 0; i < problems.size(); i++) {
            rows.getChildren().add(row(problems.get(i), i));
        }
        setVisible(!problems.isEmpty());
        setManaged(!problems.isEmpty());
    }

    private HBox row(LoopProblem problem, int index) {
        boolean error = problem.severity() == LoopProblem.Severity.ERROR;
        String where = problem.node() == null ? Texts.of("problem.loop") : problem.node();
        Hyperlink node = Named.node(new Hyperlink(where), "problem-" + index, problem.describe());
        node.setMinWidth(Hyperlink.USE_PREF_SIZE);
        node.setOnAction(event -> {
            if (problem.node() != null) {
                open.accept(problem.node());
            }
        });
        var text = Labels.of(problem.message(), "small");
        text.setMinWidth(0);
        text.setMaxWidth(Double.MAX_VALUE);
        Named.tip(text, problem.message());
        HBox.setHgrow(text, Priority.ALWAYS);
        HBox row = new HBox(error ? Icons.ERROR.node("danger-icon") : Icons.WARNING.node("warning-icon"), node, text);
        row.setAlignment(Pos.CENTER_LEFT);
        row.getStyleClass().add("problem-row");
        fix.apply(problem).ifPresent(change -> {
            Button mend = Named.button(
                    "fix-" + index,
                    Texts.of("problem.fix", Step.of(change)),
                    Icons.RIGHT.node(),
                    () -> apply.accept(change));
            mend.getStyleClass().add("small-button");
            row.getChildren().add(mend);
        });
        return row;
    }
}
