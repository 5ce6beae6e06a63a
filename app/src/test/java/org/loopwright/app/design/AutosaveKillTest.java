package org.loopwright.app.design;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.loopwright.app.local.LocalProjects;
import org.loopwright.app.session.LoopEntry;
import org.loopwright.app.session.ProjectSession;
import org.loopwright.app.testing.RefiningModels;
import org.loopwright.app.work.Background;
import org.loopwright.loop.LoopSpec;
import org.loopwright.loop.NodeKinds;
import org.loopwright.loop.yaml.LoopYaml;
import org.loopwright.testing.SampleFolder;

/// Kills a program in the middle of editing, again and again: every step that it said it had made is there when the
/// loop is opened again, and the saved file is as it was.
class AutosaveKillTest {
    private static final String FILE = "self-refine.loop.yaml";
    private static final int KILLS = 3;

    @TempDir
    Path temporary;

    @Test
    @Timeout(240)
    void everyStepSurvivesAKill() throws Exception {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        Path project = SampleFolder.copy(
                SampleFolder.ROOT.resolve("sample-projects/self-refine"), temporary.resolve("project"));
        String saved = Files.readString(project.resolve("loops").resolve(FILE));
        long step = 1;
        for (int i = 0; i < KILLS; i++) {
            long said = editUntilKilled(project, step, 20 + random.nextInt(60));
            LoopSpec loop = takenUp(project);
            assertThat((Long) loop.params().get("step"))
                    .as("kill %d, seed %d", i, seed)
                    .isGreaterThanOrEqualTo(said);
            assertThat(Files.readString(project.resolve("loops").resolve(FILE))).isEqualTo(saved);
            step = said + 1_000;
        }
    }

    /// Lets a program edit, and kills it after some steps.
    ///
    /// @return the last step that it said it had made
    private static long editUntilKilled(Path project, long first, int steps) throws Exception {
        Path said = project.resolveSibling("said-" + first);
        Process process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        EditForever.class.getName(),
                        project.toString(),
                        FILE,
                        Long.toString(first)))
                .redirectOutput(said.toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        while (process.isAlive() && whole(said).size() < steps) {
            Thread.sleep(5);
        }
        assertThat(process.isAlive()).as("it is killed, it does not end").isTrue();
        process.destroyForcibly().waitFor();
        return Long.parseLong(whole(said).getLast());
    }

    /// The lines that were written to their ends.
    private static List<String> whole(Path file) throws Exception {
        String text = Files.exists(file) ? Files.readString(file) : "";
        return text.substring(0, text.lastIndexOf('\n') + 1).lines().toList();
    }

    /// The loop as the designer takes it up again, as a step that can be undone.
    private static LoopSpec takenUp(Path project) throws Exception {
        DesignViewModel model = new DesignViewModel(
                new Background(Runnable::run, Runnable::run, failure -> {
                    throw new AssertionError(failure.message());
                }),
                NodeKinds.installed());
        try (ProjectSession session = new LocalProjects(new RefiningModels()).open(project);
                Stream<Path> files = Files.list(project.resolve("loops"))) {
            model.use(session, Runnable::run);
            LoopEntry entry = session.loops().stream()
                    .filter(loop -> loop.fileName().equals(FILE))
                    .findFirst()
                    .orElseThrow();
            model.show(entry);
            assertThat(model.progressProperty().get().undo()).isEqualTo("take up unsaved work");
            assertThat(files.map(file -> file.getFileName().toString()))
                    .filteredOn(name -> name.endsWith(".loop.yaml"))
                    .hasSize(3);
            return Objects.requireNonNull(
                    LoopYaml.read(model.textProperty().get()).loop());
        }
    }
}
