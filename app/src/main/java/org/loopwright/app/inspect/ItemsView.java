package org.loopwright.app.inspect;

import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;
import org.loopwright.app.control.EmptyState;
import org.loopwright.app.control.Labels;
import org.loopwright.app.control.Named;
import org.loopwright.app.look.Icons;
import org.loopwright.app.text.Figures;
import org.loopwright.app.text.Texts;
import org.loopwright.store.RunSummary;

/// The items of a run at the left, the chosen one's turns at the right.
public final class ItemsView extends BorderPane {
    private final ItemsViewModel model;
    private final ListView<ItemRow> list = Named.node(new ListView<>(), "item-list", Texts.of("items.list"));
    private final FindBox find;
    private final Label count = Labels.of("", "small", "muted");
    private final VBox side = new VBox();
    private final Label runName = Labels.of("", "small", "muted");
    private final Button parent;
    private Subscription shown = Subscription.EMPTY;

    /// @param questions asks for names and files
    public ItemsView(ItemsViewModel model, FileQuestions questions) {
        this.model = model;
        this.find = new FindBox(
                model.find(), () -> model.rows().stream().map(ItemRow::item).toList(), questions);
        this.parent = Named.iconButton("items-parent", Texts.of("items.parent"), Icons.UNDO.node(), model::openParent);
        getStyleClass().add("items-page");
        list.setCellFactory(owner -> new ItemRowCell());
        list.setPlaceholder(Labels.wrapping(Texts.of("items.no-match"), "muted"));
        VBox.setVgrow(list, Priority.ALWAYS);
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        Button blind = Named.iconButton("items-blind", Texts.of("blind.open"), Icons.BLIND.node(), model::openBlind);
        HBox line = new HBox(count, space, blind, find.tools());
        line.setAlignment(Pos.CENTER_LEFT);
        HBox run = new HBox(4, parent, runName);
        run.setAlignment(Pos.CENTER_LEFT);
        VBox filters = new VBox(run, find, line);
        filters.getStyleClass().add("item-filters");
        side.getChildren().addAll(filters, list);
        side.getStyleClass().add("item-side");
    }

    /// Starts to follow the view model.
    public Subscription attach() {
        list.setItems(model.rows());
        Subscription following = Subscription.combine(
                find.attach(),
                model.runProperty().subscribe(this::showRun),
                model.rows().subscribe(this::showCount),
                model.storyProperty().subscribe(story -> showStory()),
                model.blind().openProperty().subscribe(open -> showStory()),
                model.chosenProperty().subscribe(this::showChosen),
                list.getSelectionModel().selectedItemProperty().subscribe(this::choose));
        return following.and(() -> shown.unsubscribe());
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
            return;
        }
        boolean fork = !run.header().origins().isEmpty();
        parent.setVisible(fork);
        parent.setManaged(fork);
        runName.setText(Texts.of(
                fork ? "items.run.fork" : "items.run",
                run.header().loop(),
                run.header().dataset().name(),
                Figures.when(run.startedAt())));
    }

    private void showCount() {
        count.setText(Texts.of("items.count", Figures.count(model.rows().size()), Figures.count(model.size())));
        showChosen(model.chosenProperty().get());
    }

    private void showChosen(@Nullable String item) {
        List<ItemRow> rows = model.rows();
        for (ItemRow row : rows) {
            if (row.item().equals(item)) {
                list.getSelectionModel().select(row);
            }
        }
    }

    private void showStory() {
        shown.unsubscribe();
        shown = Subscription.EMPTY;
        ItemStory story = model.storyProperty().get();
        if (model.blind().openProperty().get()) {
            BlindView view = new BlindView(model.blind());
            shown = view.attach();
            setCenter(view);
        } else if (story != null) {
            StoryView view = new StoryView(model, story, model::open);
            shown = view.attach();
            setCenter(view);
        } else if (model.runProperty().get() != null) {
            setCenter(new EmptyState(
                    Icons.ITEMS.node(), Texts.of("items.choose.title"), Texts.of("items.choose.sentence")));
        }
    }
}
