package org.loopwright.app.inspect;

import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.util.Subscription;
import org.loopwright.app.control.Labels;
import org.loopwright.app.control.Named;
import org.loopwright.app.look.Icons;
import org.loopwright.app.text.Figures;
import org.loopwright.app.text.Texts;
import org.loopwright.store.Annotation;

/// Tags, a rating and notes of one item.
final class NotesPane extends ScrollPane {
    private static final int BEST = 5;

    private final MarksViewModel model;
    private final String item;
    private final FlowPane tags = new FlowPane(6, 6);
    private final HBox rating = new HBox(4);
    private final VBox notes = new VBox(8);
    private final TextField tag = Named.node(new TextField(), "note-tag", Texts.of("notes.tag"));
    private final TextArea note = Named.node(new TextArea(), "note-text", Texts.of("notes.note"));

    NotesPane(MarksViewModel model, String item) {
        this.model = model;
        this.item = item;
        setId("notes-pane");
        getStyleClass().addAll("plain-scroll", "inspect-side");
        setFitToWidth(true);
        tag.setPromptText(Texts.of("notes.tag.prompt"));
        tag.setOnAction(event -> {
            model.add(item, Annotation.Kind.TAG, tag.getText());
            tag.clear();
        });
        note.setPromptText(Texts.of("notes.note.prompt"));
        note.setWrapText(true);
        note.setPrefRowCount(3);
        Button keep = Named.button("note-keep", Texts.of("notes.keep"), Icons.ADD.node(), () -> {
            model.add(item, Annotation.Kind.NOTE, note.getText());
            note.clear();
        });
        keep.getStyleClass().add("small-button");
        VBox content = new VBox(
                Labels.section(Texts.of("notes.tags")),
                tags,
                tag,
                Labels.section(Texts.of("notes.rating")),
                rating,
                Labels.section(Texts.of("notes.notes")),
                notes,
                note,
                keep);
        content.getStyleClass().add("inspect-side-body");
        setContent(content);
    }

    /// Starts to follow the view model.
    Subscription attach() {
        return model.marksProperty().subscribe(marks -> show());
    }

    private void show() {
        tags.getChildren()
                .setAll(model.of(item, Annotation.Kind.TAG).stream()
                        .map(this::chip)
                        .toList());
        List<Annotation> ratings = model.of(item, Annotation.Kind.RATING);
        int rated = ratings.isEmpty()
                ? 0
                : (int) Math.round(Double.parseDouble(ratings.getLast().value()));
        rating.getChildren().clear();
        for (int i = 1; i <= BEST; i++) {
            rating.getChildren().add(star(i, rated));
        }
        notes.getChildren()
                .setAll(model.of(item, Annotation.Kind.NOTE).stream()
                        .map(this::line)
                        .toList());
    }

    private Node star(int value, int rated) {
        String name = Texts.of("notes.star", value, BEST);
        ToggleButton star = Named.node(new ToggleButton("", Icons.STAR.node()), "rating-" + value, name);
        star.getStyleClass().addAll("flat", "icon-button", "star");
        star.setSelected(value <= rated);
        star.setOnAction(event -> model.add(item, Annotation.Kind.RATING, Integer.toString(value)));
        return star;
    }

    private Node chip(Annotation annotation) {
        Label chip = Labels.chip(Icons.TAG.node(), annotation.value(), "accent");
        Button remove = Named.iconButton(
                "tag-remove-" + annotation.value(),
                Texts.of("notes.remove-tag", annotation.value()),
                Icons.CLOSE.node(),
                () -> model.remove(annotation));
        HBox both = new HBox(chip, remove);
        both.setAlignment(Pos.CENTER_LEFT);
        return both;
    }

    private Node line(Annotation annotation) {
        Label who =
                Labels.of(Texts.of("notes.by", annotation.author(), Figures.when(annotation.at())), "small", "muted");
        HBox.setHgrow(who, Priority.ALWAYS);
        who.setMaxWidth(Double.MAX_VALUE);
        Button remove = Named.iconButton(
                "note-remove-" + annotation.id(),
                Texts.of("notes.remove"),
                Icons.CLOSE.node(),
                () -> model.remove(annotation));
        HBox head = new HBox(who, remove);
        head.setAlignment(Pos.CENTER_LEFT);
        VBox line = new VBox(2, head, Labels.wrapping(annotation.value()));
        line.getStyleClass().add("message");
        return line;
    }
}
