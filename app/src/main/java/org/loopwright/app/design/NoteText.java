package org.loopwright.app.design;

import java.util.function.Consumer;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.StackPane;
import org.loopwright.app.control.Labels;
import org.loopwright.app.control.Named;
import org.loopwright.app.text.Texts;

/// The text of a note, edited in its place: by a double click or Enter; done by leaving it or Shortcut+Enter,
/// given up by Escape.
final class NoteText extends StackPane {
    private final Label shown;
    private final TextArea area;
    private final Consumer<String> commit;
    private String text;

    /// @param commit gets the new text
    NoteText(String id, String text, Consumer<String> commit) {
        this.text = text;
        this.commit = commit;
        this.shown = Labels.wrapping(text, "note-text");
        this.area = Named.node(new TextArea(text), "note-edit-" + id, Texts.of("canvas.note-edit"));
        area.setWrapText(true);
        area.setVisible(false);
        area.setMinSize(10, 10);
        area.setPrefRowCount(1);
        shown.setMinHeight(0);
        getStyleClass().add("note-box");
        Named.node(this, "note-" + id, Texts.of("canvas.note", text));
        setAccessibleRole(AccessibleRole.BUTTON);
        setFocusTraversable(true);
        getChildren().addAll(shown, area);
        setOnKeyPressed(event -> {
            if (event.getCode() == KeyCode.ENTER && !area.isVisible()) {
                begin();
                event.consume();
            }
        });
        area.addEventFilter(KeyEvent.KEY_PRESSED, this::key);
        area.focusedProperty().subscribe((was, is) -> {
            if (was && !is) {
                end();
            }
        });
    }

    private void key(KeyEvent event) {
        if (event.getCode() == KeyCode.ESCAPE) {
            area.setText(text);
            requestFocus();
            event.consume();
        } else if (event.getCode() == KeyCode.ENTER && event.isShortcutDown()) {
            requestFocus();
            event.consume();
        }
    }

    /// Lets it be written.
    void begin() {
        area.setVisible(true);
        shown.setVisible(false);
        area.requestFocus();
        area.selectAll();
    }

    private void end() {
        area.setVisible(false);
        shown.setVisible(true);
        String now = area.getText().strip();
        if (!now.equals(text)) {
            text = now;
            shown.setText(now);
            javafx.application.Platform.runLater(() -> commit.accept(now));
        }
    }

    /// Whether it is being written.
    boolean isWriting() {
        return area.isVisible();
    }
}
