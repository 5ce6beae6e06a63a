package org.loopwright.app.gallery;

import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.loopwright.app.control.Labels;
import org.loopwright.app.control.Named;
import org.loopwright.app.text.Figures;
import org.loopwright.app.text.Texts;
import org.loopwright.recipe.gallery.RecipeAbout;
import org.loopwright.recipe.gallery.RecipeCard;

/// Everything that a recipe says of itself.
final class RecipePane extends ScrollPane {
    private final VBox body = new VBox();

    RecipePane() {
        Named.node(this, "gallery-recipe", Texts.of("gallery.about"));
        getStyleClass().addAll("plain-scroll", "recipe-pane");
        body.getStyleClass().add("recipe-body");
        setFitToWidth(true);
        setContent(body);
    }

    void show(@Nullable RecipeCard recipe) {
        body.getChildren().clear();
        setVvalue(0);
        if (recipe == null) {
            return;
        }
        body.getChildren()
                .addAll(
                        Labels.wrapping(recipe.title(), "title-3"),
                        size(recipe.size()),
                        Labels.wrapping(recipe.description()));
        recipe.about().papers().forEach(this::add);
        if (!recipe.about().needs().isEmpty()) {
            body.getChildren()
                    .addAll(
                            Labels.section(Texts.of("gallery.needs")),
                            Labels.wrapping(recipe.about().needs()));
        }
        body.getChildren().add(Labels.section(Texts.of("gallery.deviations")));
        if (recipe.about().deviations().isEmpty()) {
            body.getChildren().add(Labels.wrapping(Texts.of("gallery.no-deviations"), "muted"));
        } else {
            body.getChildren().add(deviations(recipe.about()));
        }
    }

    private static FlowPane size(RecipeCard.Size size) {
        FlowPane chips = new FlowPane(6, 6);
        chips.getChildren()
                .addAll(
                        Labels.chip(Texts.of("gallery.loops", size.loops(), size.nodes())),
                        Labels.chip(
                                size.items() == 0
                                        ? Texts.of("gallery.procedural")
                                        : Texts.of("gallery.items", Figures.count(size.items()))),
                        Labels.chip(Texts.of("gallery.bytes", Figures.count(Math.max(1, size.bytes() / 1024)))));
        return chips;
    }

    private void add(RecipeAbout.Paper paper) {
        VBox box = new VBox(
                4,
                Labels.wrapping(paper.id() + " · " + paper.title(), "card-name"),
                Labels.wrapping(paper.source(), "muted", "small"),
                Labels.wrapping(paper.claim()));
        box.getStyleClass().add("message");
        body.getChildren().add(box);
    }

    private static GridPane deviations(RecipeAbout about) {
        GridPane grid = new GridPane(16, 8);
        for (double width : new double[] {34, 33, 33}) {
            ColumnConstraints column = new ColumnConstraints();
            column.setPercentWidth(width);
            grid.getColumnConstraints().add(column);
        }
        grid.addRow(0, head("gallery.paper"), head("gallery.here"), head("gallery.why"));
        int row = 1;
        for (RecipeAbout.Deviation deviation : about.deviations()) {
            grid.addRow(row++, cell(deviation.paper()), cell(deviation.here()), cell(deviation.why()));
        }
        return grid;
    }

    private static Label head(String key) {
        return Labels.of(Texts.of(key), "field-name");
    }

    private static Label cell(String text) {
        Label label = Labels.wrapping(text, "small");
        label.setMaxHeight(Double.MAX_VALUE);
        label.setAlignment(javafx.geometry.Pos.TOP_LEFT);
        return label;
    }
}
