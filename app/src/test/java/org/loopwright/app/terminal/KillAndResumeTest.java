package org.loopwright.app.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.loopwright.testing.SampleFolder;

/// Kills the real program in the middle of a run of the shipped model, ten times, and resumes it each
/// time. Per item the events and answers must be those of the run that nobody disturbed: none lost,
/// none doubled.
class KillAndResumeTest {
    private static final int ITEMS = 400;
    private static final int KILLS = 10;

    @TempDir
    private Path folder;

    @Test
    @Timeout(400)
    void tenKillsLeaveNoTrace() throws Exception {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        Path project = SampleFolder.copyTo(folder.resolve("project"));
        assertThat(program("run", project.toString(), "--items", "" + ITEMS, "--seed", "11")
                        .waitFor())
                .isZero();

        int killed = 0;
        List<String> command = command("run", project.toString(), "--items", "" + ITEMS, "--seed", "11");
        for (int i = 0; i < KILLS; i++) {
            Process process = start(command);
            if (killAtSomeMoment(process, project, random)) {
                killed++;
            }
            if (runs(project).size() > 1) {
                command = command("resume", project.toString(), "last");
            }
        }
        start(command).waitFor();

        System.out.printf("%d of %d kills came in the middle of the run, seed %d%n", killed, KILLS, seed);
        List<JsonNode> runs = runs(project);
        assertThat(runs).as("seed %d", seed).hasSize(2);
        assertThat(killed).as("kills in the middle of the run, seed %d", seed).isGreaterThanOrEqualTo(3);
        assertThat(runs)
                .allSatisfy(run -> assertThat(run.get("status").asText()).isEqualTo("FINISHED"));
        String first = runs.get(0).get("run").asText();
        String second = runs.get(1).get("run").asText();
        assertThat(JournalDigest.of(project, second))
                .as("seed %d", seed)
                .isEqualTo(JournalDigest.of(project, first))
                .hasSize(ITEMS);
    }

    /// Waits until the run has begun and then a random while; true when the kill came before the end.
    private static boolean killAtSomeMoment(Process process, Path project, Random random)
            throws InterruptedException, IOException {
        Path locks = project.resolve("runs");
        long begun = System.nanoTime();
        while (process.isAlive() && !hasLock(locks) && System.nanoTime() - begun < 60e9) {
            Thread.sleep(10);
        }
        process.waitFor(random.nextInt(900), TimeUnit.MILLISECONDS);
        boolean alive = process.isAlive();
        process.destroyForcibly().waitFor();
        for (Path lock : locks(locks)) {
            Files.delete(lock);
        }
        return alive;
    }

    private static boolean hasLock(Path folder) throws IOException {
        return !locks(folder).isEmpty();
    }

    private static List<Path> locks(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (var files = Files.list(folder)) {
            return files.filter(f -> f.toString().endsWith(".lock")).toList();
        }
    }

    private List<JsonNode> runs(Path project) throws IOException, InterruptedException {
        Path json = folder.resolve("runs.json");
        Process process = program("runs", project.toString(), "--json", json.toString());
        assertThat(process.waitFor()).isZero();
        List<JsonNode> runs = new ArrayList<>();
        new ObjectMapper().readTree(json.toFile()).forEach(runs::add);
        return runs;
    }

    private Process program(String... arguments) throws IOException {
        return start(command(arguments));
    }

    private Process start(List<String> command) throws IOException {
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("program.log").toFile())
                .start();
    }

    private static List<String> command(String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "--add-modules=jdk.incubator.vector",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                System.getProperty("java.class.path"),
                "org.loopwright.app.Loopwright"));
        command.addAll(List.of(arguments));
        return command;
    }
}
