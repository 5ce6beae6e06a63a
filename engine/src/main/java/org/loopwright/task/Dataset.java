package org.loopwright.task;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// A named list of items with one split.
///
/// @param name what files and labels call it
/// @param split what its items may be used for
/// @param hash SHA-256 over its items, hexadecimal
/// @param items in file order; ids are unique
public record Dataset(String name, Split split, String hash, List<Item> items) {
    public Dataset {
        items = List.copyOf(items);
        Set<String> seen = new HashSet<>();
        for (Item item : items) {
            if (!seen.add(item.id())) {
                throw new IllegalArgumentException("item id " + item.id() + " stands twice in dataset " + name);
            }
        }
    }

    /// The first `count` items, or all when there are fewer.
    public Dataset first(int count) {
        return count >= items.size() ? this : new Dataset(name, split, hash, items.subList(0, count));
    }
}
