package org.loopwright.app.control;

import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.layout.VBox;
import javafx.scene.text.TextAlignment;

/// What a screen shows when it has nothing to show: an icon, a title, and a sentence that says what to do.
public final class EmptyState extends VBox {
    public EmptyState(Node icon, String title, String sentence, Node... actions) {
        getStyleClass().add("empty-state");
        setAlignment(Pos.CENTER);
        icon.getStyleClass().add("empty-icon");
        var text = Labels.wrapping(sentence, "muted");
        text.setMaxWidth(420);
        text.setTextAlignment(TextAlignment.CENTER);
        text.setAlignment(Pos.CENTER);
        getChildren().addAll(icon, Labels.of(title, "title-4"), text);
        getChildren().addAll(actions);
    }
}
