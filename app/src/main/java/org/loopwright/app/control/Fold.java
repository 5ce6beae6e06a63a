package org.loopwright.app.control;

import javafx.scene.Node;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/// A heading that opens and closes what lies under it.
public final class Fold extends VBox {
    private final ToggleButton head;

    /// Closed at first.
    public Fold(String id, String title, Node content) {
        getStyleClass().add("fold");
        FontIcon arrow = new FontIcon(Feather.CHEVRON_RIGHT);
        head = Named.node(new ToggleButton(title, arrow), id, title);
        head.getStyleClass().add("fold-head");
        head.setMaxWidth(Double.MAX_VALUE);
        arrow.rotateProperty().bind(head.selectedProperty().map(open -> open ? 90 : 0));
        content.visibleProperty().bind(head.selectedProperty());
        content.managedProperty().bind(head.selectedProperty());
        getChildren().addAll(head, content);
    }

    /// This, open.
    public Fold open() {
        head.setSelected(true);
        return this;
    }
}
