package org.loopwright.train.objective;

/// Functions that keep their precision where the plain formulas lose it, and checks of ranges.
final class Numbers {
    private Numbers() {}

    /// `1 / (1 + exp(-x))`.
    static double sigmoid(double x) {
        return x >= 0 ? 1 / (1 + Math.exp(-x)) : Math.exp(x) / (1 + Math.exp(x));
    }

    /// `log(sigmoid(x))`.
    static double logSigmoid(double x) {
        return x >= 0 ? -Math.log1p(Math.exp(-x)) : x - Math.log1p(Math.exp(x));
    }

    /// `log(1 - exp(x))` for x below 0.
    static double log1mExp(double x) {
        return x > -Math.log(2) ? Math.log(-Math.expm1(x)) : Math.log1p(-Math.exp(x));
    }

    /// `value`, if it is in `[low, high]`.
    ///
    /// @throws IllegalArgumentException when it is not
    static double within(String name, double value, double low, double high) {
        if (!(value >= low && value <= high)) {
            throw new IllegalArgumentException(name + " " + value + " is outside [" + low + ", " + high + "]");
        }
        return value;
    }

    /// `value`, if it is above 0.
    ///
    /// @throws IllegalArgumentException when it is not
    static double positive(String name, double value) {
        if (!(value > 0 && value < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(name + " " + value + " is not above 0");
        }
        return value;
    }
}
