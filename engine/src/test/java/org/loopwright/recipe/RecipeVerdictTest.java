package org.loopwright.recipe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class RecipeVerdictTest {
    @Test
    void theIntervalIsStudentsOverSeeds() {
        SeedInterval interval = SeedInterval.of(new double[] {0.10, 0.14, 0.12}, 0.95);

        // 4.302653 is the 97.5 % quantile of t with 2 degrees of freedom, 0.02 the deviation.
        assertThat(interval.mean()).isEqualTo(0.12, within(1e-12));
        assertThat(interval.high() - interval.mean()).isEqualTo(4.302653 * 0.02 / Math.sqrt(3), within(1e-6));
        assertThat(interval.n()).isEqualTo(3);
    }

    @Test
    void oneSeedSaysNothingOfOthers() {
        assertThat(SeedInterval.of(new double[] {0.3}, 0.95).low()).isEqualTo(Double.NEGATIVE_INFINITY);
        assertThat(RecipeVerdict.of(new double[] {0.3}, 0, 0.03)).isEqualTo(RecipeVerdict.INCONCLUSIVE);
    }

    @Test
    void aContrastIsMetNullContraryOrOpen() {
        assertThat(RecipeVerdict.of(new double[] {0.10, 0.14, 0.12}, 0, 0.03)).isEqualTo(RecipeVerdict.MET);
        assertThat(RecipeVerdict.of(new double[] {0.001, -0.002, 0.001}, 0, 0.03))
                .isEqualTo(RecipeVerdict.NULL);
        assertThat(RecipeVerdict.of(new double[] {-0.10, -0.14, -0.12}, 0, 0.03))
                .isEqualTo(RecipeVerdict.CONTRARY);
        assertThat(RecipeVerdict.of(new double[] {0.3, -0.2, 0.1}, 0, 0.03)).isEqualTo(RecipeVerdict.INCONCLUSIVE);
        assertThat(RecipeVerdict.of(new double[] {0.10, 0.14, 0.12}, 0.2, 0.03)).isEqualTo(RecipeVerdict.INCONCLUSIVE);
    }

    @Test
    void aBarNeedsAllOfItsContrasts() {
        assertThat(RecipeVerdict.of(List.of(RecipeVerdict.MET, RecipeVerdict.MET)))
                .isEqualTo(RecipeVerdict.MET);
        assertThat(RecipeVerdict.of(List.of(RecipeVerdict.MET, RecipeVerdict.NULL)))
                .isEqualTo(RecipeVerdict.NULL);
        assertThat(RecipeVerdict.of(List.of(RecipeVerdict.NULL, RecipeVerdict.INCONCLUSIVE)))
                .isEqualTo(RecipeVerdict.INCONCLUSIVE);
        assertThat(RecipeVerdict.of(List.of(RecipeVerdict.MET, RecipeVerdict.CONTRARY)))
                .isEqualTo(RecipeVerdict.CONTRARY);
    }
}
