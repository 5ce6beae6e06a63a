package org.loopwright.app.terminal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.loopwright.model.djl.DjlModels;
import org.loopwright.project.Project;
import org.loopwright.project.ProjectException;
import org.loopwright.project.RunRequest;
import org.loopwright.run.RunHandle;
import org.loopwright.run.RunListener;

/// Runs the sample project's loop several times in a throwaway copy of the project, and measures wall
/// time, the share of it that is not the model, and the peak of resident memory.
final class SampleBenchmark {
    static final List<String> NAMES = List.of("wall", "overhead", "memory");

    private static final double MOST_SECONDS = 30;
    private static final double MOST_OVERHEAD = 0.2;
    private static final double MOST_MEBIBYTES = 1536;

    private final int items;
    private final int repeat;
    private final int threads = DjlModels.DEFAULT_THREADS;

    SampleBenchmark(int items, int repeat) {
        this.items = items;
        this.repeat = repeat;
    }

    List<BenchFigure> measure() throws InterruptedException {
        Path copy = copyOf(SampleProject.folder());
        List<Double> walls = new ArrayList<>();
        List<Double> overheads = new ArrayList<>();
        try (DjlModels models = DjlModels.onCpu(threads);
                Project project = Project.open(copy, models)) {
            for (int i = 0; i <= repeat; i++) {
                RunHandle.Progress end = run(project, i + 1);
                if (i > 0) {
                    walls.add(end.wallNanos() / 1e9);
                    overheads.add(1 - (double) end.modelNanos() / end.wallNanos());
                }
            }
        } finally {
            Folders.delete(copy);
        }
        return List.of(
                BenchFigure.atMost("wall", MOST_SECONDS, "s", threads, walls),
                BenchFigure.atMost("overhead", MOST_OVERHEAD, "of wall", threads, overheads),
                BenchFigure.atMost("memory", MOST_MEBIBYTES, "MiB", threads, List.of(PeakMemory.mebibytes())));
    }

    private RunHandle.Progress run(Project project, long seed) throws InterruptedException {
        RunRequest request =
                RunRequest.of(project.file().defaults()).withItems(items).withSeed(seed);
        RunHandle.Progress end = project.start(request, RunListener.NONE).await();
        if (end.status() != RunHandle.Status.FINISHED) {
            throw new IllegalStateException("the run ended as " + end.status() + ": " + end.failure());
        }
        return end;
    }

    private static Path copyOf(Path folder) {
        try {
            Path copy = Files.createTempDirectory("loopwright-bench");
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file :
                        files.filter(f -> !f.startsWith(folder.resolve("runs"))).toList()) {
                    Path target = copy.resolve(folder.relativize(file).toString());
                    if (Files.isDirectory(file)) {
                        Files.createDirectories(target);
                    } else {
                        Files.copy(file, target);
                    }
                }
            }
            return copy;
        } catch (IOException e) {
            throw new ProjectException("the benchmark can't copy " + folder + ": " + e.getMessage(), e);
        }
    }
}
