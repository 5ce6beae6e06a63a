package org.loopwright.app.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.logging.Level;
import java.util.logging.Logger;
import javafx.application.Platform;
import javafx.embed.swing.SwingFXUtils;
import javafx.event.Event;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.TextArea;
import javafx.scene.image.WritableImage;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.stage.Stage;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;
import org.loopwright.app.home.TreeEntry;
import org.loopwright.app.local.LocalProjects;
import org.loopwright.app.session.LoopEntry;
import org.loopwright.app.session.ProjectSession;
import org.loopwright.app.settings.Preference;
import org.loopwright.app.settings.Preferences;
import org.loopwright.app.shell.Dialogs;
import org.loopwright.app.shell.Page;
import org.loopwright.app.shell.ProjectOpener;
import org.loopwright.app.shell.WorkbenchViewModel;
import org.loopwright.app.shell.WorkbenchWindow;
import org.loopwright.app.work.FramePulse;
import org.loopwright.model.ModelOpener;
import org.loopwright.model.djl.DjlModels;
import org.loopwright.store.RunSummary;
import org.loopwright.testing.SampleFolder;

/// Writes a PNG of every screen, light and dark, at 1280x800, and of the designer at 2560x1440, too. Run its `main`
/// with the folder to write into.
public final class Screenshots {
    private static final Logger FAILURES = Logger.getLogger(org.loopwright.app.work.Background.class.getName());
    private static final String ALL = "all";
    /// Every screen once; what needs a real project (forks, tokens, queries); comparisons and the project page.
    private static final List<String> PARTS = List.of("screens", "inspection", "try", "comparison");

    private final Path folder;
    private final ProjectOpener opener;
    private final Path project;
    private final ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();
    private final Preferences preferences = Preferences.inMemory();
    private final CountDownLatch closed = new CountDownLatch(1);
    private @Nullable Stage stage;
    private @Nullable WorkbenchViewModel model;

    Screenshots(Path folder, ProjectOpener opener, Path project) {
        this.folder = folder;
        this.opener = opener;
        this.project = project;
    }

    /// @param arguments the folder to write into, and a project's folder; without one a made-up project
    ///     is shown; and one of [#PARTS], or `training` or `rewards` for a round loop, to write only that
    public static void main(String[] arguments) throws Exception {
        Path folder = Path.of(arguments.length > 0 ? arguments[0] : "target/screenshots");
        Files.createDirectories(folder);
        System.setProperty("loopwright.home", SampleFolder.ROOT.toString());
        System.setProperty("loopwright.projects", "/home/ada/Loopwright");
        Screenshots shots = arguments.length > 1
                ? new Screenshots(folder, new LocalProjects(models(Path.of(arguments[1]))), Path.of(arguments[1]))
                : new Screenshots(folder, Screenshots::madeUp, Path.of("projects", "sums"));
        CountDownLatch started = new CountDownLatch(1);
        Platform.startup(started::countDown);
        started.await();
        String part = arguments.length > 2 ? arguments[2] : arguments.length > 1 ? ALL : "screens";
        shots.hideHome();
        try {
            for (String one : PARTS) {
                if (part.equals(ALL) || part.equals(one)) {
                    shots.take(one);
                }
            }
            if (part.equals(ALL) || part.equals("training")) {
                TrainingShots.take(folder);
            }
            if (part.equals(ALL) || part.equals("rewards")) {
                TrainingShots.takeRewards(folder);
            }
        } finally {
            Platform.exit();
        }
    }

    /// The status bar names a project from the home folder on: a throwaway copy's path says nothing.
    void hideHome() {
        Path root = project.toAbsolutePath().getParent();
        if (root != null && root.getParent() != null) {
            String home = System.getProperty("user.home");
            if (System.getProperty("DJL_CACHE_DIR") == null) {
                System.setProperty("DJL_CACHE_DIR", Path.of(home, ".djl.ai").toString());
            }
            System.setProperty("user.home", root.getParent().toString());
        }
    }

    private void take(String part) throws Exception {
        on(this::openWindow);
        switch (part) {
            case "screens" -> take();
            case "inspection" -> new InspectionShots(this).take();
            case "try" -> new TryShots(this).take();
            default -> new ComparisonShots(this).take();
        }
        WorkbenchViewModel shown = model();
        shown.shutDown();
        on(() -> {
            Stage window = stage;
            if (window != null) {
                window.hide();
            }
        });
    }

    Path project() {
        return project;
    }

