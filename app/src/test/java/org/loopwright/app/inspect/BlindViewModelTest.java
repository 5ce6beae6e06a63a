package org.loopwright.app.inspect;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.loopwright.app.inspect.BlindViewModel.Choice;
import org.loopwright.app.testing.FakeSession;
import org.loopwright.app.work.Background;
import org.loopwright.store.Annotation;
import org.loopwright.store.RunSummary;

class BlindViewModelTest {
    private final FakeSession session = FakeSession.sample(1);
    private final RunSummary first = session.run(new UUID(7, 1)).orElseThrow();
    private final RunSummary second = session.run(new UUID(7, 2)).orElseThrow();
    private final BlindViewModel model = new BlindViewModel(
            new Background(Runnable::run, Runnable::run, failure -> {
                throw new AssertionError(failure.message());
            }),
            new Random(4));

    @Test
    void aChoiceCountsForTheRunWhoseAnswerItIsWhicheverSideItStandsOn() {
        model.offer(session, first);
        assertThat(model.others()).contains(second).doesNotContain(first);
        model.compare(second);
        int pairs = model.tallyProperty().get().left();
        assertThat(pairs).isGreaterThan(5);

        int swaps = 0;
        for (int i = 0; i < 6; i++) {
            boolean swapped = pair().swapped();
            swaps += swapped ? 1 : 0;
            model.choose(swapped ? Choice.RIGHT : Choice.LEFT);
        }
        model.choose(Choice.TIE);

        BlindViewModel.Tally tally = model.tallyProperty().get();
        assertThat(swaps).as("both sides occur").isBetween(1, 5);
        assertThat(tally.first()).isEqualTo(6);
        assertThat(tally.second()).isZero();
        assertThat(tally.ties()).isEqualTo(1);
        assertThat(tally.left()).isEqualTo(pairs - 7);
        assertThat(tally.alpha()).as("one rater agrees with nobody").isNaN();
    }

    @Test
    void agreementIsComputedOverTheItemsThatTwoRated() {
        model.offer(session, first);
        model.compare(second);
        for (int i = 0; i < 8; i++) {
            BlindViewModel.Pair pair = pair();
            String other = i == 0 ? "second" : i % 2 == 0 ? "first" : "second";
            session.finding()
                    .annotate(new Annotation(
                            UUID.randomUUID(),
                            first.header().id(),
                            pair.item().id(),
                            null,
                            "somebody else",
                            Annotation.Kind.TAG,
                            "ab:" + second.header().id() + ":" + other,
                            Instant.now()));
            boolean forFirst = i % 2 == 0;
            model.choose(forFirst == pair.swapped() ? Choice.RIGHT : Choice.LEFT);
        }
        assertThat(model.tallyProperty().get().ratings()).hasSize(2);
        assertThat(model.tallyProperty().get().alpha()).isGreaterThan(0.5).isLessThan(1);
    }

    private BlindViewModel.Pair pair() {
        return Objects.requireNonNull(model.pairProperty().get());
    }
}
