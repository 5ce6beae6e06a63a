package org.loopwright.app.home;

import javafx.animation.PauseTransition;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.Duration;
import javafx.util.Subscription;
import org.loopwright.app.control.Labels;
import org.loopwright.app.control.Named;
import org.loopwright.app.look.Icons;
import org.loopwright.app.text.Texts;

/// The project's notes, edited in place: they are written shortly after the last key, and when the field is left.
final class NotesCard extends VBox {
    private static final Duration REST = Duration.millis(800);

    private final HomeViewModel model;
    private final TextArea area = Named.node(new TextArea(), "home-notes", Texts.of("home.notes"));
    private final Label state = Labels.whole("", "field-name");
    private final HBox conflict;
    private final PauseTransition rest = new PauseTransition(REST);

    NotesCard(HomeViewModel model) {
        this.model = model;
        getStyleClass().add("card-box");
        state.setId("home-notes-state");
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        HBox head = new HBox(8, Labels.of(Texts.of("home.notes"), "card-title"), space, state);
        head.setAlignment(Pos.CENTER_LEFT);
        conflict = new HBox(
                8,
                Named.button(
                        "home-notes-theirs", Texts.of("home.notes.theirs"), Icons.REFRESH.node(), model::takeTheirs),
                Named.button("home-notes-mine", Texts.of("home.notes.mine"), Icons.SAVE.node(), model::keepMine));
        area.setPromptText(Texts.of("home.notes.prompt"));
        area.setWrapText(true);
        area.setPrefRowCount(14);
        area.getStyleClass().add("home-notes");
        VBox.setVgrow(area, Priority.ALWAYS);
        getChildren().addAll(head, conflict, area);
    }

    Subscription attach() {
        rest.setOnFinished(event -> model.save());
        return Subscription.combine(
                model.notesProperty().subscribe(this::show),
                area.textProperty().subscribe(text -> {
                    model.type(text);
                    rest.playFromStart();
                }),
                area.focusedProperty().subscribe(focused -> {
                    if (!focused) {
                        model.save();
                    }
                }),
                rest::stop);
    }

    private void show(HomeViewModel.Notes notes) {
        if (!area.getText().equals(notes.text())) {
            int caret = area.getCaretPosition();
            area.setText(notes.text());
            area.positionCaret(Math.min(caret, notes.text().length()));
        }
        boolean both = notes.state() == HomeViewModel.Notes.State.CONFLICT;
        conflict.setVisible(both);
        conflict.setManaged(both);
        state.setText(Texts.of("home.notes." + notes.state().name().toLowerCase(Texts.LOCALE)));
    }
}