    private static ModelOpener models(Path project) {
        return Files.exists(project.resolve("models/student/model.safetensors"))
                ? DjlModels.onCpu(DjlModels.DEFAULT_THREADS)
                : new ScriptedModels(Duration.ofMillis(400));
    }

    private static ProjectSession madeUp(Path project) {
        if (project.endsWith("missing")) {
            throw new IllegalArgumentException(
                    "there is no project.yaml in projects/missing: choose a folder that has one");
        }
        return FakeSession.sample(120);
    }

    private void take() throws Exception {
        settle(400);
        shot("welcome");
        shootGallery();
        on(() -> model().open(project));
        await("#home-draw");
        settle(1200);
        shot("home-first");
        click("#home-draw");
        await("#node-check");
        settle(500);
        shot("design");
        shootLoops();
        click("#node-check");
        settle(400);
        shot("design-node");
        click("#close-details");
        shootNotes();
        shootDifferences();
        on(() -> model().startRun());
        awaitItems();
        shot("design-running");
        on(() -> model().holdRun());
        settle(400);
        shootLarge();
        on(() -> model().pageProperty().set(Page.RUNS));
        settle(500);
        shot("runs");
        on(() -> model().holdRun());
        await("#run-dismiss");
        click("#run-dismiss");
        for (UUID run : finished()) {
            on(() -> model().showResult(run));
            settle(1500);
            shot("result");
        }
        click("#cell-wrong-right");
        await("#answer-1");
        settle(500);
        shot("items");
        click("#prompt-0");
        click("#events-fold");
        settle(300);
        shot("items-open");
        on(() -> model().pageProperty().set(Page.MODELS));
        settle(1500);
        shot("models");
        // The failure is meant, and needs no trace on the terminal.
        FAILURES.setLevel(Level.OFF);
        on(() -> model().open(Path.of("projects", "missing")));
        await("#notice-close");
        shot("failure");
        FAILURES.setLevel(Level.WARNING);
    }

    /// A comment and a group, drawn and taken back, so that the project stays as it is.
    private void shootNotes() throws Exception {
        click("#add-comment");
        settle(600);
        on(() -> {
            Stage window = stage;
            if (window != null && window.getScene().lookup("#note-edit-note") instanceof TextArea area) {
                area.setText("Ask Ada: is one revision enough here?");
                window.getScene().lookup("#canvas").requestFocus();
            }
        });
        settle(600);
        shot("design-notes");
        click("#undo");
        click("#undo");
        settle(400);
    }

    /// The gallery, and a copy of one recipe with a change to it.
    private void shootGallery() throws Exception {
        on(() -> model().gallery().show());
        await("#recipe-self-refine");
        settle(400);
        on(() -> find("#gallery-list", javafx.scene.control.ListView.class)
                .getSelectionModel()
                .select(5));
        settle(600);
        shotOfBothSizes("gallery");
        on(() -> model().gallery().hide());
    }

    /// What differs from the saved file, drawn and taken back.
    private void shootDifferences() throws Exception {
        click("#node-gate");
        click("#remove-nodes");
        settle(400);
        click("#diff-toggle");
        await("#diff-list");
        settle(600);
        shotOfBothSizes("design-diff");
        click("#diff-toggle");
        click("#undo");
        settle(400);
    }

    private void shotOfBothSizes(String name) throws Exception {
        shot(name);
        resize(2560, 1440);
        shot(name + "-2560x1440");
        resize(preferences.get(Preference.WINDOW_WIDTH), preferences.get(Preference.WINDOW_HEIGHT));
        settle(400);
    }

    private void resize(double width, double height) throws Exception {
        on(() -> {
            Stage window = stage;
            if (window != null) {
                window.setWidth(width);
                window.setHeight(height);
            }
        });
        settle(900);
    }

    /// The running loop on a large window, with its text and a node's editor beside it.
    private void shootLarge() throws Exception {
        resize(2560, 1440);
        click("#text-toggle");
        click("#node-check");
        settle(900);
        click("#zoom-fit");
        settle(500);
        shot("design-2560x1440");
        click("#close-details");
        click("#text-toggle");
        resize(preferences.get(Preference.WINDOW_WIDTH), preferences.get(Preference.WINDOW_HEIGHT));
        settle(500);
    }

    void awaitText(String selector, String beginning) throws Exception {
        for (int i = 0; i < 900; i++) {
            if (call(() ->
                    find(selector, javafx.scene.control.Labeled.class).getText().startsWith(beginning))) {
                return;
            }
            Thread.sleep(100);
        }
        throw new IllegalStateException(selector + " never began with " + beginning);
    }

