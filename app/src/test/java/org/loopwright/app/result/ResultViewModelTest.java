package org.loopwright.app.result;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.loopwright.app.session.RunOrder;
import org.loopwright.app.testing.FakeSession;
import org.loopwright.app.testing.HandPulse;
import org.loopwright.app.work.Background;
import org.loopwright.run.RunHandle;
import org.loopwright.run.RunListener;
import org.loopwright.store.RunSummary;

class ResultViewModelTest {
    private final FakeSession session = FakeSession.sample(20);
    private final HandPulse pulse = new HandPulse();
    private final ResultViewModel model = new ResultViewModel(
            new Background(Runnable::run, Runnable::run, failure -> {
                throw new AssertionError(failure.message());
            }),
            pulse);

    @Test
    void aRunThatGoesOnIsReadAgainUntilItEnds() throws InterruptedException {
        RunHandle run = session.start(
                new RunOrder("self-check.loop.yaml", Map.of("student", "counter-3M"), "sums", 24, 5), RunListener.NONE);
        model.show(session, run.id());
        assertThat(shown().run().status()).isEqualTo(RunSummary.Status.RUNNING);
        assertThat(pulse.isWatched()).isTrue();

        run.await();
        pulse.beat();
        assertThat(shown().run().status()).as("not at every pulse").isEqualTo(RunSummary.Status.RUNNING);
        for (int i = 0; i < 13_000 && pulse.isWatched(); i++) {
            pulse.beat();
        }
        assertThat(shown().run().status()).isEqualTo(RunSummary.Status.FINISHED);
        assertThat(shown().figures().items()).isEqualTo(24);
        assertThat(pulse.isWatched()).as("a run that ended is left alone").isFalse();
    }

    private ResultViewModel.Result shown() {
        return Objects.requireNonNull(model.resultProperty().get());
    }
}
