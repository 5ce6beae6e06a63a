package org.loopwright.model.paged;

/// The weights of a layer; norms with their offset, those that a family lacks empty.
///
/// @param norm before the projections, `hidden` numbers
/// @param project to queries, keys and values
/// @param bias of the projections
/// @param out from what attention gave
/// @param after the norm after attention
/// @param beforeFeed the norm before the feed-forward, of families that norm outputs too
/// @param afterFeed the norm after it, of the same
/// @param gate the feed-forward's first product, whose results are squashed
/// @param up the one that it is multiplied with
/// @param down the feed-forward's second product
/// @param <M> how matrices are stored
record LayerWeights<M>(
        float[] norm,
        M project,
        float[] bias,
        M out,
        float[] after,
        float[] beforeFeed,
        float[] afterFeed,
        M gate,
        M up,
        M down) {}
