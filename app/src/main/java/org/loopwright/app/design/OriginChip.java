package org.loopwright.app.design;

import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.layout.StackPane;
import org.jspecify.annotations.Nullable;
import org.loopwright.app.control.Named;
import org.loopwright.app.look.Icons;
import org.loopwright.app.text.Texts;

/// Always on the canvas of a project that came from a recipe: how much is different from it. Pressed, it draws the
/// differences.
final class OriginChip extends StackPane {
    private final Button drift;

    /// @param compare draws what differs from the recipe
    OriginChip(Runnable compare) {
        setId("origin");
        getStyleClass().add("origin");
        setMaxSize(USE_PREF_SIZE, USE_PREF_SIZE);
        StackPane.setAlignment(this, Pos.TOP_RIGHT);
        drift = Named.button("origin-drift", Texts.of("origin.stated"), Icons.RECIPE.node(), compare);
        drift.getStyleClass().add("origin-button");
        getChildren().add(drift);
        setVisible(false);
    }

    void show(OriginWatch.@Nullable Drift now) {
        setVisible(now != null);
        if (now == null) {
            return;
        }
        String text = switch (now.state()) {
            case AS_SHIPPED -> Texts.of("origin.as-shipped", now.recipe());
            case CHANGED -> Texts.of("origin.changed", now.recipe(), now.differences());
            case OWN -> Texts.of("origin.own", now.recipe());
        };
        drift.setText(text);
        Named.tip(drift, text + ". " + Texts.of("origin.tip", now.stated().size()));
        drift.pseudoClassStateChanged(
                PseudoClass.getPseudoClass("changed"), now.state() != OriginWatch.Drift.State.AS_SHIPPED);
    }
}
