package org.loopwright.app.inspect;

import com.github.difflib.DiffUtils;
import com.github.difflib.patch.AbstractDelta;
import com.github.difflib.patch.DeltaType;
import java.util.ArrayList;
import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.control.ComboBox;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.loopwright.app.control.Labels;
import org.loopwright.app.control.Named;
import org.loopwright.app.look.Icons;
import org.loopwright.app.text.Texts;

/// Any two texts of a story side by side: word by word, or step by step.
final class ComparePane extends VBox {
    private final ComboBox<Side> left = Named.node(new ComboBox<>(), "compare-left", Texts.of("items.compare.left"));
    private final ComboBox<Side> right = Named.node(new ComboBox<>(), "compare-right", Texts.of("items.compare.right"));
    private final ToggleButton steps = Named.node(
            new ToggleButton(Texts.of("items.compare.steps")), "compare-steps", Texts.of("items.compare.steps"));
    private final GridPane grid = new GridPane();

    /// A text of the story.
    private record Side(String name, String text) {
        @Override
        public String toString() {
            return name;
        }
    }

    ComparePane(ItemStory story) {
        getStyleClass().add("compare-pane");
        setId("compare-pane");
        List<Side> sides = sides(story);
        left.getItems().setAll(sides);
        right.getItems().setAll(sides);
        List<Side> answers = sides.stream()
                .filter(side -> side.name().startsWith(Texts.of("items.answer-of", "")))
                .toList();
        left.setValue(answers.isEmpty() ? sides.getFirst() : answers.getFirst());
        right.setValue(answers.isEmpty() ? sides.getLast() : answers.getLast());
        left.setOnAction(event -> show());
        right.setOnAction(event -> show());
        steps.setOnAction(event -> show());
        steps.getStyleClass().add("small-button");
        left.getStyleClass().add("small-choice");
        right.getStyleClass().add("small-choice");
        HBox head = new HBox(8, left, Icons.ARROW.node(), right, steps);
        head.setAlignment(Pos.CENTER_LEFT);
        for (int i = 0; i < 2; i++) {
            ColumnConstraints half = new ColumnConstraints();
            half.setPercentWidth(50);
            grid.getColumnConstraints().add(half);
        }
        grid.getStyleClass().add("compare-grid");
        ScrollPane scroll = new ScrollPane(grid);
        scroll.setFitToWidth(true);
        scroll.getStyleClass().add("plain-scroll");
        scroll.setMaxHeight(260);
        getChildren().addAll(head, scroll);
        show();
    }

    private static List<Side> sides(ItemStory story) {
        List<Side> sides = new ArrayList<>();
        for (ItemStory.Turn turn : story.turns()) {
            sides.add(new Side(
                    Texts.of("items.answer-of", Integer.toString(turn.index())),
                    turn.answer().text()));
            turn.after().stream()
                    .filter(work -> !work.slot().isEmpty())
                    .forEach(work -> sides.add(new Side(
                            Texts.of("items.text-of", Integer.toString(turn.index()), work.node()), work.text())));
        }
        if (story.item().gold() != null) {
            sides.add(new Side(Texts.of("items.gold"), story.item().gold()));
        }
        if (sides.isEmpty()) {
            sides.add(new Side("–", ""));
        }
        return sides;
    }

    private void show() {
        grid.getChildren().clear();
        String before = left.getValue().text();
        String after = right.getValue().text();
        if (before.equals(after)) {
            grid.add(Labels.of(Texts.of("items.compare.same"), "muted"), 0, 0, 2, 1);
        } else if (steps.isSelected()) {
            showSteps(TextSteps.of(before), TextSteps.of(after));
        } else {
            row(0, before, after);
        }
    }

    private void showSteps(List<String> before, List<String> after) {
        int row = 0;
        int left0 = 0;
        for (AbstractDelta<String> delta : DiffUtils.diff(before, after).getDeltas()) {
            for (; left0 < delta.getSource().getPosition(); left0++) {
                same(row++, before.get(left0));
            }
            List<String> old = delta.getSource().getLines();
            List<String> now = delta.getTarget().getLines();
            for (int i = 0; i < Math.max(old.size(), now.size()); i++) {
                row(row++, i < old.size() ? old.get(i) : "", i < now.size() ? now.get(i) : "");
            }
            left0 += delta.getType() == DeltaType.INSERT ? 0 : old.size();
        }
        for (; left0 < before.size(); left0++) {
            same(row++, before.get(left0));
        }
    }

    private void same(int row, String step) {
        grid.add(new MarkedText(step, "compare-text", "compare-same"), 0, row);
        grid.add(new MarkedText(step, "compare-text", "compare-same"), 1, row);
    }

    private void row(int row, String before, String after) {
        MarkedText old = new MarkedText(before, "compare-text");
        old.mark(TextChange.marks(after, before).stream()
                .map(mark -> new MarkedText.Mark(mark.from(), mark.to(), "mark-gone"))
                .toList());
        MarkedText now = new MarkedText(after, "compare-text");
        now.mark(TextChange.marks(before, after));
        grid.add(old, 0, row);
        grid.add(now, 1, row);
    }
}
