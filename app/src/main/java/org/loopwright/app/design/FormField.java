package org.loopwright.app.design;

import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import javafx.application.Platform;
import javafx.scene.control.ComboBox;
import javafx.scene.control.TextField;
import javafx.scene.control.TextInputControl;
import javafx.scene.layout.VBox;
import org.loopwright.app.control.Labels;
import org.loopwright.app.control.Named;

/// Fields of a form that commit what they hold when they are left or Enter is pressed, and only when it
/// changed.
final class FormField {
    private FormField() {}

    /// One line of text.
    static TextField text(String id, String name, String value, Consumer<String> commit) {
        TextField field = Named.node(new TextField(value), id, name);
        field.setOnAction(event -> commit(field, value, commit));
        field.focusedProperty().subscribe((was, is) -> {
            if (was && !is) {
                commit(field, value, commit);
            }
        });
        return field;
    }

    private static void commit(TextInputControl field, String before, Consumer<String> commit) {
        String now = field.getText();
        if (!now.equals(before) && !now.equals(field.getUserData())) {
            field.setUserData(now);
            Platform.runLater(() -> commit.accept(now));
        }
    }

    /// One of a list.
    static ComboBox<String> choice(
            String id, String name, String value, List<String> choices, Consumer<String> commit) {
        ComboBox<String> box = Named.node(new ComboBox<>(), id, name);
        box.getItems().setAll(choices);
        if (!value.isEmpty() && !choices.contains(value)) {
            box.getItems().add(value);
        }
        box.setValue(value.isEmpty() ? null : value);
        box.setMaxWidth(Double.MAX_VALUE);
        box.valueProperty().subscribe((was, is) -> {
            if (is != null && !Objects.equals(was, is) && !is.equals(value)) {
                Platform.runLater(() -> commit.accept(is));
            }
        });
        return box;
    }

    /// A field under its name.
    static VBox named(String name, javafx.scene.Node field) {
        VBox box = new VBox(Labels.of(name, "field-name"), field);
        box.getStyleClass().add("field");
        return box;
    }
}
