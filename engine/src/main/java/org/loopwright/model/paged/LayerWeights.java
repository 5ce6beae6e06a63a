package org.loopwright.model.paged;

/// The weights of a layer; norms with their offset, those that a family lacks empty.
///
/// @param <M> how matrices are stored
final class LayerWeights<M> {
    /// Before the projections, `hidden` numbers.
    final float[] norm;

    /// To queries, keys and values.
    final M project;

    /// Of the projections.
    final float[] bias;

    /// From what attention gave.
    final M out;

    /// The norm after attention.
    final float[] after;

    /// The norm before the feed-forward, of families that norm outputs too.
    final float[] beforeFeed;

    /// The norm after it, of the same.
    final float[] afterFeed;

    /// The feed-forward's first product, whose results are squashed.
    final M gate;

    /// The one that it is multiplied with.
    final M up;

    /// The feed-forward's second product.
    final M down;

    LayerWeights(
            float[] norm,
            M project,
            float[] bias,
            M out,
            float[] after,
            float[] beforeFeed,
            float[] afterFeed,
            M gate,
            M up,
            M down) {
        this.norm = norm;
        this.project = project;
        this.bias = bias;
        this.out = out;
        this.after = after;
        this.beforeFeed = beforeFeed;
        this.afterFeed = afterFeed;
        this.gate = gate;
        this.up = up;
        this.down = down;
    }
}
