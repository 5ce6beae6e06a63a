package org.loopwright.train.objective;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.loopwright.train.Reading;
import org.loopwright.train.ScoredSequence;

/// One token's distribution in double precision: its readings, and the chain rule from their slopes to the
/// logits.
final class Distribution {
    private final double[] logProbs;

    private Distribution(double[] logProbs) {
        this.logProbs = logProbs;
    }

    static Distribution of(double[] logits) {
        double most = Arrays.stream(logits).max().orElseThrow();
        double sum = Arrays.stream(logits).map(z -> Math.exp(z - most)).sum();
        return new Distribution(
                Arrays.stream(logits).map(z -> z - most - Math.log(sum)).toArray());
    }

    private double p(int v) {
        return Math.exp(logProbs[v]);
    }

    private IntStream vocabulary() {
        return IntStream.range(0, logProbs.length);
    }

    double reading(Reading reading, int target, Distribution teacher) {
        return switch (reading) {
            case LOG_PROB -> logProbs[target];
            case MEAN_LOG_PROB -> Arrays.stream(logProbs).average().orElseThrow();
            case ENTROPY, WATCHED_ENTROPY ->
                vocabulary().mapToDouble(v -> -p(v) * logProbs[v]).sum();
            case FORWARD_KL ->
                vocabulary()
                        .mapToDouble(v -> teacher.p(v) * (teacher.logProbs[v] - logProbs[v]))
                        .sum();
            case REVERSE_KL ->
                vocabulary()
                        .mapToDouble(v -> p(v) * (logProbs[v] - teacher.logProbs[v]))
                        .sum();
            case VALUE -> throw new IllegalArgumentException("a value is no reading of a distribution");
        };
    }

    /// The slopes by the logits that follow from a sequence's slopes by its readings.
    double[] slopes(ScoredSequence sequence, int token, int target, Distribution teacher) {
        double byTarget = sequence.slopes(Reading.LOG_PROB)[token];
        double byMean = sequence.slopes(Reading.MEAN_LOG_PROB)[token];
        double byForward = sequence.slopes(Reading.FORWARD_KL)[token];
        double byReverse = sequence.slopes(Reading.REVERSE_KL)[token];
        double reverse = reading(Reading.REVERSE_KL, target, teacher);
        return vocabulary()
                .mapToDouble(v -> byTarget * ((v == target ? 1 : 0) - p(v))
                        + byMean * (1.0 / logProbs.length - p(v))
                        + byForward * (p(v) - teacher.p(v))
                        + byReverse * p(v) * (logProbs[v] - teacher.logProbs[v] - reverse))
                .toArray();
    }
}
