package org.loopwright.train;

import java.util.EnumMap;
import java.util.Map;
import org.loopwright.model.TokenIds;

/// One sequence with what the model says of its tokens, and the slope of the loss by each of these numbers,
/// which an objective adds up. All arrays have one entry per token; of a [Reading] that predicts the token
/// the first entry means nothing. For one thread.
public final class ScoredSequence {
    private final TokenIds ids;
    private final Map<Reading, double[]> readings;
    private final Map<Reading, double[]> slopes;
    private final double[] reference;
    private final double[] old;

    /// @param readings not copied
    /// @param reference log-probabilities under the reference model; empty when there is none
    /// @param old log-probabilities under the policy that sampled the sequence; empty when unknown
    public ScoredSequence(TokenIds ids, Map<Reading, double[]> readings, double[] reference, double[] old) {
        this(ids, readings, new EnumMap<>(Reading.class), reference, old);
    }

    private ScoredSequence(
            TokenIds ids,
            Map<Reading, double[]> readings,
            Map<Reading, double[]> slopes,
            double[] reference,
            double[] old) {
        this.ids = ids;
        this.readings = readings;
        this.slopes = slopes;
        this.reference = reference;
        this.old = old;
    }

    /// The same sequence, slopes shared, beside what other models said of it; arrays are not copied.
    public ScoredSequence beside(double[] reference, double[] old) {
        return new ScoredSequence(ids, readings, slopes, reference, old);
    }

    /// The model's numbers for all tokens; not a copy.
    ///
    /// @throws IllegalStateException when the objective didn't say that it reads them
    public double[] values(Reading reading) {
        double[] values = readings.get(reading);
        if (values == null) {
            throw new IllegalStateException(reading + " was not asked for");
        }
        return values;
    }

    /// Whether the model was asked for these numbers.
    public boolean has(Reading reading) {
        return readings.containsKey(reading);
    }

    /// Whether the policy that sampled the tokens is known.
    public boolean hasOld() {
        return old.length > 0;
    }

    /// Count of tokens.
    public int size() {
        return ids.size();
    }

    /// The tokens.
    public TokenIds ids() {
        return ids;
    }

    /// The model's number for a token.
    ///
    /// @throws IllegalStateException when the objective didn't say that it reads it
    public double get(Reading reading, int token) {
        return values(reading)[token];
    }

    /// Log-probability of a token under the reference model.
    public double reference(int token) {
        return reference[token];
    }

    /// Log-probability of a token under the policy that sampled it.
    public double old(int token) {
        return old[token];
    }

    /// Sum of log-probabilities from token `from` to the end.
    public double logProb(int from) {
        double sum = 0;
        for (int t = from; t < size(); t++) {
            sum += get(Reading.LOG_PROB, t);
        }
        return sum;
    }

    /// Sum of the reference's log-probabilities from token `from` to the end.
    public double referenceLogProb(int from) {
        double sum = 0;
        for (int t = from; t < size(); t++) {
            sum += reference[t];
        }
        return sum;
    }

    /// Adds to the slope of the loss by one number.
    public void addSlope(Reading reading, int token, double slope) {
        slopes.computeIfAbsent(reading, _ -> new double[size()])[token] += slope;
    }

    /// Adds to the slopes by the log-probabilities from token `from` to the end.
    public void addSlopes(int from, double slope) {
        for (int t = from; t < size(); t++) {
            addSlope(Reading.LOG_PROB, t, slope);
        }
    }

    /// The slopes by the numbers of one kind; not a copy.
    public double[] slopes(Reading reading) {
        return slopes.computeIfAbsent(reading, _ -> new double[size()]);
    }
}
