package org.loopwright.app;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BiConsumer;
import javafx.application.Platform;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;
import org.loopwright.app.settings.Preference;
import org.loopwright.app.settings.Preferences;
import org.loopwright.app.settings.UserPreferences;
import org.loopwright.app.shell.ProjectOpener;
import org.loopwright.app.shell.WindowDialogs;
import org.loopwright.app.shell.WorkbenchViewModel;
import org.loopwright.app.shell.WorkbenchWindow;
import org.loopwright.app.work.FramePulse;

/// Opens the window. No subclass of `Application`, so a plain class path is enough to start it.
public final class Desktop {
    private Desktop() {}

    /// Opens the window and returns when it was closed and everything was put away.
    ///
    /// @param project the folder to open, or null for the one that was open last
    /// @param opener opens project folders
    /// @throws MissingEnvironmentException when this machine has no display, or lacks a library for windows
    public static void open(@Nullable Path project, ProjectOpener opener) throws InterruptedException {
        show(opener, (model, preferences) -> {
            Path folder = project == null ? last(preferences) : project;
            if (folder != null) {
                model.open(folder);
            }
        });
    }

    /// Opens the window on a project, starts the project's default run, and returns when the window was
    /// closed.
    public static void demo(Path project, ProjectOpener opener) throws InterruptedException {
        show(opener, (model, _) -> model.openAndRun(project));
    }

    private static void show(ProjectOpener opener, BiConsumer<WorkbenchViewModel, Preferences> first)
            throws InterruptedException {
        CountDownLatch closed = new CountDownLatch(1);
        ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();
        try {
            Platform.startup(() -> {
                Preferences preferences = new UserPreferences();
                first.accept(window(opener, preferences, workers, closed), preferences);
            });
        } catch (UnsupportedOperationException e) {
            throw new MissingEnvironmentException(
                    "the window can't be shown: " + e.getMessage() + " On Linux it needs GTK 3 and X11 libraries"
                            + " (Debian: libgtk-3-0, libxtst6); `demo --terminal` and `run` need no window.",
                    e);
        }
        closed.await();
        Platform.exit();
    }

    private static WorkbenchViewModel window(
            ProjectOpener opener, Preferences preferences, ExecutorService workers, CountDownLatch closed) {
        Platform.setImplicitExit(false);
        Stage stage = new Stage();
        WorkbenchViewModel model =
                new WorkbenchViewModel(opener, preferences, workers, Platform::runLater, new FramePulse());
        new WorkbenchWindow(stage, model, preferences, new WindowDialogs(stage), workers, closed::countDown).show();
        return model;
    }

    private static @Nullable Path last(Preferences preferences) {
        String folder = preferences.get(Preference.LAST_PROJECT);
        return folder.isEmpty() || !Files.isDirectory(Path.of(folder)) ? null : Path.of(folder);
    }
}