    /// Waits until no run goes on and none waits, three minutes at most.
    void awaitIdle() throws Exception {
        for (int i = 0; i < 1800; i++) {
            if (idle()) {
                return;
            }
            Thread.sleep(100);
        }
        throw new IllegalStateException("the run did not end");
    }

    <N extends Node> N find(String selector, Class<N> type) {
        Stage window = stage;
        Node found = window == null ? null : window.getScene().lookup(selector);
        if (!type.isInstance(found)) {
            throw new IllegalStateException("nothing is " + selector);
        }
        return type.cast(found);
    }

    private void shootLoops() throws Exception {
        ProjectSession open = model().sessionProperty().get();
        if (open == null) {
            return;
        }
        for (LoopEntry loop : open.loops()) {
            on(() -> model().choose(new TreeEntry.OfLoop(loop)));
            settle(2000);
            save("loop-" + loop.name());
        }
        String first = open.card().loop();
        on(() -> open.loops().stream()
                .filter(loop -> loop.fileName().equals(first))
                .forEach(loop -> model().choose(new TreeEntry.OfLoop(loop))));
        await("#node-check");
        settle(1500);
    }

    /// Opens a project at the drawing of its loop.
    void openDrawing() throws Exception {
        on(() -> model().open(project));
        await("#navigation");
        settle(500);
        on(() -> model().pageProperty().set(Page.DESIGN));
    }

    List<UUID> finished() {
        ProjectSession open = model().sessionProperty().get();
        return open == null
                ? List.of()
                : open.runs().stream()
                        .filter(run -> run.status() == RunSummary.Status.FINISHED)
                        .map(run -> run.header().id())
                        .limit(1)
                        .toList();
    }

    void openWindow() {
        Platform.setImplicitExit(false);
        Stage window = new Stage();
        WorkbenchViewModel fresh =
                new WorkbenchViewModel(opener, preferences, workers, Platform::runLater, new FramePulse());
        stage = window;
        model = fresh;
        new WorkbenchWindow(window, fresh, preferences, new NoDialogs(), workers, closed::countDown).show();
    }

    WorkbenchViewModel model() {
        WorkbenchViewModel open = model;
        if (open == null) {
            throw new IllegalStateException("the window is not open");
        }
        return open;
    }

    void click(String selector) throws Exception {
        on(() -> {
            Stage window = stage;
            Node node = window == null ? null : window.getScene().lookup(selector);
            if (node instanceof Button button) {
                button.fire();
            } else if (node instanceof javafx.scene.control.ToggleButton toggle) {
                toggle.fire();
            } else if (node instanceof javafx.scene.control.CheckBox box) {
                box.fire();
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

    void await(String selector) throws Exception {
        for (int i = 0; i < 900; i++) {
            if (visible(selector)) {
                return;
            }
            Thread.sleep(100);
        }
        throw new IllegalStateException("nothing became " + selector);
    }

    /// Waits for what may come while a run goes on. False when the run ended without it.
    boolean awaitWhileRunning(String selector) throws Exception {
        while (!visible(selector)) {
            if (idle()) {
                return false;
            }
            Thread.sleep(100);
        }
        return true;
    }

    private boolean visible(String selector) throws Exception {
        return call(() -> {
            Stage window = stage;
            Node found = window == null ? null : window.getScene().lookup(selector);
            return found != null && found.isVisible();
        });
    }

    private boolean idle() throws Exception {
        return call(() -> !model().live().isBusy()
                && model().live().waiting() == 0
                && model().live().stateProperty().get().phase() == org.loopwright.app.run.LiveRun.Phase.ENDED);
    }

    /// Waits until some items have gone through the loop, two minutes at most.
    void awaitItems() throws Exception {
        for (int i = 0; i < 1200; i++) {
            if (call(() -> model().live().countsProperty().get().taken().size()) > 3) {
                return;
            }
            Thread.sleep(100);
        }
        throw new IllegalStateException("the run did nothing for two minutes");
    }

    void shot(String name) throws Exception {
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

    static void settle(long millis) throws InterruptedException {
        Thread.sleep(millis);
    }

    static void on(Runnable task) throws Exception {
        call(() -> {
            task.run();
            return true;
        });
    }

    static <T> T call(Callable<T> task) throws Exception {
        FutureTask<T> future = new FutureTask<>(task);
        Platform.runLater(future);
        return future.get();
    }

    /// Answers no question.
    private static final class NoDialogs implements Dialogs {
        @Override
        public java.util.Optional<Path> chooseImport() {
            return java.util.Optional.empty();
        }

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
