package org.loopwright.app.inspect;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.Subscription;
import org.loopwright.app.control.Fold;
import org.loopwright.app.control.Labels;
import org.loopwright.app.look.Icons;
import org.loopwright.app.text.Texts;
import org.loopwright.loop.SearchTree;
import org.loopwright.store.RunSummary;
import org.loopwright.task.Item;

/// An item's story: the problem and its gold answer at the top, the turns side by side with the forks and notes at
/// their right, the events below.
final class StoryView extends BorderPane {
    private final ItemsViewModel model;
    private final ItemStory story;
    /// Each text that is shown, with the answer before it where it is one.
    private final Map<MarkedText, ItemStory.Work> texts = new LinkedHashMap<>();
    private final Map<MarkedText, String> before = new LinkedHashMap<>();
    private final VBox middle = new VBox();
    private final ForksPane forks;
    private final NotesPane notes;
    private final StoryTools tools;

    /// @param open opens another run's item
    StoryView(ItemsViewModel model, ItemStory story, BiConsumer<RunSummary, String> open) {
        this.model = model;
        this.story = story;
        this.forks = new ForksPane(model.forks(), open);
        this.tools = new StoryTools(model, this::compare);
        this.notes = new NotesPane(model.marks(), story.item().id());
        getStyleClass().add("story");
        ScrollPane scroll = new ScrollPane(turns());
        scroll.setFitToHeight(true);
        scroll.setFitToWidth(true);
        scroll.getStyleClass().add("plain-scroll");
        VBox.setVgrow(scroll, Priority.ALWAYS);
        middle.getChildren().setAll(scroll);
        story.searches().forEach(tree -> middle.getChildren().add(search(tree)));
        setTop(new VBox(problem(), tools));
        setCenter(middle);
        setBottom(new Fold(
                "events-fold", Texts.of("items.events-count", story.events().size()), new EventList(story.events())));
    }

    /// Starts to follow the view model.
    Subscription attach() {
        return Subscription.combine(
                forks.attach(),
                notes.attach(),
                tools.attach(),
                model.sideProperty().subscribe(this::showSide),
                model.tokens().colourProperty().subscribe(colour -> colour()),
                model.tokens().rowsProperty().subscribe(rows -> colour()));
    }

    private static Fold search(SearchTree tree) {
        ScrollPane drawn = new ScrollPane(new SearchTreeView(tree));
        drawn.getStyleClass().add("plain-scroll");
        drawn.setPannable(true);
        drawn.setPrefHeight(260);
        Fold fold = new Fold("search-fold", Texts.of("search.tree", tree.size()), drawn);
        fold.getStyleClass().add("search-fold");
        return fold.open();
    }

    private void showSide(ItemsViewModel.Side side) {
        setRight(
                switch (side) {
                    case NONE -> null;
                    case FORKS -> forks;
                    case NOTES -> notes;
                });
    }

    private void compare(boolean wanted) {
        middle.getChildren().removeIf(ComparePane.class::isInstance);
        if (wanted) {
            middle.getChildren().addFirst(new ComparePane(story));
        }
    }

    private void colour() {
        TokenColour chosen = model.tokens().colourProperty().get();
        Map<ItemStory.Work, TokenRow> rows = model.tokens().rowsProperty().get();
        texts.forEach((text, work) -> {
            TokenRow row = rows.get(work);
            if (chosen == TokenColour.NONE || row == null) {
                text.mark(TextChange.marks(before.get(text), work.text()));
                text.tips(null);
            } else {
                text.mark(row.marks(chosen));
                text.tips(new MarkedText.Tips() {
                    @Override
                    public int at(int character) {
                        return row.at(character);
                    }

                    @Override
                    public String of(int token) {
                        return row.describe(token);
                    }
                });
            }
        });
    }

    private void press(int turn, ItemStory.Work work, int character) {
        TokenRow row = model.tokens().rowsProperty().get().get(work);
        int token = row == null || model.tokens().colourProperty().get() == TokenColour.NONE ? -1 : row.at(character);
        if (row != null && token >= 0) {
            model.fork(new ForkDraft(
                    turn,
                    work.node(),
                    work.slot(),
                    work.text(),
                    token,
                    String.join("", row.texts().subList(0, token))));
        }
    }

    private Node problem() {
        Item item = story.item();
        VBox fields = new VBox(4);
        for (Map.Entry<String, String> field : item.fields().entrySet()) {
            fields.getChildren()
                    .add(new VBox(
                            Labels.of(field.getKey(), "field-name"), Labels.wrapping(field.getValue(), "question")));
        }
        HBox.setHgrow(fields, Priority.ALWAYS);
        fields.setMinWidth(0);
        VBox gold = new VBox(
                Labels.whole(Texts.of("items.gold"), "field-name"),
                gold(item),
                Labels.whole(Texts.of("items.gold-note"), "small", "muted"));
        gold.getStyleClass().add("gold-box");
        VBox facts = new VBox(Labels.of(item.id(), "title-4"), Labels.of(outcome(story), "small", "muted"));
        facts.setMinWidth(Region.USE_PREF_SIZE);
        HBox problem = new HBox(facts, fields, gold);
        problem.getStyleClass().add("problem-box");
        problem.setAlignment(Pos.TOP_LEFT);
        return problem;
    }

    private static String outcome(ItemStory story) {
        return story.outcome().isEmpty()
                ? Texts.of("items.open")
                : Texts.of("items.outcome", story.outcome(), story.turns().size());
    }

    private static Label gold(Item item) {
        String answer = item.gold();
        Label gold = Labels.whole(answer == null ? Texts.of("items.no-gold") : answer, "gold-answer");
        gold.setGraphic(Icons.GOLD.node());
        gold.setId("gold");
        return gold;
    }

    private HBox turns() {
        HBox columns = new HBox();
        columns.getStyleClass().add("turns");
        columns.setFillHeight(false);
        String last = null;
        for (ItemStory.Turn turn : story.turns()) {
            String previous = last;
            TurnColumn column = new TurnColumn(
                    turn,
                    (work, text) -> {
                        texts.put(text, work);
                        if (work.equals(turn.answer()) && previous != null) {
                            before.put(text, previous);
                        }
                        text.onPressed(character -> press(turn.index(), work, character));
                    },
                    model::fork);
            HBox.setHgrow(column, Priority.ALWAYS);
            columns.getChildren().add(column);
            last = turn.answer().text();
        }
        return columns;
    }

    /// The turns' texts, for tests.
    List<MarkedText> texts() {
        return List.copyOf(texts.keySet());
    }
}
