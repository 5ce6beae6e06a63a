package org.loopwright.app.testing;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import javafx.application.Platform;
import javafx.embed.swing.SwingFXUtils;
import javafx.scene.Scene;
import javafx.scene.control.ComboBox;
import javafx.scene.control.TextInputControl;
import javafx.scene.control.ToggleButton;
import javafx.stage.Stage;
import javafx.util.Subscription;
import javax.imageio.ImageIO;
import org.loopwright.app.local.LocalProjects;
import org.loopwright.app.look.Look;
import org.loopwright.app.session.ProjectSession;
import org.loopwright.app.session.RunOrder;
import org.loopwright.app.settings.Preferences;
import org.loopwright.app.shell.WorkbenchView;
import org.loopwright.app.shell.WorkbenchViewModel;
import org.loopwright.app.work.FramePulse;
import org.loopwright.run.RunHandle;
import org.loopwright.run.RunListener;

/// Writes PNGs of what makes experiments, light and dark: the sweep panel, a comparison with controls,
/// a warning of the fit check. Run its `main` with the folder to write into and a copy of the sample
/// project, which it runs in.
public final class ExperimentShots {
    private static final List<String> CONTROLS =
            List.of("control-vote-twin", "control-blind-redraw", "control-placebo");

    /// Held: what nobody holds follows nothing.
    @SuppressWarnings("unused")
    private static Subscription attached = Subscription.EMPTY;

    private ExperimentShots() {}

    /// @param arguments the folder and the project
    public static void main(String[] arguments) throws Exception {
        Path folder = Path.of(arguments[0]);
        Files.createDirectories(folder);
        CountDownLatch started = new CountDownLatch(1);
        Platform.startup(started::countDown);
        started.await();
        ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();
        WorkbenchViewModel model = new WorkbenchViewModel(
                new LocalProjects(new ScriptedModels(Duration.ofMillis(1))),
                Preferences.inMemory(),
                workers,
                Platform::runLater,
                new FramePulse());
        try {
            Scene scene = call(() -> {
                Look.loadFonts();
                WorkbenchView view = new WorkbenchView(model, () -> {}, java.util.Optional::empty, () -> {}, () -> {});
                Scene shown = new Scene(view, 1280, 800);
                attached = view.attach();
                Stage stage = new Stage();
                stage.setScene(shown);
                stage.show();
                model.open(Path.of(arguments[1]));
                return shown;
            });
            await(scene, "#home-draw");
            call(() -> {
                model.pageProperty().set(org.loopwright.app.shell.Page.DESIGN);
                return true;
            });
            await(scene, "#node-revise");
            List<UUID> runs = List.of(run(model, "blind-redraw.loop.yaml"), run(model, "self-check.loop.yaml"));
            sweep(scene);
            shoot(model, scene, folder, "sweep");
            call(() -> {
                ((ToggleButton) scene.lookup("#sweep-toggle")).setSelected(false);
                model.showComparison(runs);
                return true;
            });
            await(scene, "#compare-control");
            call(() -> {
                @SuppressWarnings("unchecked")
                ComboBox<String> base = (ComboBox<String>) scene.lookup("#compare-base");
                base.setValue("blind-redraw");
                return true;
            });
            Thread.sleep(2_000);
            controls(scene);
            shoot(model, scene, folder, "controls");
            call(() -> {
                ((javafx.scene.control.ToggleButton) scene.lookup("#page-design")).fire();
                return true;
            });
            Thread.sleep(800);
            call(() -> {
                ((ComboBox<?>) scene.lookup("#run-loop")).getSelectionModel().selectFirst();
                ((javafx.scene.control.CheckBox) scene.lookup("#run-fit-check")).setSelected(true);
                model.startRun();
                return true;
            });
            await(scene, "#fit-warnings");
            shoot(model, scene, folder, "fit-check");
        } finally {
            workers.shutdownNow();
            Platform.exit();
        }
    }

    private static UUID run(WorkbenchViewModel model, String loop) throws InterruptedException {
        ProjectSession session = Objects.requireNonNull(model.sessionProperty().get());
        RunHandle run = session.start(
                new RunOrder(loop, java.util.Map.of("student", "student"), "dev", 200, 1), RunListener.NONE);
        run.await();
        return run.id();
    }

    private static void sweep(Scene scene) throws Exception {
        call(() -> {
            ((ToggleButton) scene.lookup("#sweep-toggle")).setSelected(true);
            return true;
        });
        await(scene, "#sweep-target-0");
        set(scene, 0, "draft.sampling.temperature", "0.3, 0.7, 1.0");
        call(() -> {
            ((javafx.scene.control.Button) scene.lookup("#sweep-add")).fire();
            return true;
        });
        await(scene, "#sweep-target-1");
        set(scene, 1, "params.revisions", "1, 2");
        call(() -> {
            text(scene, "#sweep-name", "heat-and-revisions");
            text(scene, "#sweep-hypothesis", "A second revision mends what a hotter draft breaks.");
            text(scene, "#sweep-margin", "2");
            return true;
        });
        for (int i = 0; i < 300 && !call(() -> sum(scene)).contains("runs to do"); i++) {
            Thread.sleep(100);
        }
    }

    private static String sum(Scene scene) {
        return ((javafx.scene.control.Label) scene.lookup("#sweep-sum")).getText();
    }

    private static void set(Scene scene, int place, String target, String values) throws Exception {
        call(() -> {
            @SuppressWarnings("unchecked")
            ComboBox<String> box = (ComboBox<String>) scene.lookup("#sweep-target-" + place);
            box.setValue(target);
            text(scene, "#sweep-values-" + place, values);
            return true;
        });
        Thread.sleep(500);
    }

    /// Waits until a node is there.
    private static void await(Scene scene, String selector) throws Exception {
        for (int i = 0; i < 300 && call(() -> scene.lookup(selector)) == null; i++) {
            Thread.sleep(100);
        }
    }

    private static void text(Scene scene, String field, String value) {
        ((TextInputControl) scene.lookup(field)).setText(value);
    }

    private static void controls(Scene scene) throws Exception {
        for (String id : CONTROLS) {
            call(() -> {
                ((javafx.scene.control.MenuButton) scene.lookup("#compare-control"))
                        .getItems().stream()
                                .filter(item -> id.equals(item.getId()))
                                .forEach(item -> item.getOnAction().handle(new javafx.event.ActionEvent()));
                return true;
            });
            Thread.sleep(id.equals(CONTROLS.getLast()) ? 500 : 3_500);
        }
        Thread.sleep(3_000);
    }

    private static void shoot(WorkbenchViewModel model, Scene scene, Path folder, String name) throws Exception {
        for (String theme : List.of("light", "dark")) {
            while (!call(() -> model.themeProperty().get().name().toLowerCase(java.util.Locale.ROOT))
                    .equals(theme)) {
                call(() -> {
                    model.switchTheme();
                    return true;
                });
            }
            Thread.sleep(900);
            var image = call(() -> scene.snapshot(null));
            ImageIO.write(
                    SwingFXUtils.fromFXImage(image, null),
                    "png",
                    folder.resolve(name + "-" + theme + ".png").toFile());
        }
    }

    private static <T> T call(Callable<T> task) throws Exception {
        FutureTask<T> future = new FutureTask<>(task);
        Platform.runLater(future);
        return future.get();
    }
}
