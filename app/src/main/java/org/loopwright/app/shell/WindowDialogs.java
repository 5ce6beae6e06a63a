package org.loopwright.app.shell;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javafx.scene.control.Alert;
import javafx.scene.control.ButtonBar;
import javafx.scene.control.ButtonType;
import javafx.scene.layout.VBox;
import javafx.stage.DirectoryChooser;
import javafx.stage.FileChooser;
import javafx.stage.Stage;
import org.loopwright.app.control.Labels;
import org.loopwright.app.look.Look;
import org.loopwright.app.text.Texts;
import org.loopwright.project.kinds.ProjectKinds;

/// Dialogs of JavaFX and of the operating system.
public final class WindowDialogs implements Dialogs {
    private final Stage owner;

    public WindowDialogs(Stage owner) {
        this.owner = owner;
    }

    @Override
    public Optional<Path> chooseProject() {
        DirectoryChooser chooser = new DirectoryChooser();
        chooser.setTitle(Texts.of("dialog.open-project"));
        return Optional.ofNullable(chooser.showDialog(owner)).map(File::toPath);
    }

    @Override
    public Optional<Path> chooseImport() {
        FileChooser chooser = new FileChooser();
        chooser.setTitle(Texts.of("dialog.import"));
        chooser.getExtensionFilters()
                .addAll(
                        new FileChooser.ExtensionFilter(
                                Texts.of("dialog.import.known"),
                                "*.eval",
                                "*.json",
                                "*.jsonl",
                                "*.csv",
                                "*.parquet",
                                "*.gz"),
                        new FileChooser.ExtensionFilter(Texts.of("dialog.import.all"), "*"));
        return Optional.ofNullable(chooser.showOpenDialog(owner)).map(File::toPath);
    }

    @Override
    public Optional<Path> chooseFolder() {
        DirectoryChooser chooser = new DirectoryChooser();
        chooser.setTitle(Texts.of("dialog.choose-folder"));
        return Optional.ofNullable(chooser.showDialog(owner)).map(File::toPath);
    }

    @Override
    public CloseAnswer askBeforeClosing(String run) {
        ButtonType stop = new ButtonType(Texts.of("dialog.close.stop"), ButtonBar.ButtonData.YES);
        ButtonType keep = new ButtonType(Texts.of("dialog.close.keep"), ButtonBar.ButtonData.NO);
        ButtonType stay = new ButtonType(Texts.of("dialog.close.stay"), ButtonBar.ButtonData.CANCEL_CLOSE);
        Alert alert = new Alert(Alert.AlertType.CONFIRMATION, Texts.of("dialog.close.text"), stop, keep, stay);
        alert.initOwner(owner);
        alert.setTitle(Texts.of("dialog.close.title"));
        alert.setHeaderText(Texts.of("dialog.close.header", run));
        alert.getDialogPane().getStylesheets().add(Look.stylesheet());
        alert.getDialogPane().setId("close-dialog");
        name(alert, stop, "close-stop");
        name(alert, keep, "close-keep");
        name(alert, stay, "close-stay");
        ButtonType answer = alert.showAndWait().orElse(stay);
        if (answer == stop) {
            return CloseAnswer.STOP_AND_KEEP;
        }
        return answer == keep ? CloseAnswer.KEEP_RUNNING : CloseAnswer.STAY;
    }

    @Override
    public KindsAnswer askAboutKinds(List<ProjectKinds.Jar> jars) {
        ButtonType agree = new ButtonType(Texts.of("dialog.kinds.agree"), ButtonBar.ButtonData.OTHER);
        ButtonType later = new ButtonType(Texts.of("dialog.kinds.later"), ButtonBar.ButtonData.CANCEL_CLOSE);
        ButtonType refuse = new ButtonType(Texts.of("dialog.kinds.refuse"), ButtonBar.ButtonData.NO);
        Alert alert = new Alert(Alert.AlertType.WARNING, "", agree, refuse, later);
        alert.initOwner(owner);
        alert.setTitle(Texts.of("dialog.kinds.title"));
        alert.setHeaderText(Texts.of("dialog.kinds.header", jars.size()));
        VBox body = new VBox(12, Labels.wrapping(Texts.of("dialog.kinds.text")));
        jars.forEach(jar -> body.getChildren()
                .add(Labels.wrapping(
                        Texts.of(
                                jar.state() == ProjectKinds.State.CHANGED ? "dialog.kinds.changed" : "dialog.kinds.jar",
                                jar.jar().name(),
                                jar.jar().sha256()),
                        "code-text")));
        body.setPrefWidth(520);
        alert.getDialogPane().setContent(body);
        alert.getDialogPane().getStylesheets().add(Look.stylesheet());
        alert.getDialogPane().setId("kinds-dialog");
        name(alert, agree, "kinds-agree");
        name(alert, later, "kinds-later");
        name(alert, refuse, "kinds-refuse");
        ButtonType answer = alert.showAndWait().orElse(later);
        if (answer == agree) {
            return KindsAnswer.AGREE;
        }
        return answer == refuse ? KindsAnswer.REFUSE : KindsAnswer.NOT_NOW;
    }

    private static void name(Alert alert, ButtonType type, String id) {
        var button = alert.getDialogPane().lookupButton(type);
        button.setId(id);
        button.setAccessibleText(type.getText());
    }
}
