package org.loopwright.app.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.loopwright.app.session.ExitId;
import org.loopwright.app.session.LiveCounts;
import org.loopwright.app.session.RunOrder;
import org.loopwright.app.testing.FakeSession;
import org.loopwright.app.testing.HandPulse;
import org.loopwright.app.work.Background;
import org.loopwright.app.work.Failure;
import org.loopwright.run.RunHandle;

class LiveRunViewModelTest {
    private final FakeSession session = FakeSession.sample(1);
    private final HandPulse pulse = new HandPulse();
    private final List<Failure> failures = new ArrayList<>();
    private final List<UUID> ended = new ArrayList<>();
    private final LiveRunViewModel model =
            new LiveRunViewModel(new Background(Runnable::run, Runnable::run, failures::add), pulse);

    private void start(int items) {
        model.onEnded(ended::add);
        model.start(
                session, new RunOrder("self-check.loop.yaml", Map.of("student", "counter-3M"), "sums", items, 0), "x");
    }

    private void beatUntil(BooleanSupplier condition) throws InterruptedException {
        for (int i = 0; i < 5000 && !condition.getAsBoolean(); i++) {
            pulse.beat();
            Thread.sleep(1);
        }
        assertThat(condition.getAsBoolean()).isTrue();
    }

    @Test
    void aRunIsWatchedUntilItEnds() throws InterruptedException {
        start(20);
        assertThat(model.isBusy()).isTrue();
        beatUntil(() -> !model.isBusy());
        LiveRun run = model.stateProperty().get();
        assertThat(run.phase()).isEqualTo(LiveRun.Phase.ENDED);
        assertThat(run.finished()).isEqualTo(20);
        assertThat(run.right()).isBetween(1, 20);
        assertThat(ended).hasSize(1);
        assertThat(pulse.isWatched()).isFalse();
    }

    @Test
    void exitsAreCountedAndNodesAreEmptyInTheEnd() throws InterruptedException {
        start(20);
        beatUntil(() -> !model.isBusy());
        LiveCounts counts = model.countsProperty().get();
        assertThat(counts.taken()).containsEntry(new ExitId("draft", "next"), 20L);
        assertThat(counts.inNode()).isEmpty();
    }

    @Test
    void aPausedRunWaitsAndGoesOn() throws InterruptedException {
        start(60);
        model.pause();
        beatUntil(() -> model.stateProperty().get().phase() == LiveRun.Phase.PAUSED);
        model.unpause();
        beatUntil(() -> !model.isBusy());
        assertThat(model.stateProperty().get().finished()).isEqualTo(60);
    }

    @Test
    void closingStopsTheRunAndWaitsForIt() {
        start(120);
        model.cancelAndWait(Duration.ofSeconds(5));
        pulse.beat();
        RunHandle.Progress progress = model.stateProperty().get().progress();
        assertThat(progress == null ? null : progress.status()).isEqualTo(RunHandle.Status.CANCELLED);
    }

    @Test
    void aRunThatCantStartIsOneClearMessage() {
        session.failStarts();
        start(20);
        assertThat(failures).singleElement().satisfies(failure -> {
            assertThat(failure.what()).contains("Starting");
            assertThat(failure.message()).contains("disk").contains("free some space");
        });
        assertThat(model.stateProperty().get().phase()).isEqualTo(LiveRun.Phase.IDLE);
    }

    @Test
    void aSecondRunDoesNotStartBesideTheFirst() {
        start(120);
        UUID first = model.running();
        start(120);
        assertThat(model.running()).isEqualTo(first);
        model.cancelAndWait(Duration.ofSeconds(5));
    }
}
