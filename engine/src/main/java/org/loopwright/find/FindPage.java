package org.loopwright.find;

import java.util.List;

/// A page of what was found.
///
/// @param total how many items the query finds in all
/// @param items ids of this page's, in order
public record FindPage(long total, List<String> items) {
    public FindPage {
        items = List.copyOf(items);
    }
}
