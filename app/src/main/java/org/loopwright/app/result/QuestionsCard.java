package org.loopwright.app.result;

import java.util.List;
import java.util.function.BiConsumer;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.loopwright.app.control.Labels;
import org.loopwright.app.control.Named;
import org.loopwright.app.look.Icons;
import org.loopwright.app.text.Texts;
import org.loopwright.run.OpenQuestion;

/// The questions that a run waits for, each with a field for its answer.
final class QuestionsCard extends VBox {
    private static final int MOST = 20;

    /// @param answer keeps an answer
    QuestionsCard(List<OpenQuestion> questions, BiConsumer<OpenQuestion, String> answer) {
        getStyleClass().addAll("card-box", "questions");
        setId("questions");
        getChildren()
                .addAll(
                        Labels.of(Texts.of("questions.title", questions.size()), "card-title"),
                        Labels.wrapping(Texts.of("questions.note"), "small", "muted"));
        questions.stream().limit(MOST).forEach(question -> getChildren().add(line(question, answer)));
        if (questions.size() > MOST) {
            getChildren().add(Labels.of(Texts.of("questions.more", questions.size() - MOST), "small", "muted"));
        }
    }

    private static VBox line(OpenQuestion question, BiConsumer<OpenQuestion, String> answer) {
        String frame = question.frame().text();
        TextField field = Named.node(new TextField(), "answer-to-" + frame, Texts.of("questions.answer-to", frame));
        field.setPromptText(Texts.of("questions.answer"));
        HBox.setHgrow(field, Priority.ALWAYS);
        Button give = Named.button(
                "give-" + frame,
                Texts.of("questions.give"),
                Icons.RIGHT.node(),
                () -> answer.accept(question, field.getText()));
        field.setOnAction(event -> give.fire());
        give.disableProperty().bind(field.textProperty().map(String::isBlank));
        HBox input = new HBox(8, field, give);
        input.setAlignment(Pos.CENTER_LEFT);
        VBox line = new VBox(
                5,
                Labels.of(Texts.of("questions.of", frame, question.node()), "small", "muted"),
                Labels.wrapping(question.question()),
                input);
        line.getStyleClass().add("message");
        return line;
    }
}
