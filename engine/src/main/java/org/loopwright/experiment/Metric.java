package org.loopwright.experiment;

import java.util.Arrays;
import java.util.Optional;
import org.loopwright.measure.Trajectory;

/// What a primary contrast compares. Closed set.
public enum Metric {
    /// The share of right last answers.
    ACCURACY("accuracy"),
    /// The share of right last answers less that of first answers: compared only on equal drafts.
    GAIN("gain");

    private final String word;

    Metric(String word) {
        this.word = word;
    }

    /// As files say it.
    public String word() {
        return word;
    }

    /// What one attempt is worth: 0 or 1, or from -1 to 1 for a gain.
    double of(Trajectory attempt) {
        double last = attempt.right(Integer.MAX_VALUE);
        return this == ACCURACY ? last : last - attempt.right(0);
    }

    /// The metric that files call so, or empty.
    public static Optional<Metric> named(String word) {
        return Arrays.stream(values())
                .filter(metric -> metric.word.equals(word))
                .findFirst();
    }
}
