package org.loopwright.app.shell;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Executor;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.stage.Stage;
import javafx.stage.WindowEvent;
import javafx.util.Subscription;
import org.loopwright.app.look.Look;
import org.loopwright.app.run.LiveRun;
import org.loopwright.app.settings.Preference;
import org.loopwright.app.settings.Preferences;
import org.loopwright.app.text.Texts;
import org.loopwright.project.kinds.ProjectKinds;

/// The main window: it remembers its size, and asks before it closes on a run.
public final class WorkbenchWindow {
    private final Stage stage;
    private final WorkbenchViewModel model;
    private final Preferences preferences;
    private final Dialogs dialogs;
    private final Executor workers;
    private final Runnable afterClose;
    private Subscription attached = Subscription.EMPTY;

    /// @param workers runs the closing, which waits for the run
    /// @param afterClose runs on the window's thread when everything is closed
    public WorkbenchWindow(
            Stage stage,
            WorkbenchViewModel model,
            Preferences preferences,
            Dialogs dialogs,
            Executor workers,
            Runnable afterClose) {
        this.stage = stage;
        this.model = model;
        this.preferences = preferences;
        this.dialogs = dialogs;
        this.workers = workers;
        this.afterClose = afterClose;
    }

    /// Shows the window.
    public void show() {
        Look.loadFonts();
        WorkbenchView view = new WorkbenchView(
                model, this::openProject, dialogs::chooseFolder, this::importFile, this::requestClose);
        Scene scene =
                new Scene(view, preferences.get(Preference.WINDOW_WIDTH), preferences.get(Preference.WINDOW_HEIGHT));
        attached = view.attach();
        model.kinds().onQuestion((folder, jars) -> Platform.runLater(() -> askAboutKinds(folder, jars)));
        stage.setTitle(Texts.of("shell.title"));
        stage.setScene(scene);
        stage.setMinWidth(900);
        stage.setMinHeight(600);
        stage.setOnCloseRequest(this::closing);
        stage.show();
    }

    private void openProject() {
        dialogs.chooseProject().ifPresent(model::open);
    }

    private void importFile() {
        if (model.sessionProperty().get() != null) {
            dialogs.chooseImport().ifPresent(model::importFile);
        }
    }

    private void askAboutKinds(Path folder, List<ProjectKinds.Jar> jars) {
        switch (dialogs.askAboutKinds(jars)) {
            case AGREE -> model.kinds().agree(folder, jars);
            case REFUSE -> model.kinds().refuse(folder, jars);
            case NOT_NOW -> model.kinds().goOn(jars);
        }
    }

    private void requestClose() {
        stage.fireEvent(new WindowEvent(stage, WindowEvent.WINDOW_CLOSE_REQUEST));
    }

    private void closing(WindowEvent event) {
        event.consume();
        if (!model.live().isBusy()) {
            close();
            return;
        }
        LiveRun run = model.live().stateProperty().get();
        switch (dialogs.askBeforeClosing(run.title())) {
            case STOP_AND_KEEP -> close();
            case KEEP_RUNNING -> hideUntilDone();
            case STAY -> stage.requestFocus();
        }
    }

    private void hideUntilDone() {
        Platform.setImplicitExit(false);
        stage.hide();
        model.live().onEnded(run -> close());
    }

    private void close() {
        preferences.set(Preference.WINDOW_WIDTH, size(stage.getScene().getWidth()));
        preferences.set(Preference.WINDOW_HEIGHT, size(stage.getScene().getHeight()));
        stage.hide();
        workers.execute(() -> {
            model.shutDown();
            Platform.runLater(() -> {
                attached.unsubscribe();
                afterClose.run();
            });
        });
    }

    private static double size(double value) {
        return Math.clamp(value, 640, 16_384);
    }
}
