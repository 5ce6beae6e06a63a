package org.loopwright.app.run;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.loopwright.app.testing.FakeSession;
import org.loopwright.app.work.Background;

class RunListViewModelTest {
    private final RunListViewModel model = new RunListViewModel(
            new Background(Runnable::run, Runnable::run, failure -> {
                throw new AssertionError(failure.message());
            }),
            () -> null);

    @Test
    void aRunThatNobodyRunsWasInterruptedAndCanGoOn() {
        model.load(FakeSession.sample(1));
        RunRow row = model.rows().getFirst();
        assertThat(row.state()).isEqualTo(RunRow.State.INTERRUPTED);
        assertThat(row.resumable()).isTrue();
        assertThat(row.items()).isEqualTo("40 of 120");
    }

    @Test
    void aFinishedRunShowsFirstAndLastAccuracy() {
        model.load(FakeSession.sample(1));
        RunRow row = model.rows().getLast();
        assertThat(row.state()).isEqualTo(RunRow.State.FINISHED);
        assertThat(row.resumable()).isFalse();
        assertThat(row.accuracy()).matches("[\\d.]+ % → [\\d.]+ %");
    }

    @Test
    void theChosenRunStaysChosenWhenTheListIsReadAgain() {
        FakeSession session = FakeSession.sample(1);
        model.load(session);
        model.chosenProperty().set(model.rows().get(1));
        model.load(session);
        assertThat(model.chosenProperty().get()).isEqualTo(model.rows().get(1));
    }
}
