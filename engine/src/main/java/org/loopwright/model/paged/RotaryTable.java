package org.loopwright.model.paged;

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

    /// The tables of a model.
    public static RotaryTable of(ModelConfig config) {
        int size = config.contextLength() * config.headSize();
        SlidingWindow window = config.window();
        RotaryTable table = new RotaryTable(2 * size);
        table.fill(0, config, config.rotary());
        table.fill(size, config, window == null ? config.rotary() : window.rotary());
        return table;
    }

    private void fill(int offset, ModelConfig config, RotaryPositions rotary) {
        int width = config.headSize();
        for (int i = 0; i < width; i++) {
            double frequency = rotary.frequency(i % (width / 2), width);
            for (int position = 0; position < config.contextLength(); position++) {
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
