package org.loopwright.app.testing;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import javafx.application.Platform;
import javafx.embed.swing.SwingFXUtils;
import javafx.scene.Scene;
import javafx.scene.image.WritableImage;
import javax.imageio.ImageIO;
import org.loopwright.app.compare.CompareView;
import org.loopwright.app.compare.CompareViewModel;
import org.loopwright.app.local.LocalProjects;
import org.loopwright.app.look.Look;
import org.loopwright.app.look.Theme;
import org.loopwright.app.queue.QueueViewModel;
import org.loopwright.app.session.ProjectSession;
import org.loopwright.app.work.Background;

/// Writes PNGs of the comparison of a project's finished runs, light and dark. Run its `main` with the
/// folder to write into, the project, and the ends of the ids of runs, or nothing for all.
public final class ComparisonShots {
    private ComparisonShots() {}

    /// @param arguments the folder, the project, ends of ids
    public static void main(String[] arguments) throws Exception {
        Path folder = Path.of(arguments[0]);
        Files.createDirectories(folder);
        CountDownLatch started = new CountDownLatch(1);
        Platform.startup(started::countDown);
        started.await();
        ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();
        try (ProjectSession session =
                new LocalProjects(new ScriptedModels(java.time.Duration.ZERO)).open(Path.of(arguments[1]))) {
            List<String> ends = List.of(arguments).subList(2, arguments.length);
            List<UUID> runs = session.runs().reversed().stream()
                    .filter(run -> run.itemsDone() > 0)
                    .map(run -> run.header().id())
                    .filter(id -> ends.isEmpty() || ends.stream().anyMatch(id.toString()::endsWith))
                    .toList();
            CompareViewModel model =
                    new CompareViewModel(new Background(workers, Platform::runLater, f -> System.err.println(f)));
            for (Theme theme : Theme.values()) {
                Scene scene = call(() -> {
                    Look.loadFonts();
                    CompareView view = new CompareView(
                            model,
                            new QueueViewModel(
                                    new Background(workers, Platform::runLater, f -> {}), Platform::runLater));
                    Scene shown = new Scene(view, 1280, 1180);
                    Look.apply(theme, shown);
                    view.attach();
                    model.show(session, runs);
                    return shown;
                });
                Thread.sleep(4_000);
                call(() -> {
                    ((CompareView) scene.getRoot()).redraw();
                    return true;
                });
                Thread.sleep(800);
                WritableImage image = call(() -> scene.snapshot(null));
                String name = "compare-" + theme.name().toLowerCase(java.util.Locale.ROOT) + ".png";
                ImageIO.write(
                        SwingFXUtils.fromFXImage(image, null),
                        "png",
                        folder.resolve(name).toFile());
            }
        } finally {
            workers.close();
            Platform.exit();
        }
    }

    private static <T> T call(Callable<T> task) throws Exception {
        FutureTask<T> future = new FutureTask<>(task);
        Platform.runLater(future);
        return future.get();
    }
}
