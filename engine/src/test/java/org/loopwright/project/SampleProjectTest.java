package org.loopwright.project;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.loopwright.measure.ItemTurn;
import org.loopwright.model.djl.DjlModels;
import org.loopwright.run.RunHandle;
import org.loopwright.run.RunListener;
import org.loopwright.store.RunSummary;
import org.loopwright.task.Split;
import org.loopwright.testing.SampleFolder;

/// The shipped sample is whole, and its loops do what its README says, on the shipped model.
@Timeout(120)
class SampleProjectTest {
    private static final long MOST_BYTES = 8L << 20;

    @TempDir
    private Path folder;

    private DjlModels models;
    private Project project;

    @BeforeEach
    void open() throws IOException {
        models = DjlModels.onCpu(2);
        project = Project.open(SampleFolder.copyTo(folder.resolve("project")), models);
    }

    @AfterEach
    void close() {
        project.close();
        models.close();
    }

    @Test
    void everyLoopIsFreeOfProblems() {
        assertThat(project.loops())
                .hasSizeGreaterThanOrEqualTo(6)
                .allSatisfy(loop ->
                        assertThat(loop.parse().problems()).as(loop.fileName()).isEmpty());
    }

    @Test
    void theDefaultDatasetIsDevAndNoProblemIsInTwoSplits() {
        assertThat(project.dataset(project.file().defaults().dataset()).split()).isEqualTo(Split.DEV);
        Set<String> seen = new HashSet<>();
        for (ProjectFile.DatasetRef ref : project.datasets()) {
            project.dataset(ref.id())
                    .items()
                    .forEach(item -> assertThat(seen.add(item.contentHash()))
                            .as(item.id())
                            .isTrue());
        }
        assertThat(seen).hasSizeGreaterThanOrEqualTo(2000);
    }

    @Test
    void theShippedWeightsAreSmall() throws IOException {
        try (Stream<Path> files = Files.walk(project.root().resolve("models"))) {
            long bytes = files.filter(Files::isRegularFile)
                    .mapToLong(f -> f.toFile().length())
                    .sum();
            assertThat(bytes).isPositive().isLessThanOrEqualTo(MOST_BYTES);
        }
    }

    @Test
    void theLoopFixesWhatItsCheckFindsAndBreaksNextToNothing() throws InterruptedException {
        RunHandle run = run("self-check", 200);

        RunSummary summary = project.summary(run.id());
        assertThat(summary.brands()).containsExactly("labels-in-training");
        assertThat(summary.provenance()).containsExactlyInAnyOrder("given", "intrinsic");
        List<ItemTurn> turns = project.store().itemTurns(run.id(), "integer");
        double draft = accuracy(turns, 0);
        double last = accuracy(turns, 1);
        assertThat(draft).isBetween(0.3, 0.85);
        assertThat(last - draft).isGreaterThan(0.2);
    }

    @Test
    void regradingNeedsNoModelAndKeepsTheOldGrades() throws InterruptedException {
        RunHandle run = run("self-check", 20);
        List<ItemTurn> before = project.store().itemTurns(run.id(), "integer");

        int graded = project.regrade(run.id(), "exact");

        assertThat(graded).isEqualTo(before.size());
        assertThat(project.store().itemTurns(run.id(), "exact")).hasSameSizeAs(before);
        assertThat(project.store().itemTurns(run.id(), "integer")).isEqualTo(before);
    }

    @Test
    void aTraceShowsThePromptsAndFollowsFromTheJournal() throws InterruptedException {
        RunHandle run = run("self-check", 5);
        String item = project.dataset("dev").items().getFirst().id();

        ItemTrace trace = project.trace(run.id(), item, "integer");

        assertThat(trace.replay().difference()).isNull();
        assertThat(trace.replay()
                        .steps()
                        .getFirst()
                        .prompts()
                        .getFirst()
                        .messages()
                        .getFirst()
                        .text())
                .matches("\\d+\\*\\d+");
        assertThat(trace.replay().grades()).containsKey(0);
    }

    @Test
    void everyControlRuns() throws InterruptedException {
        for (LoopFile loop : project.loops()) {
            RunHandle run = run(loop.name(), 8);
            assertThat(project.summary(run.id()).itemsFailed()).as(loop.name()).isZero();
            assertThat(project.store().itemTurns(run.id(), "integer"))
                    .as(loop.name())
                    .isNotEmpty();
        }
    }

    private RunHandle run(String loop, int items) throws InterruptedException {
        RunRequest request =
                RunRequest.of(project.file().defaults()).withLoop(loop).withItems(items);
        RunHandle run = project.start(request, RunListener.NONE);
        assertThat(run.await().status()).isEqualTo(RunHandle.Status.FINISHED);
        return run;
    }

    private static double accuracy(List<ItemTurn> turns, int turn) {
        Set<String> items = new HashSet<>();
        Set<String> right = new HashSet<>();
        for (ItemTurn row : turns) {
            items.add(row.item());
            if (row.turn() <= turn) {
                // Rows come by turn, so a later turn of the item replaces an earlier one.
                if (row.correct()) {
                    right.add(row.item());
                } else {
                    right.remove(row.item());
                }
            }
        }
        return (double) right.size() / items.size();
    }
}
