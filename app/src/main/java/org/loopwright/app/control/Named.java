package org.loopwright.app.control;

import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Labeled;
import javafx.scene.control.Tooltip;

/// Gives interactive nodes what tests and screen readers need: an id and an accessible text.
public final class Named {
    private Named() {}

    /// `node` with an id and an accessible text.
    public static <N extends Node> N node(N node, String id, String accessible) {
        node.setId(id);
        node.setAccessibleText(accessible);
        return node;
    }

    /// A button with text, icon and action.
    public static Button button(String id, String text, Node icon, Runnable action) {
        Button button = node(new Button(text, icon), id, text);
        button.setOnAction(event -> action.run());
        button.setMinWidth(Button.USE_PREF_SIZE);
        return button;
    }

    /// A flat button with an icon only; its text is a tooltip.
    public static Button iconButton(String id, String text, Node icon, Runnable action) {
        Button button = button(id, "", icon, action);
        button.getStyleClass().addAll("flat", "icon-button");
        tip(button, text);
        return button;
    }

    /// Gives a control a tooltip that is its accessible text as well.
    public static <C extends Labeled> C tip(C control, String text) {
        control.setTooltip(new Tooltip(text));
        control.setAccessibleText(text);
        return control;
    }
}
