package org.loopwright.app.inspect;

import java.util.Comparator;
import java.util.List;
import java.util.Set;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.scene.text.Text;
import javafx.scene.text.TextFlow;
import org.jspecify.annotations.Nullable;
import org.loopwright.app.control.Fold;
import org.loopwright.app.control.Labels;
import org.loopwright.app.control.States;
import org.loopwright.app.look.Icons;
import org.loopwright.app.session.TurnState;
import org.loopwright.app.text.Texts;
import org.loopwright.loop.Content;
import org.loopwright.loop.Source;
import org.loopwright.model.Prompt;
import org.loopwright.task.Grade;

/// One turn: the answer with what changed in it, its grade, and the steps that followed.
final class TurnColumn extends VBox {
    private final ItemStory.Turn turn;

    /// @param before the answer of the turn before, or null for the first
    TurnColumn(ItemStory.Turn turn, @Nullable String before) {
        this.turn = turn;
        getStyleClass().add("turn-column");
        setId("turn-" + turn.index());
        getChildren().addAll(head(), answer(before));
        turn.after().forEach(work -> getChildren().add(work.slot().isEmpty() ? choice(work) : step(work)));
    }

    private Node head() {
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        Grade grade = turn.grade();
        HBox head = new HBox(
                Labels.whole(Texts.of("items.turn", turn.index()), "card-title"),
                Labels.of(turn.answer().node(), "muted"),
                space);
        if (grade != null) {
            Label chip = States.chip(TurnState.of(grade));
            chip.setId("grade-" + turn.index());
            head.getChildren().add(chip);
        }
        head.getStyleClass().add("turn-head");
        head.setAlignment(Pos.CENTER_LEFT);
        return head;
    }

    private Node answer(@Nullable String before) {
        ItemStory.Work work = turn.answer();
        TextFlow flow = new TextFlow();
        flow.getStyleClass().add("answer-text");
        flow.setId("answer-" + turn.index());
        List<TextChange.Piece> pieces = before == null
                ? List.of(new TextChange.Piece(work.text(), TextChange.Mark.SAME))
                : TextChange.between(before, work.text());
        pieces.forEach(piece -> flow.getChildren().add(piece(piece)));
        VBox box = new VBox(flow);
        if (before != null && before.equals(work.text())) {
            box.getChildren().add(Labels.of(Texts.of("items.unchanged", turn.index() - 1), "small", "muted"));
        }
        box.getChildren().addAll(grade(), chips(work), prompts(work, "prompt-" + turn.index()));
        box.getStyleClass().add("work");
        return box;
    }

    private static Node piece(TextChange.Piece piece) {
        if (piece.mark() == TextChange.Mark.SAME || piece.text().isBlank()) {
            Text text = new Text(piece.text());
            text.getStyleClass().add("same-text");
            return text;
        }
        return Labels.of(piece.text(), "new-text");
    }

    private Node grade() {
        Grade grade = turn.grade();
        if (grade == null) {
            return Labels.of(Texts.of("items.not-graded"), "small", "muted");
        }
        HBox line = new HBox(States.icon(TurnState.of(grade)), Labels.wrapping(grade.reason(), "grade-reason"));
        line.getStyleClass().addAll("grade-line", States.tone(TurnState.of(grade)));
        line.setAlignment(Pos.TOP_LEFT);
        return line;
    }

    private Node choice(ItemStory.Work work) {
        HBox line = new HBox(
                Icons.DECIDES.node(),
                Labels.of(work.node(), "muted"),
                Icons.ARROW.node(),
                Labels.of(work.text(), "choice-exit"));
        line.getStyleClass().add("choice-line");
        line.setAlignment(Pos.CENTER_LEFT);
        return line;
    }

    private Node step(ItemStory.Work work) {
        HBox head = new HBox(Labels.of(work.node(), "step-name"), Labels.of(work.slot(), "muted", "small"));
        head.getStyleClass().add("step-head");
        head.setAlignment(Pos.BASELINE_LEFT);
        VBox box = new VBox(head);
        Content.Verdict verdict = work.verdict();
        if (verdict != null) {
            box.getChildren().add(verdict(verdict));
        }
        if (!work.text().isBlank()) {
            box.getChildren().add(Labels.wrapping(work.text(), "step-text"));
        }
        box.getChildren().addAll(chips(work), prompts(work, "prompt-" + turn.index() + "-" + work.node()));
        box.getStyleClass().addAll("work", "step");
        return box;
    }

    private static Node verdict(Content.Verdict verdict) {
        String tone = switch (verdict.judgement()) {
            case ACCEPT -> "success";
            case REJECT -> "danger";
            case UNPARSED -> "neutral";
        };
        String key = verdict.judgement().name().toLowerCase(java.util.Locale.ROOT);
        String word = Texts.of("items.verdict." + key);
        return Labels.chip(
                verdict.where().isEmpty() ? word : Texts.of("items.verdict.at", word, verdict.where()), tone);
    }

    private static Node chips(ItemStory.Work work) {
        FlowPane chips = new FlowPane(5, 5);
        sorted(work.sources())
                .forEach(source -> chips.getChildren()
                        .add(Labels.chip(source, "tiny", source.equals("oracle") ? "danger" : "neutral")));
        if (work.tokens() > 0) {
            chips.getChildren().add(Labels.of(Texts.of("items.tokens", work.tokens()), "small", "muted"));
        }
        return chips;
    }

    private static List<String> sorted(Set<Source> sources) {
        return sources.stream()
                .map(TurnColumn::label)
                .sorted(Comparator.naturalOrder())
                .toList();
    }

    private static String label(Source source) {
        return source instanceof Source.OfModel(String hash) && hash.length() > 8
                ? "model(" + hash.substring(0, 8) + "…)"
                : source.label();
    }

    private static Node prompts(ItemStory.Work work, String id) {
        VBox messages = new VBox(6);
        for (Prompt prompt : work.prompts()) {
            for (Prompt.Message message : prompt.messages()) {
                VBox block = new VBox(
                        Labels.of(message.role(), "message-role"), Labels.wrapping(message.text(), "code-text"));
                block.getStyleClass().addAll("message", "role-" + message.role());
                messages.getChildren().add(block);
            }
        }
        Fold fold = new Fold(id, Texts.of("items.prompt"), messages);
        fold.setVisible(!work.prompts().isEmpty());
        fold.setManaged(!work.prompts().isEmpty());
        return fold;
    }
}
