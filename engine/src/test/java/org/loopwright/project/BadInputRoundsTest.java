package org.loopwright.project;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.loopwright.journal.Event;
import org.loopwright.loop.Content;
import org.loopwright.model.files.ModelFiles;
import org.loopwright.round.RoundReport;
import org.loopwright.run.RunHandle;
import org.loopwright.run.RunListener;
import org.loopwright.testing.LocalEngine;
import org.loopwright.testing.TinyRewards;
import org.loopwright.train.JobTrainer;
import org.loopwright.train.djl.DjlMovingModels;

/// What a round loop can't learn from, with a real tiny model and the real trainer: it stops clearly or goes on by a
/// stated fallback, and the last good checkpoint is as it was. A full disk is in [KillRoundsTest].
@Timeout(120)
class BadInputRoundsTest {
    private static final String FIT = "numbers: [beta=0], rate: 0.001";

    @TempDir
    private Path folder;

    @AfterEach
    void theLastGoodCheckpointIsIntact() {
        try (Project project = open()) {
            RoundReport report = report(project);
            Content.Artifact base = report.of("base").getFirst().checkpoint().orElseThrow();
            Path model = project.checkpoints().list().stream()
                    .filter(entry -> entry.hash().equals(base.hash()))
                    .findFirst()
                    .orElseThrow()
                    .folder();
            assertThat(ModelFiles.read(model).hash()).isEqualTo(base.hash());
            for (float weight : ModelFiles.read(model).readWeights()) {
                assertThat(weight).isFinite();
            }
        }
    }

    @Test
    void aLossThatIsNoNumberLeavesByItsExitAndSaysWhere() throws IOException, InterruptedException {
        prepare(1, TinyRewards.BY_GOLD, "numbers: [beta=0], rate: 1.0e+30");
        RoundReport report = run();

        Event.Made fit = report.of("fit").getFirst().made();
        assertThat(fit.exit()).isEqualTo("diverged");
        assertThat(fit.values()).isEmpty();
        assertThat(fit.notes().getFirst())
                .containsPattern("the (loss|gradient's norm) is (NaN|-?Infinity) in step \\d of 6")
                .contains("lower the rate");
        assertThat(report.of("evaluate")).as("exit `diverged` leads to the end").isEmpty();
        assertThat(report.failure()).isEmpty();
    }

    @Test
    void aFilterThatKeepsNothingIsFollowedByItsFallback() throws IOException, InterruptedException {
        prepare(
                2,
                "{kind: filter, reads: traces, keep: trace.tokens > 1000, writes: rewarded, exits: {next: fit, empty: evaluate}}",
                FIT);
        RoundReport report = run();

        assertThat(report.of("reward")).hasSize(2).allSatisfy(step -> {
            assertThat(step.made().exit()).isEqualTo("empty");
            assertThat(step.made().notes().getFirst()).contains("0 of 144");
        });
        assertThat(report.of("fit")).isEmpty();
        assertThat(report.of("evaluate")).as("the loop goes on").hasSize(2);
    }

    @Test
    void equalRewardsAreFollowedByTheirFallback() throws IOException, InterruptedException {
        prepare(
                1,
                "{kind: weight, reads: traces, by: turns, writes: rewarded, exits: {next: fit, equal: evaluate}}",
                FIT);
        RoundReport report = run();

        Event.Made reward = report.of("reward").getFirst().made();
        assertThat(reward.exit()).isEqualTo("equal");
        assertThat(reward.notes().getFirst()).contains("equal rewards");
        assertThat(report.of("fit")).isEmpty();
        assertThat(report.of("evaluate")).hasSize(1);
    }

    @Test
    void equalRewardsThatAreTrainedAllTheSameStopTheLoop() throws IOException, InterruptedException {
        prepare(1, "{kind: weight, reads: traces, by: turns, writes: rewarded, exits: {next: fit, equal: fit}}", FIT);
        RoundReport report = run();

        assertThat(report.failure())
                .contains("node fit")
                .contains("all rewards of each of the 24 groups are equal")
                .contains("take more samples");
        assertThat(report.of("fit")).isEmpty();
    }

    @Test
    void aRewardByGoldAnswersStopsWhereThereAreNone() throws IOException, InterruptedException {
        prepare(1, TinyRewards.BY_GOLD, FIT);
        Path loop = folder.resolve("loops/tiny.loop.yaml");
        String text = Files.readString(loop)
                .replace("problems: {type: Dataset}", "problems: {type: Dataset, from: data.plain}")
                .replaceFirst("  problems: \\{kind: synthesize.*\\n", "")
                .replace("exits: {next: problems}", "exits: {next: dev}");
        Files.writeString(loop, text);
        StringBuilder items = new StringBuilder();
        for (int i = 1; i < 9; i++) {
            items.append("{\"id\":\"p-" + i + "\",\"question\":\"" + i + "+1+2\"}\n");
        }
        Files.createDirectories(folder.resolve("data"));
        Files.writeString(folder.resolve("data/plain.jsonl"), items);
        Path file = folder.resolve("project.yaml");
        Files.writeString(
                file,
                Files.readString(file)
                        .replace(
                                "grader:",
                                "datasets: {plain: {name: plain, split: train, file: data/plain.jsonl}}\ngrader:"));
        RoundReport report = run();

        assertThat(report.failure())
                .contains("node reward")
                .contains("`right` rests on gold answers, and none of the 48 rows of dataset plain has one")
                .contains("take a dataset with answers");
        assertThat(report.of("fit")).isEmpty();
    }

    private void prepare(int rounds, String reward, String fit) throws IOException {
        TinyRewards.in(folder, rounds, reward, fit);
        Path loop = folder.resolve("loops/tiny.loop.yaml");
        Files.writeString(loop, Files.readString(loop).replace("steps: 200", "steps: 80"));
    }

    private RoundReport run() throws InterruptedException {
        try (Project project = open()) {
            RunHandle run = project.start(RunRequest.of(project.file().defaults()), RunListener.NONE);
            assertThat(run.await().status()).isEqualTo(RunHandle.Status.FINISHED);
            return report(project);
        }
    }

    private static RoundReport report(Project project) {
        return project.rounds().report(project.runs().getFirst().header().id());
    }

    private Project open() {
        return Project.open(
                folder,
                LocalEngine.models(),
                List.of(),
                () -> new JobTrainer(new DjlMovingModels(LocalEngine.models().device())));
    }
}
