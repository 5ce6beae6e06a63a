package org.loopwright.model.paged;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;

/// The distribution that a token is drawn from, made from raw logits in steps: [#start], changes of single logits,
/// [#weigh], [#keep], [#pick]. Scratch that is used again from row to row; not thread-safe.
public final class TokenMass {
    private static final int L = Lanes.LENGTH;
    /// Numbers whose sum is kept, so that a draw need not walk through the whole vocabulary.
    private static final int CHUNK = 1024;
    /// Below this share of the likeliest token's mass, tokens are looked at only if those above don't suffice.
    private static final float LIKELY = 1e-4f;

    private final int vocabulary;
    private final float[] logits;
    private final float[] mass;
    private final double[] sums;
    private double total;

    /// @param vocabulary numbers in a row
    public TokenMass(int vocabulary) {
        this.vocabulary = vocabulary;
        int padded = (vocabulary + L - 1) / L * L;
        this.logits = new float[padded];
        this.mass = new float[padded];
        this.sums = new double[(padded + CHUNK - 1) / CHUNK];
    }

    /// Begins with a row.
    public void start(RawLogits raw) {
        System.arraycopy(raw.row(), 0, logits, 0, logits.length);
    }

    /// Divides a token's logit by `penalty` when positive, and multiplies it when negative (Keskar et al. 2019,
    /// CTRL).
    public void penalise(int id, float penalty) {
        if (id >= 0 && id < vocabulary) {
            logits[id] = logits[id] > 0 ? logits[id] / penalty : logits[id] * penalty;
        }
    }

    /// Adds to a token's logit.
    public void add(int id, float bias) {
        if (id >= 0 && id < vocabulary) {
            logits[id] += bias;
        }
    }

    /// Leaves out all tokens but these.
    public void allow(BitSet tokens) {
        for (int i = tokens.nextClearBit(0); i < vocabulary; i = tokens.nextClearBit(i + 1)) {
            logits[i] = Float.NEGATIVE_INFINITY;
        }
    }

    /// The token with the largest logit, the first of equal ones.
    public int best() {
        int best = 0;
        for (int i = 1; i < vocabulary; i++) {
            if (logits[i] > logits[best]) {
                best = i;
            }
        }
        return best;
    }

    /// Turns logits into masses: e to the power of (logit - largest) / temperature.
    ///
    /// @param temperature above 0
    public void weigh(double temperature) {
        FloatVector most = Lanes.all(Float.NEGATIVE_INFINITY);
        for (int i = 0; i < logits.length; i += L) {
            most = most.max(FloatVector.fromArray(Lanes.FLOATS, logits, i));
        }
        FloatVector max = Lanes.all(most.reduceLanes(VectorOperators.MAX));
        float factor = (float) (1 / temperature);
        total = 0;
        for (int chunk = 0; chunk < sums.length; chunk++) {
            FloatVector sum = FloatVector.zero(Lanes.FLOATS);
            int end = Math.min(logits.length, (chunk + 1) * CHUNK);
            for (int i = chunk * CHUNK; i < end; i += L) {
                FloatVector e = Lanes.exp(
                        FloatVector.fromArray(Lanes.FLOATS, logits, i).sub(max).mul(factor));
                e.intoArray(mass, i);
                sum = sum.add(e);
            }
            sums[chunk] = Lanes.sum(sum);
            total += sums[chunk];
        }
    }

    /// Keeps the most likely tokens alone; ties go to the lower id.
    ///
    /// @param topK so many at most; 0 for all
    /// @param topP as many as together reach this share
    /// @param minP those with at least this share of the likeliest one's mass; 0 for all
    public void keep(int topK, double topP, double minP) {
        if (minP > 0) {
            for (int i = 0; i < vocabulary; i++) {
                mass[i] = mass[i] < minP ? 0 : mass[i];
            }
            sum();
        }
        if ((topK > 0 && topK < vocabulary) || topP < 1) {
            int most = topK > 0 ? topK : vocabulary;
            if (!keepFirst(most, topP, LIKELY)) {
                keepFirst(most, topP, 0);
            }
            sum();
        }
    }

    /// Clears all but the first tokens by mass. Returns false, having changed nothing, when those above `least` are
    /// too few to tell.
    private boolean keepFirst(int most, double topP, float least) {
        Integer[] order = above(least);
        Arrays.sort(order, Comparator.comparingDouble(i -> -mass[i]));
        double kept = 0;
        int count = 0;
        while (count < order.length && count < most && (count == 0 || kept < topP * total)) {
            kept += mass[order[count]];
            count++;
        }
        if (least > 0 && count == order.length && count < most && kept < topP * total) {
            return false;
        }
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = mass[order[i]];
        }
        Arrays.fill(mass, 0);
        for (int i = 0; i < count; i++) {
            mass[order[i]] = values[i];
        }
        return true;
    }

    private Integer[] above(float least) {
        Integer[] found = new Integer[64];
        int count = 0;
        for (int i = 0; i < vocabulary; i++) {
            if (mass[i] > least) {
                if (count == found.length) {
                    found = Arrays.copyOf(found, 2 * count);
                }
                found[count] = i;
                count++;
            }
        }
        return Arrays.copyOf(found, count);
    }

    private void sum() {
        total = 0;
        for (int chunk = 0; chunk < sums.length; chunk++) {
            double sum = 0;
            for (int i = chunk * CHUNK; i < Math.min(mass.length, (chunk + 1) * CHUNK); i++) {
                sum += mass[i];
            }
            sums[chunk] = sum;
            total += sum;
        }
    }

    /// The token at a place of the distribution.
    ///
    /// @param place in [0, 1)
    public int pick(double place) {
        double left = place * total;
        int chunk = 0;
        while (chunk < sums.length - 1 && left >= sums[chunk]) {
            left -= sums[chunk];
            chunk++;
        }
        int last = -1;
        for (int i = chunk * CHUNK; i < vocabulary; i++) {
            if (mass[i] > 0) {
                last = i;
                left -= mass[i];
                if (left < 0) {
                    return i;
                }
            }
        }
        return last >= 0 ? last : lastPossible();
    }

    /// Rounding can leave a remainder behind the last token.
    private int lastPossible() {
        int i = vocabulary - 1;
        while (i > 0 && mass[i] == 0) {
            i--;
        }
        return i;
    }

    /// Natural log of a token's probability in this distribution; minus infinity when it was left out.
    public float logProb(int id) {
        return (float) Math.min(0, Math.log(mass[id] / total));
    }
}
