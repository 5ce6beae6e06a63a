package org.loopwright.train.arithmetic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.junit.jupiter.api.Test;

class CheckTraceTest {
    private static final Multiplication PROBLEM = new Multiplication(473, 68);

    @Test
    void findsTheLowestWrongPlace() {
        assertThat(CheckTrace.check(PROBLEM, "32154"))
                .isEqualTo("u3824244=x785658y483237t3618188165nh7642437111=k4624283122=m233=nt");
    }

    @Test
    void acceptsTheRightAnswer() {
        assertThat(CheckTrace.check(PROBLEM, "32164"))
                .isEqualTo("u3824244=x785658y483237t3618188166=h7642437111=k4624283122=m233=y");
    }

    @Test
    void worksWithoutADraft() {
        assertThat(CheckTrace.work(PROBLEM)).isEqualTo("u382424x785658y483237t361818816h764243711k462428312m23=32164");
    }

    @Test
    void refusesADraftOfAnotherShape() {
        assertThatThrownBy(() -> CheckTrace.check(PROBLEM, "3216")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void computesEveryProductAndSeesEveryMistake() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int i = 0; i < 2000; i++) {
            Multiplication problem = ProblemMix.USUAL.draw(Split.TRAIN, random);
            String draft = DraftCorruption.of(problem, random);
            assertThat(CheckTrace.check(problem, problem.answer()))
                    .as("seed " + seed)
                    .endsWith("y");
            assertThat(CheckTrace.check(problem, draft).endsWith("y"))
                    .as("seed " + seed + " " + problem + " " + draft)
                    .isEqualTo(draft.equals(problem.answer()));
            assertThat(Multiplication.isAnswer(draft)).isTrue();
        }
    }
}
