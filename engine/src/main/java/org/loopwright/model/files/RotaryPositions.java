package org.loopwright.model.files;

/// How rotary positions turn: pair `j` of a head of width `d` at position `p` turns by `p * f(j)`, where
/// `f(j) = theta^(-2j/d)` before scaling.
///
/// @param theta base of the frequencies, above 1
/// @param scaling how frequencies are stretched for longer contexts
public record RotaryPositions(double theta, Scaling scaling) {
    /// A way to stretch frequencies. Closed set.
    public sealed interface Scaling {}

    /// Frequencies as they are.
    public record Unscaled() implements Scaling {}

    /// All frequencies divided by a factor (`rope_type: linear`).
    ///
    /// @param factor at least 1
    public record Linear(double factor) implements Scaling {
        public Linear {
            requireFactor(factor);
        }
    }

    /// Llama 3's scaling (`rope_type: llama3`): wavelengths above `context / low` are divided by
    /// `factor`, those below `context / high` stay, those between are blended.
    ///
    /// @param factor at least 1
    /// @param low `low_freq_factor`, above 0
    /// @param high `high_freq_factor`, above `low`
    /// @param context `original_max_position_embeddings`, at least 1
    public record Llama3(double factor, double low, double high, int context) implements Scaling {
        public Llama3 {
            requireFactor(factor);
            if (!(low > 0 && high > low)) {
                throw new IllegalArgumentException(
                        "low_freq_factor " + low + " and high_freq_factor " + high + " must be above 0 and rising");
            }
            if (context < 1) {
                throw new IllegalArgumentException("original_max_position_embeddings " + context + " is below 1");
            }
        }
    }

    public RotaryPositions {
        if (!(theta > 1)) {
            throw new IllegalArgumentException("rope_theta " + theta + " is not above 1");
        }
    }

    /// Unscaled positions.
    public static RotaryPositions of(double theta) {
        return new RotaryPositions(theta, new Unscaled());
    }

    /// Radians by which pair `pair` of a head turns from one position to the next.
    ///
    /// @param pair in `[0, headSize / 2)`
    public double frequency(int pair, int headSize) {
        double plain = Math.pow(theta, -2.0 * pair / headSize);
        return switch (scaling) {
            case Unscaled() -> plain;
            case Linear(double factor) -> plain / factor;
            case Llama3 llama -> blended(plain, llama);
        };
    }

    private static double blended(double plain, Llama3 s) {
        double wavelength = 2 * Math.PI / plain;
        if (wavelength < s.context() / s.high()) {
            return plain;
        }
        if (wavelength > s.context() / s.low()) {
            return plain / s.factor();
        }
        double smooth = (s.context() / wavelength - s.low()) / (s.high() - s.low());
        return (1 - smooth) * plain / s.factor() + smooth * plain;
    }

    private static void requireFactor(double factor) {
        if (!(factor >= 1)) {
            throw new IllegalArgumentException("rope_scaling factor " + factor + " is below 1");
        }
    }
}
