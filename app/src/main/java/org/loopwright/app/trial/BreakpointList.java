package org.loopwright.app.trial;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.loopwright.app.control.Labels;
import org.loopwright.app.control.Named;
import org.loopwright.app.look.Icons;
import org.loopwright.app.text.Texts;
import org.loopwright.trial.Breakpoints;

/// Nodes and conditions at which a trial stops, with a field for one more condition.
final class BreakpointList extends VBox {
    private final StepViewModel model;
    private final VBox rows = new VBox();
    private final TextField condition =
            Named.node(new TextField(), "try-condition", Texts.of("try.breakpoints.condition"));

    BreakpointList(StepViewModel model) {
        this.model = model;
        condition.setPromptText(Texts.of("try.breakpoints.prompt"));
        condition.getStyleClass().add("code-text");
        condition.setOnAction(event -> add());
        HBox.setHgrow(condition, Priority.ALWAYS);
        HBox field = new HBox(
                condition,
                Named.iconButton("try-condition-add", Texts.of("try.breakpoints.add"), Icons.ADD.node(), this::add));
        field.setAlignment(Pos.CENTER_LEFT);
        field.getStyleClass().add("try-line");
        rows.getStyleClass().add("step-list");
        getStyleClass().add("step-list");
        getChildren()
                .addAll(
                        Labels.section(Texts.of("try.breakpoints")),
                        rows,
                        field,
                        Labels.wrapping(Texts.of("try.breakpoints.note"), "small", "muted"));
    }

    private void add() {
        model.addCondition(condition.getText());
    }

    void show(Breakpoints set) {
        if (set.conditions().contains(condition.getText().strip())) {
            condition.clear();
        }
        List<Node> all = new ArrayList<>();
        set.nodes().stream()
                .filter(place -> place.loopFile().equals(model.file()))
                .sorted(Comparator.comparing(Breakpoints.Place::node))
                .forEach(
                        place -> all.add(row(Labels.of(place.node()), place.node(), () -> model.toggle(place.node()))));
        set.conditions()
                .forEach(one -> all.add(row(Labels.of(one, "code-text"), one, () -> model.removeCondition(one))));
        rows.getChildren().setAll(all);
    }

    private static HBox row(Node what, String name, Runnable remove) {
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        HBox row = new HBox(
                Icons.BREAKPOINT.node("danger-icon"),
                what,
                space,
                Named.iconButton(
                        "try-unbreak-" + name.replaceAll("\\W+", "-"),
                        Texts.of("try.breakpoints.remove", name),
                        Icons.CLOSE.node(),
                        remove));
        row.setAlignment(Pos.CENTER_LEFT);
        row.getStyleClass().add("try-line");
        return row;
    }
}
