package org.loopwright.find;

import org.jspecify.annotations.Nullable;
import org.loopwright.find.Query.Measure;

/// Which page of what is asked for. Items of equal rank stand in the run's order.
///
/// @param query what to find
/// @param sort largest first by this, or null for the run's order
/// @param offset of the page's first item, from 0
/// @param limit items of the page at most, from 1
public record FindRequest(Query query, @Nullable Measure sort, long offset, int limit) {
    public FindRequest {
        if (offset < 0 || limit < 1) {
            throw new IllegalArgumentException(
                    "a page begins at 0 or later and has 1 item or more, not " + offset + " and " + limit);
        }
    }

    /// The first page, in the run's order.
    public static FindRequest first(Query query, int limit) {
        return new FindRequest(query, null, 0, limit);
    }
}
