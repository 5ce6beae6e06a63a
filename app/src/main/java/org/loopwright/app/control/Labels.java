package org.loopwright.app.control;

import javafx.scene.Node;
import javafx.scene.control.Label;

/// Labels in the program's few type sizes.
public final class Labels {
    private Labels() {}

    /// A label with style classes.
    public static Label of(String text, String... styleClasses) {
        Label label = new Label(text);
        label.getStyleClass().addAll(styleClasses);
        return label;
    }

    /// A label that wraps.
    public static Label wrapping(String text, String... styleClasses) {
        Label label = of(text, styleClasses);
        label.setWrapText(true);
        label.setMinHeight(Label.USE_PREF_SIZE);
        return label;
    }

    /// A label that is never cut short.
    public static Label whole(String text, String... styleClasses) {
        Label label = of(text, styleClasses);
        label.setMinWidth(Label.USE_PREF_SIZE);
        return label;
    }

    /// A small rounded tag: neutral, or `accent`, `success`, `warning`, `danger`.
    public static Label chip(String text, String... tones) {
        Label chip = whole(text, "chip");
        chip.getStyleClass().addAll(tones);
        return chip;
    }

    /// A chip with an icon before its text.
    public static Label chip(Node icon, String text, String... tones) {
        Label chip = chip(text, tones);
        chip.setGraphic(icon);
        return chip;
    }

    /// A heading over a group of things.
    public static Label section(String text) {
        return of(text, "section");
    }
}
