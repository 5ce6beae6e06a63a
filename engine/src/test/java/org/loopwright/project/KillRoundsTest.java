package org.loopwright.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.loopwright.journal.Event;
import org.loopwright.journal.JournalEntry;
import org.loopwright.loop.Content;
import org.loopwright.testing.LocalEngine;
import org.loopwright.testing.TinyRestEm;
import org.loopwright.testing.TinyRewards;

/// Kills the real program in the middle of a round loop at random moments, collecting, training or measuring, and
/// lets it go on: every checkpoint must be that of the loop that nobody disturbed, to the last bit, and so must every
/// result in the journal be.
///
/// The ordinary build kills twice; `-Dloopwright.kills=5` kills five times.
class KillRoundsTest {
    private static final int KILLS = Integer.getInteger("loopwright.kills", 2);

    @TempDir
    Path folder;

    @Test
    @Timeout(400)
    void killsAtRandomMomentsLeaveNoTrace() throws IOException, InterruptedException {
        Path whole = quick(TinyRestEm.in(folder.resolve("whole")));
        killed(whole, quick(TinyRestEm.in(folder.resolve("parted"))), KILLS);

        assertThat(weights(whole)).hasSize(5);
        assertThat(results(whole))
                .as("two rounds of collecting, filtering, training and measuring")
                .filteredOn(result -> result.matches("(collect|filter|fit|evaluate) [12] .*"))
                .hasSize(8);
    }

    @Test
    @Timeout(400)
    void killsOfAPolicyGradientThatTakesSamplesLeaveNoTraceEither() throws IOException, InterruptedException {
        String fit = "numbers: [beta=0.05], rate: 0.001";
        Path whole = TinyRewards.in(folder.resolve("whole"), 2, TinyRewards.BY_GOLD, fit);
        // Only the one that is killed looks at samples: they must leave no trace, too.
        Path parted = TinyRewards.in(folder.resolve("parted"), 2, TinyRewards.BY_GOLD, fit + ", samples-every: 1");
        killed(whole, parted, 1);

        assertThat(weights(whole)).hasSize(4);
    }

    /// Runs one project, and another, equal one with kills: both must have the same checkpoints and results.
    private static void killed(Path whole, Path parted, int kills) throws IOException, InterruptedException {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        List<String> lines = new ArrayList<>();
        assertThat(run(command(whole), line -> {
                    lines.add(line);
                    return false;
                }))
                .isZero();
        List<String> killedAt = new ArrayList<>();
        for (int place : places(lines, kills, random)) {
            String target = lines.get(place);
            int code = run(command(parted), line -> lines.indexOf(line) >= place);
            assertThat(code).as("killed at %s, seed %d", target, seed).isEqualTo(KILLED);
            killedAt.add(target);
        }
        assertThat(run(command(parted), line -> false)).isZero();

        System.out.printf("killed at %s, seed %d%n", killedAt, seed);
        assertThat(killedAt).hasSize(kills);
        assertThat(weights(parted)).as("killed at %s, seed %d", killedAt, seed).isEqualTo(weights(whole));
        assertThat(results(parted)).as("killed at %s, seed %d", killedAt, seed).isEqualTo(results(whole));
    }

    /// Places on the way, in the order of the undisturbed run, so that every kill comes later than the one before: a
    /// random line of each of some random steps, from the first training to the last measurement of round two.
    private static List<Integer> places(List<String> lines, int kills, Random random) {
        Map<String, List<Integer>> bySteps = new LinkedHashMap<>();
        int end = lines.indexOf("made evaluate 2");
        for (int i = lines.indexOf("at base 1 1"); i < end; i++) {
            String[] words = lines.get(i).split(" ", 4);
            bySteps.computeIfAbsent(words[1] + " " + words[2], _ -> new ArrayList<>())
                    .add(i);
        }
        List<List<Integer>> steps = new ArrayList<>(bySteps.values());
        Collections.shuffle(steps, random);
        return steps.stream()
                .limit(kills)
                .map(places -> places.get(random.nextInt(places.size())))
                .sorted()
                .toList();
    }

    /// What the journal of a project's one run says was made, step by step, without what is new in every run: times
    /// and the ids of item runs.
    private static List<String> results(Path project) {
        List<String> results = new ArrayList<>();
        try (Project open = Project.open(project, LocalEngine.models(), List.of(), () -> (job, listener) -> {
            throw new IllegalStateException("nothing is trained here");
        })) {
            UUID run = open.runs().getFirst().header().id();
            for (JournalEntry entry : open.store().entries(run)) {
                switch (entry.event()) {
                    case Event.Made made ->
                        results.add(made.node() + " " + made.visit() + " " + made.exit() + " " + values(made) + " "
                                + made.ledger() + " " + notes(made));
                    case Event.Alarmed alarm -> results.add(alarm.toString());
                    case Event.FrameClosed closed -> results.add(closed.toString());
                    default -> {} // how it came to that
                }
            }
        }
        return results;
    }

    /// The notes without what was only looked at.
    private static String notes(Event.Made made) {
        return made.notes().toString().replaceFirst("; samples of .* s]", "]");
    }

    private static Map<String, String> values(Event.Made made) {
        Map<String, String> values = new TreeMap<>();
        made.values()
                .forEach((setting, value) -> values.put(
                        setting,
                        switch (value.content()) {
                            // The checkpoint's own name hangs on the item runs that a choice by numbers rests on.
                            case Content.Artifact artifact -> artifact.hash();
                            case Content.Measured measured -> measured.numbers().toString();
                            case Content.Text _, Content.Numeric _, Content.Verdict _, Content.Samples _ ->
                                value.text();
                        }));
        return values;
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

    /// The exit code of a process that was killed outright, 128 + 9.
    private static final int KILLED = 137;

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
