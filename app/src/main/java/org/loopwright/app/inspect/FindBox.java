package org.loopwright.app.inspect;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import javafx.application.Platform;
import javafx.geometry.Pos;
import javafx.geometry.Side;
import javafx.scene.control.Button;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import javafx.util.Subscription;
import org.loopwright.app.control.Labels;
import org.loopwright.app.control.Named;
import org.loopwright.app.look.Icons;
import org.loopwright.app.text.Texts;
import org.loopwright.find.QueryCompletion;

/// One box for every query on a run's items, with completion, the message that points at what is wrong, the kept
/// queries, and what becomes of a selection.
final class FindBox extends VBox {
    private static final int MOST = 12;

    private final FindViewModel model;
    private final Supplier<List<String>> selection;
    private final FileQuestions questions;
    private final TextField query = Named.node(new TextField(), "item-search", Texts.of("find.query"));
    private final Label problem = Labels.of("", "find-problem");
    private final ContextMenu offers = new ContextMenu();
    private final MenuButton views =
            Named.node(new MenuButton("", Icons.BOOKMARK.node()), "find-views", Texts.of("find.views"));
    private final MenuButton exports =
            Named.node(new MenuButton("", Icons.EXPORT.node()), "find-export", Texts.of("find.export"));

    /// @param selection the ids of the items that are found
    FindBox(FindViewModel model, Supplier<List<String>> selection, FileQuestions questions) {
        this.model = model;
        this.selection = selection;
        this.questions = questions;
        getStyleClass().add("find-box");
        query.setPromptText(Texts.of("find.prompt"));
        query.addEventFilter(KeyEvent.KEY_PRESSED, this::key);
        // Later, because the field takes the letter in only after this.
        query.addEventHandler(KeyEvent.KEY_TYPED, event -> {
            // A Tab that comes in only moves the focus here.
            if (!event.getCharacter().equals("\t")) {
                Platform.runLater(this::offer);
            }
        });
        query.focusedProperty().subscribe(focused -> {
            if (!focused && !isEdited()) {
                offers.hide();
            }
        });
        problem.setId("find-problem");
        problem.managedProperty().bind(problem.textProperty().isNotEmpty());
        offers.getStyleClass().add("find-offers");
        exports.getItems()
                .setAll(
                        entry("find-to-lines", Texts.of("find.to-lines"), this::toLines),
                        entry("find-to-dataset", Texts.of("find.to-dataset"), this::toDataset));
        views.getStyleClass().add("find-tool");
        exports.getStyleClass().add("find-tool");
        getChildren().addAll(query, problem);
    }

    /// Starts to follow the view model.
    Subscription attach() {
        query.textProperty().bindBidirectional(model.textProperty());
        Subscription following = Subscription.combine(
                model.problemProperty().subscribe(problem::setText),
                model.viewsProperty().subscribe(kept -> showViews()));
        return following.and(() -> query.textProperty().unbindBidirectional(model.textProperty()));
    }

    private static MenuItem entry(String id, String name, Runnable action) {
        MenuItem entry = new MenuItem(name);
        entry.setId(id);
        entry.setOnAction(event -> action.run());
        return entry;
    }

    private void showViews() {
        views.getItems().clear();
        model.viewsProperty()
                .get()
                .forEach((name, kept) -> views.getItems()
                        .add(entry("view-" + name, Texts.of("find.view", name, kept), () -> query.setText(kept))));
        if (!views.getItems().isEmpty()) {
            views.getItems().add(new SeparatorMenuItem());
        }
        views.getItems()
                .add(entry(
                        "view-keep",
                        Texts.of("find.keep"),
                        () -> questions.askName(Texts.of("find.keep.title")).ifPresent(model::keep)));
        model.viewsProperty()
                .get()
                .keySet()
                .forEach(name -> views.getItems()
                        .add(entry("view-forget-" + name, Texts.of("find.forget", name), () -> model.forget(name))));
    }

    private void key(KeyEvent event) {
        if (event.getCode() == KeyCode.SPACE && event.isShortcutDown()) {
            offer();
            event.consume();
        } else if (event.getCode() == KeyCode.DOWN && !offers.isShowing()) {
            offer();
        } else if (event.getCode() == KeyCode.ESCAPE || event.getCode() == KeyCode.TAB) {
            offers.hide();
        }
    }

    private void offer() {
        QueryCompletion completion = model.completion(query.getCaretPosition());
        String begun = query.getText()
                .substring(
                        completion.start(),
                        Math.min(completion.end(), query.getText().length()));
        List<String> candidates = completion.candidates().stream()
                .filter(candidate -> !candidate.equals(begun))
                .limit(MOST)
                .toList();
        if (candidates.isEmpty() || !isEdited()) {
            offers.hide();
            return;
        }
        offers.getItems()
                .setAll(candidates.stream()
                        .map(candidate -> entry("offer-" + candidate, candidate, () -> complete(completion, candidate)))
                        .toList());
        if (!offers.isShowing()) {
            offers.show(query, Side.BOTTOM, 0, 0);
        }
    }

    /// Whether what is typed goes to the box: it does while its offers are shown, though their window may have the
    /// focus.
    private boolean isEdited() {
        return getScene() != null && query.equals(getScene().getFocusOwner());
    }

    private void complete(QueryCompletion completion, String candidate) {
        boolean open = candidate.endsWith(":") || candidate.endsWith(">");
        query.replaceText(completion.start(), completion.end(), open ? candidate : candidate + " ");
        if (open) {
            offer();
        }
    }

    private void toLines() {
        Optional<Path> file = questions.askFile(Texts.of("find.to-lines"), "items.jsonl");
        List<String> items = selection.get();
        file.ifPresent(to -> model.export(items, to, () -> questions.tell(Texts.of("find.written", items.size(), to))));
    }

    private void toDataset() {
        List<String> items = selection.get();
        questions
                .askName(Texts.of("find.to-dataset.title"))
                .ifPresent(name ->
                        model.toDataset(items, name, () -> questions.tell(Texts.of("find.made", items.size(), name))));
    }

    /// What can be done with the query and with what it finds.
    HBox tools() {
        Button clear =
                Named.iconButton("find-clear", Texts.of("find.clear"), Icons.CLOSE.node(), () -> query.setText(""));
        HBox tools = new HBox(views, exports, clear);
        tools.setAlignment(Pos.CENTER_RIGHT);
        return tools;
    }
}
