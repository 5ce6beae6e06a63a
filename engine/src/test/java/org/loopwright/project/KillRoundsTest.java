package org.loopwright.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.loopwright.testing.TinyRestEm;

/// Kills the real program in the middle of a round loop at random moments, collecting, training or measuring, and
/// lets it go on: every checkpoint must be that of the loop that nobody disturbed, to the last bit.
class KillRoundsTest {
    private static final int KILLS = 3;

    @TempDir
    Path folder;

    @Test
    @Timeout(400)
    void killsAtRandomMomentsLeaveNoTrace() throws IOException, InterruptedException {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        Path whole = quick(TinyRestEm.in(folder.resolve("whole")));
        Path parted = quick(TinyRestEm.in(folder.resolve("parted")));
        List<String> lines = new ArrayList<>();
        assertThat(run(command(whole), line -> {
                    lines.add(line);
                    return false;
                }))
                .isZero();
        // Places on the way, in the order of the undisturbed run, so that every kill comes later than the one before.
        int[] places = random.ints(KILLS, 1, lines.size() - 1).sorted().toArray();
        List<String> killedAt = new ArrayList<>();
        for (int place : places) {
            String target = lines.get(place);
            int code = run(command(parted), line -> lines.indexOf(line) >= place);
            killedAt.add(target);
            if (code == 0) {
                break;
            }
        }
        run(command(parted), line -> false);

        System.out.printf("killed at %s, seed %d%n", killedAt, seed);
        assertThat(weights(parted)).as("killed at %s, seed %d", killedAt, seed).isEqualTo(weights(whole));
        assertThat(weights(whole)).hasSize(5);
    }

    @Test
    @Timeout(200)
    void aFullDiskStopsTheLoopAndKeepsTheLastGoodCheckpoint() throws IOException, InterruptedException {
        assumeThat(Files.isExecutable(Path.of("/bin/bash")))
                .as("a limit on file sizes needs bash: the full disk is not tested here")
                .isTrue();
        Path project = quick(TinyRestEm.in(folder.resolve("project")));
        replace(project, "hidden: 32, layers: 1", "hidden: 128, layers: 6");
        replace(project, "steps: 60", "steps: 3");
        run(command(project), line -> line.equals("made base 1"));
        Map<String, String> before = weights(project);
        long bytes = Files.size(first(project));
        // Blocks of 1024 bytes: enough for the journal, not for a checkpoint.
        List<String> limited = new ArrayList<>(
                List.of("/bin/bash", "-c", "ulimit -f " + bytes * 3 / 4 / 1024 + "; exec \"$@\"", "limited"));
        limited.addAll(command(project));
        List<String> said = new ArrayList<>();
        int code = run(limited, line -> {
            said.add(line);
            return false;
        });

        assertThat(code).as(String.join("\n", said)).isEqualTo(KilledRounds.STOPPED);
        assertThat(said)
                .anySatisfy(line -> assertThat(line)
                        .contains("node sft")
                        .contains("can't be written")
                        .contains("resume"));
        assertThat(weights(project)).as("what was complete is untouched").isEqualTo(before);
        assertThat(run(command(project), line -> line.equals("made sft 1"))).isNotEqualTo(KilledRounds.STOPPED);
        assertThat(weights(project)).containsAllEntriesOf(before).hasSizeGreaterThan(before.size());
    }

    /// Fewer steps, so that the test is over soon.
    private static Path quick(Path project) throws IOException {
        replace(project, "steps: 160", "steps: 60");
        replace(project, "data: reference, steps: 120", "data: reference, steps: 40");
        replace(project, "data: accepted, steps: 80", "data: accepted, steps: 40");
        return project;
    }

    private static void replace(Path project, String before, String after) throws IOException {
        Path loop = project.resolve("loops/rest-em.loop.yaml");
        String text = Files.readString(loop);
        assertThat(text).contains(before);
        Files.writeString(loop, text.replace(before, after));
    }

    /// Runs the program until it ends, or kills it at a line.
    ///
    /// @return its exit code
    private static int run(List<String> command, Predicate<String> kill) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        try (BufferedReader out = process.inputReader()) {
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                if (kill.test(line)) {
                    return process.destroyForcibly().waitFor();
                }
            }
        }
        return process.waitFor();
    }

    /// Name of a checkpoint -> its weights' bytes as text.
    private static Map<String, String> weights(Path project) throws IOException {
        Map<String, String> weights = new TreeMap<>();
        for (Path model : models(project)) {
            weights.put(
                    Objects.requireNonNull(model.getParent()).getFileName().toString(),
                    Integer.toHexString(Arrays.hashCode(Files.readAllBytes(model))));
        }
        return weights;
    }

    private static Path first(Path project) throws IOException {
        return models(project).getFirst();
    }

    private static List<Path> models(Path project) throws IOException {
        try (Stream<Path> folders = Files.list(project.resolve("checkpoints/models"))) {
            return folders.filter(folder -> !folder.getFileName().toString().startsWith("."))
                    .map(folder -> folder.resolve("model.safetensors"))
                    .filter(Files::exists)
                    .sorted()
                    .toList();
        }
    }

    private static List<String> command(Path project) {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "--add-modules=jdk.incubator.vector",
                "--sun-misc-unsafe-memory-access=allow",
                "-Xmx256m",
                "-cp",
                System.getProperty("java.class.path"),
                "org.loopwright.project.KilledRounds",
                project.toString());
    }
}
