package org.loopwright.app.control;

import javafx.scene.Node;
import javafx.scene.control.Label;
import org.loopwright.app.look.Icons;
import org.loopwright.app.session.TurnState;
import org.loopwright.app.text.Texts;

/// How right, wrong and unparsed look everywhere.
public final class States {
    private States() {}

    /// The tone of a state: a style class.
    public static String tone(TurnState state) {
        return switch (state) {
            case RIGHT -> "success";
            case WRONG -> "danger";
            case UNPARSED -> "neutral";
        };
    }

    /// The word for a state.
    public static String word(TurnState state) {
        return Texts.of("state." + state.key());
    }

    /// The icon of a state.
    public static Node icon(TurnState state) {
        return switch (state) {
            case RIGHT -> Icons.RIGHT.node();
            case WRONG -> Icons.WRONG.node();
            case UNPARSED -> Icons.UNPARSED.node();
        };
    }

    /// A chip with icon and word.
    public static Label chip(TurnState state) {
        return Labels.chip(icon(state), word(state), tone(state));
    }
}
