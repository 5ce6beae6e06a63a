package org.loopwright.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.loopwright.model.files.ModelFiles;
import org.loopwright.model.files.NumberFormat;
import org.loopwright.testing.TinyModel;

/// Kills the real program in the middle of training five times, and lets it go on each time: the weights must
/// be those of the training that nobody disturbed, to the last bit.
class KillTrainingTest {
    private static final int STEPS = 400;
    private static final int KILLS = 5;

    @TempDir
    Path folder;

    private Path base;

    @BeforeEach
    void writeBase() {
        base = TinyModel.write(folder.resolve("base"), 5, NumberFormat.F32);
    }

    @Test
    @Timeout(300)
    void fiveKillsLeaveNoTrace() throws IOException, InterruptedException {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        assertThat(start(command("whole")).waitFor()).isZero();
        List<Integer> killedAfter = new ArrayList<>();
        for (int kill = 0; kill < KILLS; kill++) {
            int first = killedAfter.isEmpty() ? 0 : killedAfter.getLast();
            int target = first + 1 + random.nextInt((STEPS - first) / (KILLS + 1 - kill) + 1);
            killedAfter.add(killAfter(target, random.nextInt(30)));
            assertThat(folder.resolve("parted")).as("seed %d", seed).doesNotExist();
        }
        assertThat(start(command("parted")).waitFor()).isZero();
        System.out.printf("killed after steps %s of %d, seed %d%n", killedAfter, STEPS, seed);
        assertThat(Files.readAllBytes(folder.resolve("parted/model.safetensors")))
                .as("killed after steps %s, seed %d", killedAfter, seed)
                .isEqualTo(Files.readAllBytes(folder.resolve("whole/model.safetensors")));
        assertThat(ModelFiles.read(folder.resolve("parted")).hash())
                .isEqualTo(ModelFiles.read(folder.resolve("whole")).hash());
    }

    /// Kills the program some milliseconds after it did a step, and returns the last step that it reported.
    private int killAfter(int step, int milliseconds) throws IOException, InterruptedException {
        Process process =
                new ProcessBuilder(command("parted")).redirectErrorStream(true).start();
        int last = 0;
        try (BufferedReader out = process.inputReader()) {
            String line = out.readLine();
            while (line != null) {
                if (line.startsWith("step ")) {
                    last = Integer.parseInt(line.substring(5));
                }
                if (last >= step) {
                    boolean ignored = process.waitFor(milliseconds, TimeUnit.MILLISECONDS);
                    break;
                }
                line = out.readLine();
            }
            process.destroyForcibly().waitFor();
        }
        return last;
    }

    @Test
    @Timeout(200)
    void aFullDiskStopsTrainingAndKeepsTheStateBefore() throws IOException, InterruptedException {
        assumeThat(Files.isExecutable(Path.of("/bin/bash")))
                .as("a limit on file sizes needs bash: the full disk is not tested here")
                .isTrue();
        Path model = TinyModel.write(folder.resolve("other"), 6, NumberFormat.F32);
        long weights = Files.size(model.resolve("model.safetensors"));
        int first = killAfter(STEPS / 3, 0);
        Path state = folder.resolve("parted.state/training.state");
        byte[] before = Files.readAllBytes(state);
        // Blocks of 1024 bytes: enough for the log and the weights, not for the three arrays of a state.
        List<String> limited = new ArrayList<>(
                List.of("/bin/bash", "-c", "ulimit -f " + (weights / 1024 + 8) + "; exec \"$@\"", "limited"));
        limited.addAll(command("parted"));
        Process process = start(limited);
        assertThat(process.waitFor()).as(log()).isEqualTo(KilledTraining.DISK);
        assertThat(log()).contains("DISK").contains("the one before it is untouched");
        assertThat(Files.readAllBytes(state)).as("after step %d", first).isEqualTo(before);
        assertThat(folder.resolve("parted")).doesNotExist();
        assertThat(start(command("parted")).waitFor()).isZero();
    }

    private String log() throws IOException {
        List<String> lines = Files.readAllLines(folder.resolve("program.log"));
        return String.join("\n", lines.subList(Math.max(0, lines.size() - 5), lines.size()));
    }

    private Process start(List<String> command) throws IOException {
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("program.log").toFile())
                .start();
    }

    private List<String> command(String target) {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "--add-modules=jdk.incubator.vector",
                "--sun-misc-unsafe-memory-access=allow",
                "-Xmx256m",
                "-cp",
                System.getProperty("java.class.path"),
                "org.loopwright.train.KilledTraining",
                base.toString(),
                folder.resolve(target).toString(),
                Integer.toString(STEPS));
    }
}
