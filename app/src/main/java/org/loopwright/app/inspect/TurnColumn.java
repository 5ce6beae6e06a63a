package org.loopwright.app.inspect;

import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.loopwright.app.control.Fold;
import org.loopwright.app.control.Labels;
import org.loopwright.app.control.Named;
import org.loopwright.app.control.States;
import org.loopwright.app.look.Icons;
import org.loopwright.app.session.TurnState;
import org.loopwright.app.text.Figures;
import org.loopwright.app.text.Texts;
import org.loopwright.loop.Content;
import org.loopwright.loop.Source;
import org.loopwright.model.Completion;
import org.loopwright.model.Prompt;
import org.loopwright.task.Grade;

/// One turn: the answer with what changed in it, its grade, and the steps that followed.
final class TurnColumn extends VBox {
    private final ItemStory.Turn turn;
    private final BiConsumer<ItemStory.Work, MarkedText> texts;
    private final Consumer<ForkDraft> fork;

    /// @param texts hears of each text that a completion is, with the node that shows it
    /// @param fork is told where somebody wants to fork
    TurnColumn(ItemStory.Turn turn, BiConsumer<ItemStory.Work, MarkedText> texts, Consumer<ForkDraft> fork) {
        this.turn = turn;
        this.texts = texts;
        this.fork = fork;
        getStyleClass().add("turn-column");
        setId("turn-" + turn.index());
        getChildren().addAll(head(), answer());
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
        head.getChildren().add(forkButton(turn.answer(), "fork-turn-" + turn.index()));
        head.getStyleClass().add("turn-head");
        head.setAlignment(Pos.CENTER_LEFT);
        return head;
    }

    private Node forkButton(ItemStory.Work work, String id) {
        return Named.iconButton(
                id,
                Texts.of("items.fork-here"),
                Icons.FORK.node(),
                () -> fork.accept(new ForkDraft(turn.index(), work.node(), work.slot(), work.text(), null, "")));
    }

    private Node answer() {
        ItemStory.Work work = turn.answer();
        MarkedText text = new MarkedText(work.text(), "answer-text");
        text.setId("answer-" + turn.index());
        texts.accept(work, text);
        VBox box = new VBox(text);
        edit(work, box);
        box.getChildren().addAll(grade(), chips(work), prompts(work, "prompt-" + turn.index()));
        box.getStyleClass().add("work");
        return box;
    }

    private static void edit(ItemStory.Work work, VBox box) {
        if (!work.edit().isEmpty()) {
            Label mark = Labels.chip(Icons.FORK.node(), work.edit(), "accent");
            mark.setMinWidth(0);
            box.getChildren().add(mark);
        }
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
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        HBox head = new HBox(
                Labels.of(work.node().isEmpty() ? Texts.of("items.edited") : work.node(), "step-name"),
                Labels.of(work.slot(), "muted", "small"),
                space,
                forkButton(work, "fork-" + turn.index() + "-" + work.slot()));
        head.getStyleClass().add("step-head");
        head.setAlignment(Pos.CENTER_LEFT);
        VBox box = new VBox(head);
        edit(work, box);
        Content.Verdict verdict = work.verdict();
        if (verdict != null) {
            box.getChildren().add(verdict(verdict));
        }
        if (!work.text().isBlank()) {
            MarkedText text = new MarkedText(work.text(), "step-text");
            text.setId("text-" + turn.index() + "-" + work.node());
            texts.accept(work, text);
            box.getChildren().add(text);
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
        List<Prompt> asked = work.asked() == null ? List.of() : work.asked().prompts();
        for (Prompt prompt : asked) {
            for (Prompt.Message message : prompt.messages()) {
                VBox block = new VBox(
                        Labels.of(message.role(), "message-role"), Labels.wrapping(message.text(), "code-text"));
                block.getStyleClass().addAll("message", "role-" + message.role());
                messages.getChildren().add(block);
            }
        }
        int dropped = work.asked() == null
                ? 0
                : work.asked().completions().stream()
                        .mapToInt(Completion::droppedPromptTokens)
                        .max()
                        .orElse(0);
        if (dropped > 0) {
            Label cut =
                    Labels.wrapping(Texts.of("items.prompt.dropped", Figures.count(dropped)), "small", "warning-text");
            cut.setId(id + "-dropped");
            messages.getChildren().add(cut);
        }
        Fold fold = new Fold(id, Texts.of("items.prompt"), messages);
        fold.setVisible(!asked.isEmpty());
        fold.setManaged(!asked.isEmpty());
        return fold;
    }
}
