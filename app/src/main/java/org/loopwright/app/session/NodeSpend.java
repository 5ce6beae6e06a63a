package org.loopwright.app.session;

/// What a node of a run took so far, in items' own frames.
///
/// @param visits how often it was left
/// @param promptTokens tokens of its prompts
/// @param completionTokens tokens that were decoded for it
/// @param modelNanos time in which the model worked for it
public record NodeSpend(long visits, long promptTokens, long completionTokens, long modelNanos) {
    /// Nothing yet.
    public static final NodeSpend NONE = new NodeSpend(0, 0, 0, 0);

    /// The sum of two.
    public NodeSpend plus(NodeSpend more) {
        return new NodeSpend(
                visits + more.visits,
                promptTokens + more.promptTokens,
                completionTokens + more.completionTokens,
                modelNanos + more.modelNanos);
    }
}
