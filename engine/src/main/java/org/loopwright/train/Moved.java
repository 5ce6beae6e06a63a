package org.loopwright.train;

/// What a training has moved so far. Arrays are fp32, one number per moved weight, and not copied.
public final class Moved {
    private final float[] weights;
    private final float[] firstMoment;
    private final float[] secondMoment;
    private final float[] average;
    private final int updates;

    /// @param average of a moving-average teacher; empty when there is none
    /// @param updates steps of the optimizer so far
    public Moved(float[] weights, float[] firstMoment, float[] secondMoment, float[] average, int updates) {
        this.weights = weights;
        this.firstMoment = firstMoment;
        this.secondMoment = secondMoment;
        this.average = average;
        this.updates = updates;
    }

    /// The moved weights: all of the model's, or an adapter's, then a value head's.
    public float[] weights() {
        return weights;
    }

    /// AdamW's first moment.
    public float[] firstMoment() {
        return firstMoment;
    }

    /// AdamW's second moment.
    public float[] secondMoment() {
        return secondMoment;
    }

    /// The teacher's weights; may be empty.
    public float[] average() {
        return average;
    }

    /// Steps of the optimizer so far.
    public int updates() {
        return updates;
    }

    /// The same but for the weights.
    public Moved withWeights(float[] others) {
        return new Moved(others, firstMoment, secondMoment, average, updates);
    }
}
