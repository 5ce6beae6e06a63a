package org.loopwright.app.trial;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import org.loopwright.app.control.Labels;
import org.loopwright.app.control.Named;
import org.loopwright.app.look.Icons;
import org.loopwright.app.text.Texts;
import org.loopwright.loop.Frame;
import org.loopwright.run.OpenQuestion;
import org.loopwright.task.Grade;
import org.loopwright.trial.Halt;
import org.loopwright.trial.TrialState;

/// Where a trial stands, and why, in a line; a question with its answer's field; the grades when it ended.
final class StandingLine {
    private StandingLine() {}

    /// @param answer takes the answer to a question
    static List<Node> of(TrialState state, Consumer<String> answer) {
        List<Node> parts = new ArrayList<>();
        FlowPane line = new FlowPane(6, 4);
        state.next().ifPresent(next -> line.getChildren().add(before(state, next)));
        parts.add(line);
        switch (state.halt()) {
            case Halt.Stepped _, Halt.Stopped _ -> {}
            case Halt.AtNode(String node) ->
                line.getChildren().add(Labels.chip(Icons.BREAKPOINT.node(), Texts.of("try.halt.node", node), "danger"));
            case Halt.AtCondition(String condition) ->
                line.getChildren()
                        .add(Labels.chip(Icons.BREAKPOINT.node(), Texts.of("try.halt.condition", condition), "danger"));
            case Halt.Asking(OpenQuestion question) -> parts.addAll(question(question, answer));
            case Halt.Ended(Frame.End end) -> {
                line.getChildren().add(ended(end));
                grades(state, line);
                if (!end.reason().isEmpty()) {
                    parts.add(Labels.wrapping(end.reason(), "problem"));
                }
            }
            case Halt.Failed(String message) -> parts.add(Labels.wrapping(message, "problem"));
        }
        if (state.isNested()) {
            line.getChildren()
                    .add(Labels.chip(
                            Icons.CALLS.node(),
                            Texts.of("try.nested", state.loop().name())));
        }
        if (state.isBack()) {
            line.getChildren().add(Labels.chip(Icons.FORK.node(), Texts.of("try.is-back"), "warning"));
        }
        return parts;
    }

    private static Label before(TrialState state, String next) {
        int visit = state.frame().visit();
        Label label = Labels.whole(
                visit > 1 ? Texts.of("try.before-again", next, visit) : Texts.of("try.before", next), "standing-node");
        label.setId("try-next-node");
        return label;
    }

    private static Label ended(Frame.End end) {
        boolean failed = end.outcome() == Frame.Outcome.FAILED;
        Label label = Labels.chip(
                (failed ? Icons.ERROR : Icons.ENDS).node(),
                Texts.of("try.ended." + end.outcome().name().toLowerCase(Locale.ROOT)),
                failed ? "danger" : "accent");
        label.setId("try-ended");
        return label;
    }

    private static void grades(TrialState state, FlowPane line) {
        for (Map.Entry<Integer, Grade> entry : state.grades().entrySet()) {
            Grade grade = entry.getValue();
            String word = Texts.of(grade.correct() ? "try.right" : "try.wrong");
            line.getChildren()
                    .add(Named.tip(
                            Labels.chip(
                                    Texts.of("try.turn", Integer.toString(entry.getKey()), word),
                                    grade.correct() ? "success" : "danger"),
                            grade.reason()));
        }
    }

    private static List<Node> question(OpenQuestion question, Consumer<String> answer) {
        TextField field = Named.node(new TextField(), "try-answer", Texts.of("try.answer"));
        field.setPromptText(Texts.of("try.answer"));
        HBox.setHgrow(field, Priority.ALWAYS);
        Button send = Named.button(
                "try-answer-send",
                Texts.of("try.answer.send"),
                Icons.ARROW.node(),
                () -> answer.accept(field.getText()));
        field.setOnAction(event -> send.fire());
        HBox row = new HBox(field, send);
        row.getStyleClass().add("try-line");
        return List.of(Labels.wrapping(question.question(), "question-text"), row);
    }
}
