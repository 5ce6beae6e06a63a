package org.loopwright.app.inspect;

import java.util.ArrayList;
import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;
import org.loopwright.app.control.EmptyState;
import org.loopwright.app.control.Labels;
import org.loopwright.app.control.Named;
import org.loopwright.app.control.States;
import org.loopwright.app.look.Icons;
import org.loopwright.app.session.Transition;
import org.loopwright.app.session.TurnState;
import org.loopwright.app.text.Figures;
import org.loopwright.app.text.Texts;
import org.loopwright.store.RunSummary;

/// The items of a run at the left, the chosen one's turns at the right.
public final class ItemsView extends BorderPane {
    private final ItemsViewModel model;
    private final ListView<ItemRow> list = Named.node(new ListView<>(), "item-list", Texts.of("items.list"));
    private final TextField search = Named.node(new TextField(), "item-search", Texts.of("items.search"));
    private final ComboBox<@Nullable Transition> cell =
            Named.node(new ComboBox<>(), "item-transition", Texts.of("items.transition"));
    private final Label count = Labels.of("", "small", "muted");
    private final VBox side = new VBox();

    public ItemsView(ItemsViewModel model) {
        this.model = model;
        getStyleClass().add("items-page");
        search.setPromptText(Texts.of("items.search"));
        cell.getItems().setAll(cells());
        cell.setConverter(new CellNames());
        cell.setMaxWidth(Double.MAX_VALUE);
        cell.setVisibleRowCount(10);
        list.setCellFactory(owner -> new ItemRowCell());
        list.setPlaceholder(Labels.wrapping(Texts.of("items.no-match"), "muted"));
        VBox.setVgrow(list, Priority.ALWAYS);
        HBox line = new HBox(count);
        line.setAlignment(Pos.CENTER_LEFT);
        VBox filters = new VBox(search, cell, line);
        filters.getStyleClass().add("item-filters");
        side.getChildren().addAll(filters, list);
        side.getStyleClass().add("item-side");
    }

    private static List<@Nullable Transition> cells() {
        List<@Nullable Transition> cells = new ArrayList<>();
        cells.add(null);
        for (TurnState first : TurnState.values()) {
            for (TurnState last : TurnState.values()) {
                cells.add(new Transition(first, last));
            }
        }
        return cells;
    }

    /// Starts to follow the view model.
    public Subscription attach() {
        list.setItems(model.rows());
        search.textProperty().bindBidirectional(model.textProperty());
        cell.valueProperty().bindBidirectional(model.transitionProperty());
        Subscription following = Subscription.combine(
                model.runProperty().subscribe(this::showRun),
                model.rows().subscribe(this::showCount),
                model.storyProperty().subscribe(this::showStory),
                model.chosenProperty().subscribe(this::showChosen),
                list.getSelectionModel().selectedItemProperty().subscribe(this::choose));
        return following.and(() -> {
            search.textProperty().unbindBidirectional(model.textProperty());
            cell.valueProperty().unbindBidirectional(model.transitionProperty());
        });
    }

    private void choose(@Nullable ItemRow row) {
        if (row != null && !row.item().equals(model.chosenProperty().get())) {
            model.choose(row.item());
        }
    }

    private void showRun(@Nullable RunSummary run) {
        setLeft(run == null ? null : side);
        if (run == null) {
            setCenter(new EmptyState(
                    Icons.ITEMS.node(), Texts.of("items.empty.title"), Texts.of("items.empty.sentence")));
        }
    }

    private void showCount() {
        count.setText(Texts.of("items.count", Figures.count(model.rows().size()), Figures.count(model.size())));
    }

    private void showChosen(@Nullable String item) {
        for (ItemRow row : model.rows()) {
            if (row.item().equals(item)) {
                list.getSelectionModel().select(row);
            }
        }
    }

    private void showStory(@Nullable ItemStory story) {
        if (story != null) {
            setCenter(new StoryView(story));
        } else if (model.runProperty().get() != null) {
            setCenter(new EmptyState(
                    Icons.ITEMS.node(), Texts.of("items.choose.title"), Texts.of("items.choose.sentence")));
        }
    }

    /// The names of transitions.
    private static final class CellNames extends StringConverter<@Nullable Transition> {
        @Override
        public String toString(@Nullable Transition transition) {
            return transition == null
                    ? Texts.of("items.any-transition")
                    : Texts.of(
                            "items.transition-name", States.word(transition.first()), States.word(transition.last()));
        }

        @Override
        public @Nullable Transition fromString(String text) {
            return null;
        }
    }
}
