package org.loopwright.app.gallery;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import javafx.application.Platform;
import javafx.collections.FXCollections;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;
import org.loopwright.app.control.Labels;
import org.loopwright.app.control.Named;
import org.loopwright.app.look.Icons;
import org.loopwright.app.text.Texts;
import org.loopwright.recipe.gallery.RecipeCard;

/// The gallery over the window: recipes at the left, the one that is looked at beside them, and below where its copy
/// goes. Escape closes it.
public final class GalleryView extends StackPane {
    private final GalleryViewModel model;
    private final Supplier<Optional<Path>> chooseFolder;
    private final TextField search = Named.node(new TextField(), "gallery-search", Texts.of("gallery.search"));
    private final ListView<RecipeCard> list = Named.node(new ListView<>(), "gallery-list", Texts.of("gallery.list"));
    private final RecipePane recipe = new RecipePane();
    private final TextField target = Named.node(new TextField(), "gallery-target", Texts.of("gallery.target"));
    private final Button copy;
    private final Label refusal = Labels.wrapping("", "problem", "small");

    /// @param chooseFolder asks the person for a folder
    public GalleryView(GalleryViewModel model, Supplier<Optional<Path>> chooseFolder) {
        this.model = model;
        this.chooseFolder = chooseFolder;
        this.copy = Named.button("gallery-copy", Texts.of("gallery.copy"), Icons.RECIPE.node(), model::copy);
        setId("gallery");
        getStyleClass().add("scrim");
        copy.getStyleClass().add("accent");
        search.setPromptText(Texts.of("gallery.search"));
        search.textProperty().bindBidirectional(model.searchProperty());
        target.textProperty().bindBidirectional(model.targetProperty());
        target.setOnAction(event -> model.copy());
        refusal.setId("gallery-refusal");
        list.setCellFactory(view -> new RecipeCell());
        list.getSelectionModel().selectedItemProperty().subscribe(chosen -> {
            if (chosen != null && !chosen.equals(model.chosenProperty().get())) {
                model.choose(chosen);
            }
        });
        search.addEventFilter(KeyEvent.KEY_PRESSED, event -> {
            if (event.getCode() == KeyCode.DOWN) {
                list.requestFocus();
                event.consume();
            }
        });
        BorderPane box = new BorderPane(recipe, head(), null, foot(), side());
        box.getStyleClass().add("gallery");
        box.setMaxSize(1120, 700);
        getChildren().add(box);
        addEventHandler(KeyEvent.KEY_PRESSED, event -> {
            if (event.getCode() == KeyCode.ESCAPE) {
                model.hide();
                event.consume();
            }
        });
    }

    private HBox head() {
        Label title = Labels.of(Texts.of("gallery.title"), "title-3");
        title.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(title, Priority.ALWAYS);
        HBox head = new HBox(
                title, Named.iconButton("gallery-close", Texts.of("gallery.close"), Icons.CLOSE.node(), model::hide));
        head.setAlignment(Pos.CENTER_LEFT);
        head.getStyleClass().add("gallery-head");
        return head;
    }

    private VBox side() {
        VBox.setVgrow(list, Priority.ALWAYS);
        VBox side = new VBox(search, list);
        side.getStyleClass().add("gallery-side");
        return side;
    }

    private VBox foot() {
        HBox.setHgrow(target, Priority.ALWAYS);
        Button browse = Named.button(
                "gallery-browse",
                Texts.of("gallery.browse"),
                Icons.FOLDER.node(),
                () -> chooseFolder.get().ifPresent(model::chooseParent));
        HBox row = new HBox(10, Labels.whole(Texts.of("gallery.target"), "muted"), target, browse, copy);
        row.setAlignment(Pos.CENTER_LEFT);
        VBox foot = new VBox(6, row, refusal);
        foot.getStyleClass().add("gallery-foot");
        return foot;
    }

    /// Starts to follow the view model.
    public Subscription attach() {
        return Subscription.combine(
                model.shownProperty().subscribe(this::show),
                model.recipesProperty().subscribe(this::showRecipes),
                model.chosenProperty().subscribe(this::showChosen),
                model.refusalProperty().subscribe(this::showRefusal));
    }

    private void show(boolean shown) {
        setVisible(shown);
        setManaged(shown);
        if (shown) {
            Platform.runLater(search::requestFocus);
        }
    }

    private void showRecipes(List<RecipeCard> recipes) {
        list.setItems(FXCollections.observableArrayList(recipes));
        list.getSelectionModel().select(model.chosenProperty().get());
    }

    private void showChosen(@Nullable RecipeCard chosen) {
        recipe.show(chosen);
        copy.setDisable(chosen == null);
        list.getSelectionModel().select(chosen);
    }

    private void showRefusal(String reason) {
        refusal.setText(reason);
        refusal.setVisible(!reason.isEmpty());
        refusal.setManaged(!reason.isEmpty());
    }
}
