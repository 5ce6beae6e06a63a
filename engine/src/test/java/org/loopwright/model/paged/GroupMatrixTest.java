package org.loopwright.model.paged;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.lang.foreign.Arena;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Machine code for weights of 4 and 8 bits against the same products by Java's vectors.
class GroupMatrixTest {
    @ParameterizedTest
    @CsvSource({"true, 64, 32", "true, 100, 96", "true, 576, 576", "false, 64, 32", "false, 100, 96", "false, 320, 576"
    })
    void isWhatJavasVectorsGive(boolean four, int rows, int columns) {
        Random random = new Random(5);
        float[] weights = new float[rows * columns + 7];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = (float) random.nextGaussian();
        }
        float[] x = new float[columns];
        for (int i = 0; i < columns; i++) {
            x[i] = (float) random.nextGaussian() * (1 + Math.floorDiv(i, 32));
        }
        try (Arena arena = Arena.ofConfined()) {
            Optional<VectorMatrix> coded = GroupMatrix.of(four, weights, 7, rows, columns, arena);
            assumeTrue(coded.isPresent(), "SKIPPED: this processor has no products of bytes");
            VectorMatrix plain =
                    four ? new NibbleMatrix(weights, 7, rows, columns) : new ByteMatrix(weights, 7, rows, columns);
            float[] expected = new float[plain.paddedRows()];
            float[] actual = new float[coded.get().paddedRows()];
            // In 8 bits Java keeps the vector in single precision.
            plain.times(four ? x : rounded(x), expected);
            coded.get().times(x, actual);

            double size = 0;
            for (float each : x) {
                size += each * each;
            }
            double tolerance = 2e-5 * Math.sqrt(size);
            for (int row = 0; row < rows; row++) {
                assertThat(actual[row]).as("row %d", row).isCloseTo(expected[row], within((float) tolerance));
            }
        }
    }

    /// As bytes in groups of 32 with a scale each would have it.
    private static float[] rounded(float[] x) {
        float[] out = new float[x.length];
        for (int group = 0; group < x.length; group += 32) {
            float most = 0;
            for (int i = group; i < group + 32; i++) {
                most = Math.max(most, Math.abs(x[i]));
            }
            for (int i = group; i < group + 32; i++) {
                out[i] = Math.round(x[i] * (127 / most)) * (most / 127);
            }
        }
        return out;
    }
}
