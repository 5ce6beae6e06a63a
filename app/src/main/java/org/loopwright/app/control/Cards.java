package org.loopwright.app.control;

import java.util.List;
import javafx.scene.Node;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// Cards of a page, and how they stand beside one another.
public final class Cards {
    private Cards() {}

    /// A card.
    ///
    /// @param note what to mind of its content
    public static VBox of(String title, String note, Node... content) {
        VBox card = new VBox(Labels.of(title, "card-title"), Labels.wrapping(note, "small", "muted"));
        card.getChildren().addAll(content);
        card.getStyleClass().add("card-box");
        if (content.length > 0) {
            VBox.setVgrow(content[content.length - 1], Priority.ALWAYS);
        }
        return card;
    }

    /// Two cards side by side, of one height.
    public static GridPane columns(Region left, Region right) {
        GridPane columns = new GridPane();
        columns.getStyleClass().add("columns");
        for (Region card : List.of(left, right)) {
            ColumnConstraints half = new ColumnConstraints();
            half.setPercentWidth(50);
            columns.getColumnConstraints().add(half);
            card.setMaxHeight(Double.MAX_VALUE);
            columns.addRow(0, card);
        }
        return columns;
    }
}
