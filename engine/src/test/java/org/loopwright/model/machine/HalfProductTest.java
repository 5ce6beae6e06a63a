package org.loopwright.model.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Products against sums in double precision of the same rounded numbers.
class HalfProductTest {
    private static final int OUTPUTS = 96;
    private static final float UNTOUCHED = -12345;

    @ParameterizedTest
    @CsvSource({"1, 32", "1, 576", "2, 64", "8, 64", "9, 96", "20, 64", "33, 64", "70, 160"})
    void isTheSumOfProducts(int rows, int columns) {
        Random random = new Random(rows * 1000L + columns);
        int whole = rows == 1 ? 1 : (rows + HalfProduct.BLOCK - 1) / HalfProduct.BLOCK * HalfProduct.BLOCK;
        try (Arena arena = Arena.ofConfined()) {
            HalfProduct product = HalfProduct.of(columns, 2, arena).orElse(null);
            assumeTrue(product != null, "SKIPPED: this processor has no products of bfloat16 pairs");
            MemorySegment x = arena.allocate(2L * whole * columns, 64);
            MemorySegment matrix = arena.allocate(2L * OUTPUTS * columns, 64);
            MemorySegment y = arena.allocate(4L * whole * OUTPUTS + 4, 64);
            y.set(ValueLayout.JAVA_FLOAT, 4L * whole * OUTPUTS, UNTOUCHED);
            float[][] a = numbers(random, rows, columns);
            float[][] w = numbers(random, OUTPUTS, columns);
            for (int r = 0; r < rows; r++) {
                for (int k = 0; k < columns; k++) {
                    x.setAtIndex(ValueLayout.JAVA_SHORT, (long) r * columns + k, bits(a[r][k]));
                }
            }
            for (int n = 0; n < OUTPUTS; n++) {
                for (int k = 0; k < columns; k++) {
                    int pair = n / HalfProduct.WIDTH * columns / 2 + k / 2;
                    int place = (pair * HalfProduct.WIDTH + n % HalfProduct.WIDTH) * 2 + k % 2;
                    matrix.set(ValueLayout.JAVA_SHORT, 2L * place, bits(w[n][k]));
                }
            }

            product.times(1, x.address(), rows, matrix.address(), OUTPUTS, y.address(), 4L * OUTPUTS);

            for (int r = 0; r < rows; r++) {
                for (int n = 0; n < OUTPUTS; n++) {
                    double sum = 0;
                    for (int k = 0; k < columns; k++) {
                        sum += (double) a[r][k] * w[n][k];
                    }
                    assertThat((double) y.getAtIndex(ValueLayout.JAVA_FLOAT, (long) r * OUTPUTS + n))
                            .as("row %d, output %d", r, n)
                            .isCloseTo(sum, within(1e-4));
                }
            }
            assertThat(y.get(ValueLayout.JAVA_FLOAT, 4L * whole * OUTPUTS)).isEqualTo(UNTOUCHED);
        }
    }

    @Test
    void columnsComeInWholeStretches() {
        try (Arena arena = Arena.ofConfined()) {
            assertThatThrownBy(() -> HalfProduct.of(40, 1, arena)).hasMessage("40 columns are no multiple of 32");
        }
    }

    /// Normal numbers that bfloat16 holds.
    private static float[][] numbers(Random random, int rows, int columns) {
        float[][] numbers = new float[rows][columns];
        for (float[] row : numbers) {
            for (int i = 0; i < columns; i++) {
                row[i] = Float.intBitsToFloat(Float.floatToIntBits((float) random.nextGaussian()) & 0xffff0000);
            }
        }
        return numbers;
    }

    private static short bits(float x) {
        return (short) (Float.floatToIntBits(x) >>> 16);
    }
}
