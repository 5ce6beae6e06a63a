package org.loopwright.app.inspect;

import java.util.Map;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.loopwright.app.control.Fold;
import org.loopwright.app.control.Labels;
import org.loopwright.app.look.Icons;
import org.loopwright.app.text.Texts;
import org.loopwright.task.Item;

/// An item's story: the problem and its gold answer at the top, the turns side by side, the events below.
final class StoryView extends BorderPane {
    StoryView(ItemStory story) {
        getStyleClass().add("story");
        setTop(problem(story));
        ScrollPane scroll = new ScrollPane(turns(story));
        scroll.setFitToHeight(true);
        scroll.setFitToWidth(true);
        scroll.getStyleClass().add("plain-scroll");
        setCenter(scroll);
        setBottom(new Fold(
                "events-fold", Texts.of("items.events-count", story.events().size()), EventList.of(story.events())));
    }

    private static Node problem(ItemStory story) {
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

    private static HBox turns(ItemStory story) {
        HBox columns = new HBox();
        columns.getStyleClass().add("turns");
        columns.setFillHeight(false);
        String before = null;
        for (ItemStory.Turn turn : story.turns()) {
            TurnColumn column = new TurnColumn(turn, before);
            HBox.setHgrow(column, Priority.ALWAYS);
            columns.getChildren().add(column);
            before = turn.answer().text();
        }
        return columns;
    }
}
