package org.loopwright.model.djl;

import org.loopwright.model.files.ModelConfig;

/// Cosines and sines of the rotary positions, both `(context, headSize)`, row-major.
///
/// The kernels rotate by `x * cos + swapHalves(x) * sin`; the minus sign of the rotation's first half
/// is in `sin`.
final class RotaryTable {
    private final float[] cos;
    private final float[] sin;

    private RotaryTable(int size) {
        cos = new float[size];
        sin = new float[size];
    }

    static RotaryTable of(ModelConfig config) {
        int width = config.headSize();
        RotaryTable table = new RotaryTable(config.contextLength() * width);
        for (int position = 0; position < config.contextLength(); position++) {
            for (int i = 0; i < width; i++) {
                table.set(position * width + i, angle(config, position, i), i < width / 2);
            }
        }
        return table;
    }

    private static double angle(ModelConfig config, int position, int i) {
        int width = config.headSize();
        return position * config.rotary().frequency(i % (width / 2), width);
    }

    private void set(int index, double angle, boolean negated) {
        cos[index] = (float) Math.cos(angle);
        sin[index] = (float) (negated ? -Math.sin(angle) : Math.sin(angle));
    }

    /// The cosines; not a copy.
    float[] cos() {
        return cos;
    }

    /// The sines, the first half of each row negated; not a copy.
    float[] sin() {
        return sin;
    }
}
