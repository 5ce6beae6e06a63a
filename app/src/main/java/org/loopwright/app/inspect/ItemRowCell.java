package org.loopwright.app.inspect;

import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.loopwright.app.control.Labels;
import org.loopwright.app.control.States;
import org.loopwright.app.session.TurnState;

/// A line of the item list: id and question at the left, a mark for each turn at the right.
final class ItemRowCell extends ListCell<ItemRow> {
    private static final int MARKS = 6;

    @Override
    protected void updateItem(@Nullable ItemRow row, boolean empty) {
        super.updateItem(row, empty);
        setText(null);
        setGraphic(row == null || empty ? null : line(row));
        setId(row == null || empty ? null : "item-" + row.item());
    }

    private static HBox line(ItemRow row) {
        Label question = Labels.of(row.question(), "small", "muted");
        VBox names = new VBox(Labels.of(row.item(), "item-id"), question);
        names.setMinWidth(0);
        HBox.setHgrow(names, Priority.ALWAYS);
        HBox marks = new HBox(3);
        marks.setAlignment(Pos.CENTER_RIGHT);
        row.states().stream().limit(MARKS).forEach(state -> marks.getChildren().add(mark(state)));
        marks.setMinWidth(HBox.USE_PREF_SIZE);
        HBox line = new HBox(8, names, marks);
        line.setAlignment(Pos.CENTER_LEFT);
        line.setPrefWidth(10);
        return line;
    }

    private static Label mark(TurnState state) {
        Label mark = new Label("", States.icon(state));
        mark.getStyleClass().addAll("turn-mark", States.tone(state));
        mark.setAccessibleText(States.word(state));
        return mark;
    }
}
