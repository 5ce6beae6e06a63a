package org.loopwright.model.djl;

import org.loopwright.model.files.ModelConfig;
import org.loopwright.model.files.RotaryPositions;
import org.loopwright.model.files.SlidingWindow;

/// Cosines and sines of the rotary positions, both `(context, headSize)`, row-major; behind
/// each lies a table of the same size for the layers that look through a sliding window.
///
/// The kernels rotate by `x * cos + swapHalves(x) * sin`; the minus sign of the rotation's first half
/// is in `sin`.
public final class RotaryTable {
    private final float[] cos;
    private final float[] sin;

    private RotaryTable(int size) {
        cos = new float[size];
        sin = new float[size];
    }

    static RotaryTable of(ModelConfig config) {
        return of(config, config.contextLength());
    }

    /// The tables of the positions below `positions` only.
    public static RotaryTable of(ModelConfig config, int positions) {
        int size = positions * config.headSize();
        SlidingWindow window = config.window();
        RotaryTable table = new RotaryTable(2 * size);
        table.fill(0, config, config.rotary(), positions);
        table.fill(size, config, window == null ? config.rotary() : window.rotary(), positions);
        return table;
    }

    private void fill(int offset, ModelConfig config, RotaryPositions rotary, int positions) {
        int width = config.headSize();
        for (int i = 0; i < width; i++) {
            double frequency = rotary.frequency(i % (width / 2), width);
            for (int position = 0; position < positions; position++) {
                set(offset + position * width + i, position * frequency, i < width / 2);
            }
        }
    }

    private void set(int index, double angle, boolean negated) {
        cos[index] = (float) Math.cos(angle);
        sin[index] = (float) (negated ? -Math.sin(angle) : Math.sin(angle));
    }

    /// The cosines; not a copy.
    public float[] cos() {
        return cos;
    }

    /// The sines, the first half of each row negated; not a copy.
    public float[] sin() {
        return sin;
    }
}
