package org.loopwright.model.paged;

/// The part of a decoder that is the same for every token whatever came before: embedding, norms, matrix products
/// and the head. What lies between (rotation, keys and values, attention) is [PagedDecoder]'s.
///
/// The two sides exchange rows through memory that this side owns, single precision, row-major, at the addresses
/// below; a call covers the first `rows` rows. In a pass: `begin`, then per layer the caller reads
/// [#projections], writes [#attended], and calls `layer`; then `head`. Only for one thread.
public interface DenseLayers extends AutoCloseable {
    /// Rows that fit the exchange memory.
    int maxRows();

    /// Rows that [#head] can be asked for at once.
    int maxHeads();

    /// Address of the queries, keys and values of the layer that comes next, `(rows, queryWidth + 2
    /// keyValueWidth)`, not yet normalised by head, nor rotated.
    long projections();

    /// Address where the caller puts what attention gave, `(rows, queryWidth)`.
    long attended();

    /// Embeds tokens and fills [#projections] for layer 0.
    void begin(int[] ids, int rows);

    /// Ends layer `layer` with [#attended] and fills [#projections] for the next one, if there is one.
    void layer(int layer, int rows);

    /// Computes the logits of these rows of the pass.
    ///
    /// @param rows indices below the pass's row count, the first `count` of them
    void head(int[] rows, int count);

    /// The logits of the `index`-th row that [#head] was asked for.
    ///
    /// @param into receives as many numbers as the vocabulary has, from 0 on
    void logits(int index, float[] into);

    /// Frees the weights and the exchange memory.
    @Override
    void close();
}
