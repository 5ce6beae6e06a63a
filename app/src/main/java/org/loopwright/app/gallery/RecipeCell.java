package org.loopwright.app.gallery;

import java.util.stream.Collectors;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.loopwright.app.control.Labels;
import org.loopwright.app.control.Named;
import org.loopwright.app.text.Texts;
import org.loopwright.recipe.gallery.RecipeAbout;
import org.loopwright.recipe.gallery.RecipeCard;

/// A recipe in the list: its title and its papers.
final class RecipeCell extends ListCell<RecipeCard> {
    RecipeCell() {
        getStyleClass().add("recipe-cell");
        setPrefWidth(0);
    }

    @Override
    protected void updateItem(@Nullable RecipeCard recipe, boolean empty) {
        super.updateItem(recipe, empty);
        if (empty || recipe == null) {
            setGraphic(null);
            setId(null);
            return;
        }
        String papers = papers(recipe);
        Label title = Labels.of(recipe.title(), "card-name");
        setGraphic(new VBox(3, title, Labels.of(papers, "muted", "small")));
        Named.node(this, "recipe-" + recipe.name(), Texts.of("gallery.recipe", recipe.title(), papers));
    }

    private static String papers(RecipeCard recipe) {
        String papers =
                recipe.about().papers().stream().map(RecipeAbout.Paper::id).collect(Collectors.joining(", "));
        return papers.isEmpty() ? Texts.of("gallery.no-paper") : papers;
    }
}
