package org.loopwright.app.gallery;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.jspecify.annotations.Nullable;
import org.loopwright.app.text.Texts;
import org.loopwright.app.work.Background;
import org.loopwright.project.ProjectException;
import org.loopwright.recipe.gallery.Gallery;
import org.loopwright.recipe.gallery.RecipeCard;

/// The gallery: the shipped recipes, which of them is looked at, and where a copy of it goes. Belongs to the
/// window's thread.
public final class GalleryViewModel {
    private final Background background;
    private final Gallery gallery;
    private final Consumer<Path> open;
    private final BooleanProperty shown = new SimpleBooleanProperty();
    private final StringProperty search = new SimpleStringProperty("");
    private final StringProperty target = new SimpleStringProperty("");
    private final ReadOnlyObjectWrapper<List<RecipeCard>> recipes = new ReadOnlyObjectWrapper<>(List.of());
    private final ReadOnlyObjectWrapper<@Nullable RecipeCard> chosen = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyStringWrapper refusal = new ReadOnlyStringWrapper("");
    private List<RecipeCard> all = List.of();
    private Path parent;

    /// @param parent where copies go, unless the person says another folder
    /// @param open opens the project of a copy
    public GalleryViewModel(Background background, Gallery gallery, Path parent, Consumer<Path> open) {
        this.background = background;
        this.gallery = gallery;
        this.parent = parent;
        this.open = open;
        search.subscribe(text -> filter());
    }

    /// Opens the gallery and reads the recipes.
    public void show() {
        shown.set(true);
        refusal.set("");
        background.run(Texts.of("work.gallery"), gallery::recipes, found -> {
            all = found;
            filter();
            RecipeCard looked = chosen.get();
            choose(
                    looked != null && found.contains(looked)
                            ? looked
                            : recipes.get().getFirst());
        });
    }

    /// Closes the gallery.
    public void hide() {
        shown.set(false);
    }

    private void filter() {
        String wanted = search.get().strip().toLowerCase(Locale.ROOT);
        recipes.set(
                all.stream().filter(recipe -> words(recipe).contains(wanted)).toList());
    }

    private static String words(RecipeCard recipe) {
        Stream<String> papers = recipe.about().papers().stream()
                .map(paper -> paper.id() + " " + paper.title() + " " + paper.source() + " " + paper.claim());
        return String.join(
                        " ",
                        Stream.concat(Stream.of(recipe.title(), recipe.description()), papers)
                                .toList())
                .toLowerCase(Locale.ROOT);
    }

    /// Looks at a recipe; a free name for its copy is proposed.
    void choose(RecipeCard recipe) {
        chosen.set(recipe);
        refusal.set("");
        Path in = parent;
        background.run(Texts.of("work.gallery"), () -> Gallery.free(in, recipe), free -> {
            if (recipe.equals(chosen.get())) {
                target.set(free.toString());
            }
        });
    }

    /// Puts copies into another folder.
    void chooseParent(Path folder) {
        parent = folder;
        Optional.ofNullable(chosen.get()).ifPresent(this::choose);
    }

    /// Copies the recipe that is looked at, and opens the copy. What can't be done is said in [#refusalProperty].
    void copy() {
        RecipeCard recipe = chosen.get();
        if (recipe != null) {
            folder().ifPresent(to -> copy(recipe, to));
        }
    }

    private Optional<Path> folder() {
        try {
            Path folder = Path.of(target.get().strip());
            if (folder.isAbsolute()) {
                return Optional.of(folder);
            }
        } catch (InvalidPathException _) { // said below, as any other name that is no folder's
        }
        refusal.set(Texts.of("gallery.no-folder", target.get()));
        return Optional.empty();
    }

    private void copy(RecipeCard recipe, Path to) {
        background.run(Texts.of("work.copy-recipe", recipe.title()), () -> refused(recipe, to), reason -> {
            refusal.set(reason);
            if (reason.isEmpty()) {
                hide();
                open.accept(to);
            }
        });
    }

    /// Copies, and says why it was refused; empty when it was not.
    private static String refused(RecipeCard recipe, Path to) {
        try {
            Gallery.copy(recipe, to);
            return "";
        } catch (ProjectException e) {
            return String.valueOf(e.getMessage());
        }
    }

    /// Whether the gallery is open.
    public BooleanProperty shownProperty() {
        return shown;
    }

    StringProperty searchProperty() {
        return search;
    }

    /// The folder that a copy goes to.
    StringProperty targetProperty() {
        return target;
    }

    /// The recipes that the search leaves.
    ReadOnlyObjectProperty<List<RecipeCard>> recipesProperty() {
        return recipes.getReadOnlyProperty();
    }

    /// The recipe that is looked at, or null.
    ReadOnlyObjectProperty<@Nullable RecipeCard> chosenProperty() {
        return chosen.getReadOnlyProperty();
    }

    /// Why the copy was not made, or empty.
    ReadOnlyStringProperty refusalProperty() {
        return refusal.getReadOnlyProperty();
    }
}
