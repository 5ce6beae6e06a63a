package org.loopwright.app.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import javafx.application.Platform;
import javafx.embed.swing.SwingFXUtils;
import javafx.event.Event;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.image.WritableImage;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.stage.Stage;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;
import org.loopwright.app.settings.Preferences;
import org.loopwright.app.shell.Dialogs;
import org.loopwright.app.shell.Page;
import org.loopwright.app.shell.WorkbenchViewModel;
import org.loopwright.app.shell.WorkbenchWindow;
import org.loopwright.app.work.FramePulse;

/// Writes a PNG of every screen, light and dark, at 1280x800. Run its `main` with the folder to write into.
public final class Screenshots {
    private final Path folder;
    private final ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();
    private final Preferences preferences = Preferences.inMemory();
    private final CountDownLatch closed = new CountDownLatch(1);
    private @Nullable Stage stage;
    private @Nullable WorkbenchViewModel model;

    private Screenshots(Path folder) {
        this.folder = folder;
    }

    /// @param arguments the folder to write into
    public static void main(String[] arguments) throws Exception {
        Path folder = Path.of(arguments.length > 0 ? arguments[0] : "target/screenshots");
        Files.createDirectories(folder);
        Screenshots shots = new Screenshots(folder);
        CountDownLatch started = new CountDownLatch(1);
        Platform.startup(started::countDown);
        started.await();
        try {
            shots.take();
        } finally {
            Platform.exit();
        }
    }

    private void take() throws Exception {
        on(this::openWindow);
        settle(400);
        shot("welcome");
        on(() -> model().open(Path.of("projects", "sums")));
        await("#node-check");
        settle(500);
        shot("design");
        click("#node-check");
        settle(400);
        shot("design-node");
        click("#close-details");
        on(() -> model().startRun());
        settle(1500);
        shot("design-running");
        on(() -> model().holdRun());
        settle(400);
        on(() -> model().pageProperty().set(Page.RUNS));
        settle(500);
        shot("runs");
        on(() -> model().live().cancel());
        settle(600);
        on(() -> model().live().dismiss());
        on(() -> model().showResult(new java.util.UUID(7, 1)));
        await("#cell-wrong-right");
        settle(500);
        shot("result");
        on(() -> model().showResult(new java.util.UUID(7, 2)));
        settle(800);
        shot("result-branded");
        click("#cell-wrong-right");
        await("#answer-1");
        settle(500);
        shot("items");
        click("#prompt-0");
        click("#events-fold");
        settle(300);
        shot("items-open");
        on(() -> model().open(Path.of("missing")));
        settle(500);
        shot("failure");
    }

    private void openWindow() {
        Platform.setImplicitExit(false);
        Stage window = new Stage();
        WorkbenchViewModel fresh = new WorkbenchViewModel(
                folderToOpen -> {
                    if (folderToOpen.endsWith("missing")) {
                        throw new IllegalArgumentException(
                                "there is no project.yaml in projects/missing: choose a folder that has one");
                    }
                    return FakeSession.sample(120);
                },
                preferences,
                workers,
                Platform::runLater,
                new FramePulse());
        stage = window;
        model = fresh;
        new WorkbenchWindow(window, fresh, preferences, new NoDialogs(), workers, closed::countDown).show();
    }

    private WorkbenchViewModel model() {
        WorkbenchViewModel open = model;
        if (open == null) {
            throw new IllegalStateException("the window is not open");
        }
        return open;
    }

    private void click(String selector) throws Exception {
        on(() -> {
            Stage window = stage;
            Node node = window == null ? null : window.getScene().lookup(selector);
            if (node instanceof Button button) {
                button.fire();
            } else if (node instanceof javafx.scene.control.ToggleButton toggle) {
                toggle.fire();
            } else if (node != null) {
                Event.fireEvent(
                        node,
                        new MouseEvent(
                                MouseEvent.MOUSE_CLICKED,
                                5,
                                5,
                                5,
                                5,
                                MouseButton.PRIMARY,
                                1,
                                false,
                                false,
                                false,
                                false,
                                true,
                                false,
                                false,
                                false,
                                false,
                                true,
                                null));
            } else {
                throw new IllegalStateException("nothing is " + selector);
            }
        });
    }

    private void await(String selector) throws Exception {
        for (int i = 0; i < 300; i++) {
            boolean there = call(() -> {
                Stage window = stage;
                return window != null && window.getScene().lookup(selector) != null;
            });
            if (there) {
                return;
            }
            Thread.sleep(100);
        }
        throw new IllegalStateException("nothing became " + selector);
    }

    private void shot(String name) throws Exception {
        save(name + "-light");
        on(() -> model().switchTheme());
        settle(450);
        save(name + "-dark");
        on(() -> model().switchTheme());
        settle(250);
    }

    private void save(String name) throws Exception {
        WritableImage image = call(() -> {
            Stage window = stage;
            if (window == null) {
                throw new IllegalStateException("the window is not open");
            }
            return window.getScene().snapshot(null);
        });
        if (!ImageIO.write(
                SwingFXUtils.fromFXImage(image, null),
                "png",
                folder.resolve(name + ".png").toFile())) {
            throw new IOException("no writer for PNG");
        }
    }

    private static void settle(long millis) throws InterruptedException {
        Thread.sleep(millis);
    }

    private static void on(Runnable task) throws Exception {
        call(() -> {
            task.run();
            return true;
        });
    }

    private static <T> T call(Callable<T> task) throws Exception {
        FutureTask<T> future = new FutureTask<>(task);
        Platform.runLater(future);
        return future.get();
    }

    /// Answers no question.
    private static final class NoDialogs implements Dialogs {
        @Override
        public java.util.Optional<Path> chooseProject() {
            return java.util.Optional.empty();
        }

        @Override
        public CloseAnswer askBeforeClosing(String run) {
            return CloseAnswer.STAY;
        }
    }
}
