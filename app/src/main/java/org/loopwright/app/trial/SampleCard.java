package org.loopwright.app.trial;

import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.loopwright.app.control.Labels;
import org.loopwright.app.control.Named;
import org.loopwright.app.look.Icons;
import org.loopwright.app.text.Texts;
import org.loopwright.model.Completion;
import org.loopwright.task.Grade;
import org.loopwright.trial.BenchAnswer;

/// One completion: its text as it comes, then its grade, what was read from it, and the exit that it leads to.
final class SampleCard extends VBox {
    private final HBox head = new HBox();

    SampleCard(Sample sample) {
        setId("try-sample-" + sample.number());
        getStyleClass().add("sample-card");
        head.setAlignment(Pos.CENTER_LEFT);
        head.getStyleClass().add("sample-head");
        Label text = Labels.wrapping("", "code-text");
        text.textProperty().bind(sample.textProperty());
        text.setMaxWidth(Double.MAX_VALUE);
        sample.answerProperty().subscribe(answer -> show(sample, answer));
        getChildren().addAll(head, text);
    }

    private void show(Sample sample, @Nullable BenchAnswer answer) {
        getChildren().removeIf(FlowPane.class::isInstance);
        head.getChildren().setAll(Labels.whole(Integer.toString(sample.number() + 1), "sample-number"));
        if (answer == null) {
            head.getChildren().add(Labels.of(Texts.of("try.sample.writing"), "small", "muted"));
            return;
        }
        answer.grade().filter(grade -> answer.answers()).ifPresent(grade -> {
            head.getChildren().add(badge(grade, sample.number()));
            if (grade.extracted() != null) {
                head.getChildren().add(Labels.of(grade.extracted(), "sample-extracted"));
            }
        });
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        head.getChildren().add(space);
        answer.exit().ifPresent(exit -> head.getChildren().add(Labels.chip(Icons.ARROW.node(), exit, "tiny")));
        boolean cut = answer.completion().finish() == Completion.Finish.LENGTH;
        head.getChildren()
                .add(Labels.whole(
                        Texts.of(
                                cut ? "try.sample.cut" : "try.sample.tokens",
                                answer.completion().ids().size()),
                        "small",
                        cut ? "warning-text" : "muted"));
        FlowPane writes = writes(answer);
        answer.grade()
                .filter(grade -> !answer.answers())
                .ifPresent(grade -> writes.getChildren().add(aside(grade, sample.number())));
        if (!writes.getChildren().isEmpty()) {
            getChildren().add(writes);
        }
    }

    /// What the node would write beside the completion itself: its verdict, an answer that it reads.
    private static FlowPane writes(BenchAnswer answer) {
        FlowPane chips = new FlowPane(6, 4);
        answer.writes().forEach((slot, text) -> {
            if (!text.equals(answer.completion().text())) {
                chips.getChildren().add(Labels.chip(Texts.of("try.sample.writes", slot, text), "accent", "tiny"));
            }
        });
        return chips;
    }

    /// The node's completion is no answer of the loop, so it has no colour.
    private static Label aside(Grade grade, int number) {
        String word = grade.status() != Grade.Status.PARSED
                ? Texts.of("try.unparsed")
                : Texts.of(grade.correct() ? "try.right" : "try.wrong") + " (" + grade.extracted() + ")";
        Label label = Labels.of(Texts.of("try.sample.aside", word), "small", "muted");
        label.setId("try-grade-" + number);
        return Named.tip(label, grade.reason());
    }

    private static Label badge(Grade grade, int number) {
        Label badge = switch (grade.status()) {
            case PARSED ->
                grade.correct()
                        ? Labels.chip(Icons.RIGHT.node(), Texts.of("try.right"), "success")
                        : Labels.chip(Icons.WRONG.node(), Texts.of("try.wrong"), "danger");
            case UNPARSED -> Labels.chip(Icons.UNPARSED.node(), Texts.of("try.unparsed"));
            case TRUNCATED -> Labels.chip(Icons.UNPARSED.node(), Texts.of("try.truncated"), "warning");
        };
        badge.setId("try-grade-" + number);
        return Named.tip(badge, grade.reason());
    }
}
