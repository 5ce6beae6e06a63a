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
import org.loopwright.testing.TinyRestEm;
import org.loopwright.testing.TinyRewards;
import org.loopwright.train.JobTrainer;
import org.loopwright.train.djl.DjlMovingModels;

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

    private Screenshots(Path folder, ProjectOpener opener, Path project) {
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
                takeTraining(folder);
            }
            if (part.equals(ALL) || part.equals("rewards")) {
                takeRewards(folder);
            }
        } finally {
            Platform.exit();
        }
    }

    /// The status bar names a project from the home folder on: a throwaway copy's path says nothing.
    private void hideHome() {
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
            case "inspection" -> takeInspection();
            case "try" -> takeTry();
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
        await("#node-check");
        settle(500);
        shot("design");
        shootLoops();
        click("#node-check");
        settle(400);
        shot("design-node");
        click("#close-details");
        shootNotes();
        if (Files.exists(project.resolve("project.yaml"))) {
            shootTry();
        }
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

    /// A round loop from its start to a fork of it, with a tiny model that is really trained: `train-*`.
    private static void takeTraining(Path folder) throws Exception {
        DjlModels models = DjlModels.onCpu(DjlModels.DEFAULT_THREADS);
        CollapsingTrainer trainer =
                new CollapsingTrainer(new JobTrainer(new DjlMovingModels(models.device())), "fit", 2);
        Path project =
                TinyRestEm.in(Files.createTempDirectory("loopwright-shots").resolve("loopwright/rest-em"));
        Screenshots shots = new Screenshots(folder, new LocalProjects(models, () -> trainer), project);
        shots.hideHome();
        on(shots::openWindow);
        on(() -> shots.model().open(project));
        shots.await("#node-fit");
        shots.awaitText("#round-estimate", "At most");
        settle(800);
        shots.shot("train-before");
        shots.click("#control-random-filter");
        shots.click("#control-no-training");
        settle(300);
        on(() -> shots.model().startRun());
        shots.await("#chart-step-loss");
        settle(2500);
        shots.shot("train-live");
        shots.await("#alarm-0");
        shots.awaitIdle();
        settle(1500);
        shots.shot("train-alarm");
        on(() -> shots.find("#training-scroll", javafx.scene.control.ScrollPane.class)
                .setVvalue(0.45));
        settle(500);
        shots.shot("train-charts");
        on(() -> shots.find("#training-scroll", javafx.scene.control.ScrollPane.class)
                .setVvalue(1));
        settle(500);
        shots.shot("train-samples");
        trainer.mend();
        shots.click("#alarm-fork-0");
        settle(4000);
        shots.awaitIdle();
        settle(1500);
        shots.shot("train-fork");
        shots.click("#training-checkpoints");
        shots.await("#checkpoint-lineage");
        settle(600);
        shots.click("#checkpoint-compare");
        shots.await("#checkpoint-comparison");
        settle(600);
        shots.shot("train-checkpoints");
        models.close();
    }

    /// A policy-gradient round loop that is rewarded for errors: samples and an alarm while it goes on, and after
    /// its end.
    private static void takeRewards(Path folder) throws Exception {
        DjlModels models = DjlModels.onCpu(DjlModels.DEFAULT_THREADS);
        Path project = TinyRewards.in(
                Files.createTempDirectory("loopwright-shots").resolve("loopwright/rewards"),
                4,
                TinyRewards.BY_ERRORS,
                "numbers: [beta=0.01], rate: 0.0015, samples-every: 4, samples-of: 6");
        Path loop = project.resolve("loops/tiny.loop.yaml");
        Files.writeString(loop, Files.readString(loop).replace("steps: 6,", "steps: 40,"));
        Screenshots shots = new Screenshots(
                folder, new LocalProjects(models, () -> new JobTrainer(new DjlMovingModels(models.device()))), project);
        shots.hideHome();
        on(shots::openWindow);
        on(() -> shots.model().open(project));
        shots.await("#node-fit");
        shots.awaitText("#round-estimate", "At most");
        settle(800);
        shots.shot("train-looks");
        on(() -> shots.model().startRun());
        shots.await("#samples-title");
        shots.awaitText("#samples-title", "Samples of fit #2");
        on(() -> shots.find("#training-scroll", javafx.scene.control.ScrollPane.class)
                .setVvalue(1));
        shots.shot("train-step-samples");
        on(() -> shots.find("#training-scroll", javafx.scene.control.ScrollPane.class)
                .setVvalue(0));
        shots.await("#alarm-live-reward-hacking");
        shots.shot("train-live-alarm");
        shots.awaitIdle();
        settle(1500);
        on(() -> shots.find("#training-scroll", javafx.scene.control.ScrollPane.class)
                .setVvalue(0.4));
        settle(500);
        shots.shot("train-rewards");
        on(() -> shots.find("#training-scroll", javafx.scene.control.ScrollPane.class)
                .setVvalue(0));
        settle(500);
        shots.shot("train-reward-alarm");
        models.close();
    }

    private void awaitText(String selector, String beginning) throws Exception {
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
    private void awaitIdle() throws Exception {
        for (int i = 0; i < 1800; i++) {
            if (call(() -> !model().live().isBusy()
                    && model().live().waiting() == 0
                    && model().live().stateProperty().get().phase() == org.loopwright.app.run.LiveRun.Phase.ENDED)) {
                return;
            }
            Thread.sleep(100);
        }
        throw new IllegalStateException("the run did not end");
    }

    /// Forks, tokens, comparisons, notes and queries, of a run of 200 items that is made here.
    private void takeInspection() throws Exception {
        on(() -> model().open(project));
        await("#node-check");
        on(() -> find("#run-items", javafx.scene.control.TextField.class).setText("200"));
        on(() -> model().startRun());
        await("#run-open-result");
        settle(500);
        click("#run-open-result");
        await("#cell-wrong-right");
        click("#run-dismiss");
        click("#cell-wrong-right");
        await("#answer-1");
        on(() -> choose("#token-colour", 1));
        settle(2500);
        shot("items-tokens");
        click("#story-compare");
        settle(400);
        shot("items-compare");
        click("#story-compare");
        on(() -> choose("#token-colour", 0));
        click("#fork-turn-0");
        await("#fork-form");
        settle(400);
        shot("items-fork-form");
        click("#fork-turn-1");
        await("#fork-form");
        on(() -> {
            choose("#fork-kind", 2);
            setSetting("revise.sampling.temperature");
            find("#fork-value", javafx.scene.control.TextField.class).setText("2.0");
            find("#fork-samples", javafx.scene.control.Spinner.class)
                    .getEditor()
                    .setText("24");
        });
        click("#fork-start");
        await("#continuation-23");
        settle(1500);
        shot("items-fork-answers");
        click("#continuation-3");
        await("#items-parent");
        settle(1000);
        shot("items-fork-continuation");
        click("#items-parent");
        settle(1000);
        click("#story-notes");
        await("#note-tag");
        on(() -> find("#note-text", javafx.scene.control.TextArea.class)
                .setText("The check finds the slip in the tens, and the revision repeats it."));
        click("#note-keep");
        on(() -> {
            javafx.scene.control.TextField tag = find("#note-tag", javafx.scene.control.TextField.class);
            tag.setText("carry slip");
            tag.fireEvent(new javafx.event.ActionEvent());
        });
        click("#rating-4");
        on(() -> find("#item-search", javafx.scene.control.TextField.class).setText("fixed node:revise entropy>0.05"));
        settle(900);
        shot("items-notes");
        on(() -> find("#item-search", javafx.scene.control.TextField.class).setText("fixed nod:revise"));
        settle(500);
        shot("items-query-error");
    }

    /// A prompt with completions, and a loop in the middle of its steps. Needs a real project, whose prompt of a paper
    /// is made here.
    private void takeTry() throws Exception {
        on(() -> model().open(project));
        await("#node-check");
        settle(800);
        shootTry();
    }

    private void shootTry() throws Exception {
        Path paper = project.resolve("prompts/paper/self-check/check.txt");
        Files.createDirectories(paper.getParent());
        Files.writeString(
                paper,
                "# A made-up paper, figure 2\n[user]\n{{ question }}\n[assistant]\n{{ answer }}\n[user]\nPlease check it\n");
        click("#try-toggle");
        await("#try-draw");
        settle(1500);
        click("#node-check");
        settle(600);
        click("#close-details");
        click("#try-tab-step");
        settle(600);
        click("#try-step");
        await("#try-next-node");
        settle(500);
        click("#try-step");
        settle(1500);
        shot("try-step-first");
        click("#try-tab-prompt");
        settle(900);
        shot("try-prompt-draft");
        click("#node-check");
        settle(2500);
        click("#try-draw");
        await("#try-grade-4");
        settle(900);
        shot("try-prompt-check");
        click("#try-as-list");
        settle(600);
        shot("try-prompt-list");
        click("#try-as-list");
        click("#close-details");
        click("#try-tab-step");
        settle(600);
        on(() -> model().trying().tabProperty().set(org.loopwright.app.trial.TryViewModel.Tab.STEP));
        click("#try-edit-answer");
        settle(300);
        on(() -> find("#try-edit-text", TextArea.class).setText("01380"));
        settle(300);
        shot("try-step-edit");
        click("#try-edit-put");
        settle(1200);
        click("#breakpoint-gate");
        settle(200);
        click("#try-continue");
        settle(1500);
        shot("try-step-breakpoint");
        click("#try-continue");
        settle(1500);
        click("#try-back");
        settle(500);
        click("#try-back");
        settle(1200);
        shot("try-step-back");
        click("#try-toggle");
        settle(500);
    }

    @SuppressWarnings("unchecked")
    private void setSetting(String text) {
        javafx.scene.control.ComboBox<String> box = find("#fork-setting", javafx.scene.control.ComboBox.class);
        box.getEditor().setText(text);
        box.setValue(text);
    }

    <N extends Node> N find(String selector, Class<N> type) {
        Stage window = stage;
        Node found = window == null ? null : window.getScene().lookup(selector);
        if (!type.isInstance(found)) {
            throw new IllegalStateException("nothing is " + selector);
        }
        return type.cast(found);
    }

    private void choose(String selector, int index) {
        find(selector, javafx.scene.control.ComboBox.class).getSelectionModel().select(index);
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

    private List<UUID> finished() {
        ProjectSession open = model().sessionProperty().get();
        return open == null
                ? List.of()
                : open.runs().stream()
                        .filter(run -> run.status() == RunSummary.Status.FINISHED)
                        .map(run -> run.header().id())
                        .limit(1)
                        .toList();
    }

    private void openWindow() {
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
            boolean there = call(() -> {
                Stage window = stage;
                Node found = window == null ? null : window.getScene().lookup(selector);
                return found != null && found.isVisible();
            });
            if (there) {
                return;
            }
            Thread.sleep(100);
        }
        throw new IllegalStateException("nothing became " + selector);
    }

    /// Waits until some items have gone through the loop, two minutes at most.
    private void awaitItems() throws Exception {
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

    private static <T> T call(Callable<T> task) throws Exception {
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
