package org.loopwright.app.design;

import javafx.scene.control.ScrollPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.loopwright.app.control.Labels;
import org.loopwright.app.control.Named;
import org.loopwright.app.text.Texts;
import org.loopwright.recipe.gallery.RecipeAbout;

/// In what the recipe that the project came from differs from its paper, as its authors state it.
final class StatedDeviations extends VBox {
    private final VBox stated = new VBox();

    StatedDeviations() {
        getStyleClass().add("origin-stated");
        stated.getStyleClass().add("stack");
        ScrollPane scroll = Named.node(new ScrollPane(stated), "stated-deviations", Texts.of("origin.stated"));
        scroll.setFitToWidth(true);
        scroll.setMaxHeight(260);
        scroll.getStyleClass().add("plain-scroll");
        getChildren().addAll(Labels.section(Texts.of("origin.stated")), scroll);
    }

    void show(OriginWatch.@Nullable Drift now) {
        setVisible(now != null);
        setManaged(now != null);
        stated.getChildren().clear();
        if (now != null) {
            if (now.stated().isEmpty()) {
                stated.getChildren().add(Labels.wrapping(Texts.of("origin.none-stated"), "muted", "small"));
            }
            now.stated().forEach(this::add);
        }
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
