package org.loopwright.model;

/// How an answer begins that a model goes on from: what forks cut a completion to.
///
/// @param text what it says, which a server goes on from
/// @param ids its tokens, which a local model goes on from
public record Beginning(String text, TokenIds ids) {
    /// Nothing: the model writes the answer from its first token.
    public static final Beginning NONE = new Beginning("", TokenIds.EMPTY);

    /// Whether there is nothing to go on from.
    public boolean isEmpty() {
        return ids.size() == 0 && text.isEmpty();
    }
}
