package org.loopwright.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.loopwright.project.Project;
import org.loopwright.project.ProjectException;
import org.loopwright.project.RunRequest;
import org.loopwright.project.RunVariant;
import org.loopwright.run.RunHandle;
import org.loopwright.run.RunListener;
import org.loopwright.testing.SampleFolder;
import org.loopwright.testing.SlippingStudents;

/// The queue of a project, shared, paused, and left behind by a kill.
@Timeout(120)
class RunQueueTest {
    @TempDir
    private Path folder;

    private Project project;
    private RunQueue queue;

    @BeforeEach
    void open() throws IOException {
        project = Project.open(
                SampleFolder.copyTo(folder.resolve("project")), new SlippingStudents(Duration.ofMillis(5)));
        queue = new RunQueue(project);
    }

    @AfterEach
    void close() {
        project.close();
    }

    private RunVariant variant(long seed) {
        return RunVariant.of(RunRequest.of(project.file().defaults())
                .withItems(20)
                .withSeed(seed)
                .withParallelism(2));
    }

    private static QueueWorker worker(Project project, RunQueue queue) {
        return new QueueWorker(project, queue, QueueWorker.Watcher.NONE);
    }

    private List<QueueEntry.State> states() {
        return queue.places().stream().map(RunQueue.Place::state).toList();
    }

    @Test
    void runsInItsOrderWhichCanBeChanged() throws InterruptedException {
        QueueEntry first = queue.add("first", variant(1));
        QueueEntry second = queue.add("second", variant(2));
        QueueEntry third = queue.add("third", variant(3));
        queue.move(third.id(), 0);
        queue.cancel(second.id());
        List<UUID> begun = new ArrayList<>();

        new QueueWorker(project, queue, entry -> {
                    begun.add(entry.id());
                    return RunListener.NONE;
                })
                .runAll();

        assertThat(begun).containsExactly(third.id(), first.id());
        assertThat(states()).containsExactly(QueueEntry.State.DONE, QueueEntry.State.DONE, QueueEntry.State.CANCELLED);
        queue.clearEnded();
        assertThat(queue.places()).isEmpty();
    }

    @Test
    void twoWindowsShareItAndNothingRunsTwice() throws Exception {
        for (int seed = 1; seed <= 6; seed++) {
            queue.add("seed " + seed, variant(seed));
        }
        try (Project window = Project.open(project.root(), new SlippingStudents(Duration.ofMillis(5)));
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Integer> one = threads.submit(() -> worker(project, queue).runAll());
            Future<Integer> other =
                    threads.submit(() -> worker(window, new RunQueue(window)).runAll());
            assertThat(one.get() + other.get()).isEqualTo(6);
        }
        assertThat(states()).containsOnly(QueueEntry.State.DONE);
        assertThat(queue.places())
                .allSatisfy(place -> assertThat(place.entry().failure()).isEmpty());
        assertThat(project.runs()).hasSize(6);
    }

    @Test
    void whatWasLeftBehindGoesOnAndIsNotBegunAnew() throws InterruptedException {
        QueueEntry entry = queue.add("killed", variant(1));
        RunHandle killed = project.variants()
                .start(entry.id(), org.loopwright.journal.RunHeader.Kind.MAIN, entry.variant(), RunListener.NONE);
        killed.cancel("kill");
        killed.await();
        assertThat(states()).containsExactly(QueueEntry.State.INTERRUPTED);

        try (Project restarted = Project.open(project.root(), new SlippingStudents())) {
            assertThat(worker(restarted, new RunQueue(restarted)).runAll()).isEqualTo(1);
        }

        assertThat(states()).containsExactly(QueueEntry.State.DONE);
        assertThat(project.runs()).hasSize(1);
    }

    @Test
    void aPauseHoldsWhatRunsAndACancelStopsIt() throws Exception {
        QueueEntry entry =
                queue.add("long", variant(1).withRequest(variant(1).request().withItems(0)));
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Integer> ran = threads.submit(() -> worker(project, queue).runAll());
            await(QueueEntry.State.RUNNING);
            queue.pause();
            Thread.sleep(700);
            int done = project.summary(entry.id()).itemsDone();
            Thread.sleep(300);
            assertThat(project.summary(entry.id()).itemsDone()).isEqualTo(done);
            queue.resume();
            queue.cancel(entry.id());
            assertThat(ran.get()).isZero();
        }
        assertThat(states()).containsExactly(QueueEntry.State.CANCELLED);
        assertThat(project.summary(entry.id()).itemsDone()).isLessThan(1000);
    }

    private void await(QueueEntry.State state) throws InterruptedException {
        while (!states().contains(state)) {
            Thread.sleep(20);
        }
    }

    @Test
    void whatCannotRunSaysWhyAndTheNextRuns() throws InterruptedException {
        queue.add("lost", variant(1).withRequest(variant(1).request().withLoop("lost")));
        queue.add("good", variant(1));

        worker(project, queue).runAll();

        assertThat(states()).containsExactly(QueueEntry.State.FAILED, QueueEntry.State.DONE);
        assertThat(queue.places().getFirst().entry().failure()).contains("no loop `lost`");
    }

    @Test
    void aDamagedFileIsAClearError() throws IOException {
        queue.add("one", variant(1));
        Files.writeString(project.root().resolve("runs/queue.json"), "{\"entries\": [{");

        assertThatThrownBy(() -> queue.places())
                .isInstanceOf(ProjectException.class)
                .hasMessageContaining("queue.json is damaged");
    }
}
