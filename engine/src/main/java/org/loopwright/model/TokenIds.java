package org.loopwright.model;

import java.util.Arrays;
import java.util.stream.IntStream;

/// An immutable sequence of token ids, compared by content.
public final class TokenIds {
    /// No tokens.
    public static final TokenIds EMPTY = new TokenIds(new int[0]);

    /// Stands for an id that a server didn't tell.
    public static final int UNKNOWN = -1;

    private final int[] ids;

    private TokenIds(int[] ids) {
        this.ids = ids;
    }

    /// A copy of `ids`.
    public static TokenIds of(int... ids) {
        return ids.length == 0 ? EMPTY : new TokenIds(ids.clone());
    }

    /// Tokens of which only the number is known, as a server counts them.
    public static TokenIds unknown(int count) {
        int[] ids = new int[count];
        Arrays.fill(ids, UNKNOWN);
        return new TokenIds(ids);
    }

    /// Whether every id is known.
    public boolean known() {
        return Arrays.stream(ids).noneMatch(id -> id == UNKNOWN);
    }

    /// The number of tokens.
    public int size() {
        return ids.length;
    }

    /// The id at `index`, in `[0, size)`.
    public int get(int index) {
        return ids[index];
    }

    /// A fresh array.
    public int[] toArray() {
        return ids.clone();
    }

    /// This sequence followed by `other`.
    public TokenIds concat(TokenIds other) {
        int[] joined = Arrays.copyOf(ids, ids.length + other.ids.length);
        System.arraycopy(other.ids, 0, joined, ids.length, other.ids.length);
        return new TokenIds(joined);
    }

    /// The ids as a stream.
    public IntStream stream() {
        return Arrays.stream(ids);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TokenIds that && Arrays.equals(ids, that.ids);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(ids);
    }

    @Override
    public String toString() {
        return Arrays.toString(ids);
    }
}
