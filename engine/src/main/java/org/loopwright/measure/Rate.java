package org.loopwright.measure;

import org.jspecify.annotations.Nullable;

/// A share with its denominator, which a reader must see beside it.
///
/// @param count how many
/// @param of out of how many; 0 where there was none to count
public record Rate(long count, long of) {
    public Rate {
        if (count < 0 || count > of) {
            throw new IllegalArgumentException("count " + count + " of " + of + " is no share");
        }
    }

    /// The share, in [0, 1]; NaN when there was none to count.
    public double value() {
        return of == 0 ? Double.NaN : (double) count / of;
    }

    /// The exact interval, right when the units are independent; null when there was none to count.
    public @Nullable Interval interval() {
        return of == 0 ? null : Binomial.clopperPearson(count, of, Interval.LEVEL);
    }
}
