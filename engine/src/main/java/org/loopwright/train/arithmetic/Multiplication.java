package org.loopwright.train.arithmetic;

import java.util.Locale;

/// One problem: a number of two or three digits times one of one or two.
///
/// @param first in [10, 999]
/// @param second in [2, 99]
record Multiplication(int first, int second) {
    /// Digits of an answer, leading zeros included.
    static final int ANSWER_DIGITS = 5;

    Multiplication {
        if (first < 10 || first > 999 || second < 2 || second > 99) {
            throw new IllegalArgumentException(first + "*" + second + " is outside [10, 999]*[2, 99]");
        }
    }

    /// The text that the model reads, `473*68` or `023*07`.
    String question() {
        return String.format(Locale.ROOT, "%03d*%02d", first, second);
    }

    /// The text that it should write, `32164` or `00161`.
    String answer() {
        return fixedWidth(first * second);
    }

    static String fixedWidth(int product) {
        return String.format(Locale.ROOT, "%0" + ANSWER_DIGITS + "d", product);
    }

    /// Digits times digits, `3x2`.
    String cluster() {
        return digits(first) + "x" + digits(second);
    }

    private static int digits(int number) {
        return Integer.toString(number).length();
    }

    Split split() {
        return Split.of(first, second);
    }

    /// True when `draft` has the shape of an answer.
    static boolean isAnswer(String draft) {
        return draft.length() == ANSWER_DIGITS && draft.chars().allMatch(c -> c >= '0' && c <= '9');
    }
}
