package org.loopwright.app.compare;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.loopwright.app.testing.FakeSession;
import org.loopwright.app.work.Background;
import org.loopwright.app.work.Failure;
import org.loopwright.measure.Verdict;
import org.loopwright.measure.compare.Contrast;

class CompareViewModelTest {
    private final List<Failure> failures = new ArrayList<>();
    private final CompareViewModel model =
            new CompareViewModel(new Background(Runnable::run, Runnable::run, failures::add));
    private final FakeSession session = FakeSession.sample(0).withRun(4).withRun(5);

    @Test
    void twoRunsOfOneLoopAreTwoArms() {
        model.show(session, List.of(run(1), run(4)));
        CompareViewModel.Compared compared = compared();
        assertThat(compared.comparison().arms()).hasSize(2);
        assertThat(compared.primary()).isEqualTo("self-check, seed 1");
        assertThat(compared.comparison().base()).isEqualTo("self-check, seed 4");
        CompareHeadline headline = CompareHeadline.of(contrast(compared));
        assertThat(headline.title()).isEqualTo("self-check, seed 1 less self-check, seed 4");
        assertThat(headline.n()).isEqualTo("120 items");
        assertThat(headline.interval()).matches("\\[[+−0-9.]+, [+−0-9.]+]");
        assertThat(headline.smallest()).endsWith("points");
    }

    @Test
    void anotherBaseTurnsTheDifferenceRound() {
        model.show(session, List.of(run(1), run(4)));
        double before = contrast(compared()).difference().value();
        model.chooseBase("self-check, seed 1");
        assertThat(compared().primary()).isEqualTo("self-check, seed 4");
        assertThat(contrast(compared()).difference().value()).isEqualTo(-before);
    }

    @Test
    void theChosenArmStandsAtTheTopAndKeepsItsPlace() {
        model.show(session, List.of(run(1), run(4), run(5)));
        model.choosePrimary("self-check, seed 5");
        assertThat(compared().primary()).isEqualTo("self-check, seed 5");
        model.stateMargin(OptionalDouble.of(40));
        assertThat(compared().primary()).isEqualTo("self-check, seed 5");
        assertThat(contrast(compared()).finding().verdict())
                .as("a margin of forty points holds for any two of these")
                .isEqualTo(Verdict.NULL);
        assertThat(CompareHeadline.of(contrast(compared())).reading()).contains("no more than the stated margin");
    }

    @Test
    void runsOfOtherItemsAreRefusedWithTheItem() {
        model.show(session, List.of(run(1), run(2)));
        assertThat(model.comparedProperty().get()).isNull();
        assertThat(failures)
                .singleElement()
                .satisfies(failure ->
                        assertThat(failure.message()).contains("has no item").contains("60 item(s) are in both"));
    }

    private static UUID run(long seed) {
        return new UUID(7, seed);
    }

    private CompareViewModel.Compared compared() {
        CompareViewModel.Compared compared = model.comparedProperty().get();
        assertThat(failures).isEmpty();
        assertThat(compared).isNotNull();
        return java.util.Objects.requireNonNull(compared);
    }

    private static Contrast contrast(CompareViewModel.Compared compared) {
        return compared.comparison().contrast(compared.primary());
    }
}
