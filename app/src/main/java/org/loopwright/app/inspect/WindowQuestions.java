package org.loopwright.app.inspect;

import java.io.File;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;
import javafx.geometry.Insets;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.control.TextInputDialog;
import javafx.stage.FileChooser;
import javafx.stage.Popup;
import javafx.stage.Window;
import org.jspecify.annotations.Nullable;
import org.loopwright.app.look.Look;

/// Dialogs of JavaFX and of the operating system.
public final class WindowQuestions implements FileQuestions {
    private final Supplier<@Nullable Scene> scene;

    /// @param scene that the questions belong to, or null while there is none
    public WindowQuestions(Supplier<@Nullable Scene> scene) {
        this.scene = scene;
    }

    private @Nullable Window window() {
        Scene shown = scene.get();
        return shown == null ? null : shown.getWindow();
    }

    @Override
    public Optional<String> askName(String title) {
        TextInputDialog dialog = new TextInputDialog();
        dialog.initOwner(window());
        dialog.setTitle(title);
        dialog.setHeaderText(title);
        dialog.setGraphic(null);
        dialog.getEditor().setId("ask-name");
        dialog.getDialogPane().getStylesheets().add(Look.stylesheet());
        return dialog.showAndWait().filter(name -> !name.isBlank());
    }

    @Override
    public Optional<Path> askFile(String title, String name) {
        FileChooser chooser = new FileChooser();
        chooser.setTitle(title);
        chooser.setInitialFileName(name);
        return Optional.ofNullable(chooser.showSaveDialog(window())).map(File::toPath);
    }

    @Override
    public void tell(String message) {
        Window owner = window();
        if (owner == null) {
            return;
        }
        Label label = new Label(message);
        label.getStyleClass().add("told");
        label.setPadding(new Insets(10));
        label.setId("told");
        Popup popup = new Popup();
        popup.setAutoHide(true);
        popup.getContent().add(label);
        popup.show(owner, owner.getX() + 40, owner.getY() + owner.getHeight() - 90);
    }
}
