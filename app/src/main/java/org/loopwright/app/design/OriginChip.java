package org.loopwright.app.design;

import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.loopwright.app.control.Labels;
import org.loopwright.app.control.Named;
import org.loopwright.app.look.Icons;
import org.loopwright.app.text.Texts;
import org.loopwright.recipe.gallery.RecipeAbout;

/// Always on the canvas of a project that came from a recipe: what is different from it. Pressed, it draws the
/// differences and unfolds in what the recipe itself differs from its paper.
final class OriginChip extends VBox {
    private final Button drift;
    private final VBox stated = new VBox();

    /// @param compare draws what differs from the recipe
    OriginChip(Runnable compare) {
        setId("origin");
        getStyleClass().add("origin");
        setMaxSize(USE_PREF_SIZE, USE_PREF_SIZE);
        setAlignment(Pos.TOP_RIGHT);
        StackPane.setAlignment(this, Pos.TOP_RIGHT);
        drift = Named.button("origin-drift", "", Icons.RECIPE.node(), () -> {
            stated.setVisible(!stated.isVisible());
            stated.setManaged(stated.isVisible());
            if (stated.isVisible()) {
                compare.run();
            }
        });
        drift.getStyleClass().add("origin-button");
        stated.getStyleClass().add("origin-stated");
        stated.setVisible(false);
        stated.setManaged(false);
        getChildren().addAll(drift, stated);
        setVisible(false);
    }

    void show(OriginWatch.@Nullable Drift now) {
        setVisible(now != null);
        if (now == null) {
            stated.setVisible(false);
            stated.setManaged(false);
            return;
        }
        String text =
                switch (now.state()) {
                    case AS_SHIPPED -> Texts.of("origin.as-shipped", now.recipe());
                    case CHANGED -> Texts.of("origin.changed", now.recipe(), now.differences());
                    case OWN -> Texts.of("origin.own", now.recipe());
                };
        drift.setText(text);
        Named.tip(drift, text + ". " + Texts.of("origin.tip", now.stated().size()));
        drift.pseudoClassStateChanged(
                javafx.css.PseudoClass.getPseudoClass("changed"), now.state() != OriginWatch.Drift.State.AS_SHIPPED);
        stated.getChildren().setAll(Labels.section(Texts.of("origin.stated")));
        if (now.stated().isEmpty()) {
            stated.getChildren().add(Labels.wrapping(Texts.of("origin.none-stated"), "muted", "small"));
        }
        now.stated().forEach(this::add);
    }

    private void add(RecipeAbout.Deviation deviation) {
        VBox one = new VBox(
                Labels.wrapping(deviation.here(), "small"),
                Labels.wrapping(Texts.of("origin.paper", deviation.paper()), "muted", "small"));
        if (!deviation.why().isEmpty()) {
            one.getChildren().add(Labels.wrapping(Texts.of("origin.why", deviation.why()), "muted", "small"));
        }
        one.getStyleClass().add("deviation");
        stated.getChildren().add(one);
    }
}
