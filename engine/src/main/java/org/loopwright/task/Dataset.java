package org.loopwright.task;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.loopwright.loop.Source;

/// A named list of items with one split.
///
/// @param name what files and labels call it
/// @param split what its items may be used for
/// @param hash SHA-256 over its items, hexadecimal
/// @param items in file order; ids are unique
/// @param chosenBy what choosing its items rested on, such as the gold answers by which it was filtered;
///     empty when nobody chose
public record Dataset(String name, Split split, String hash, List<Item> items, Set<Source> chosenBy) {
    public Dataset {
        items = List.copyOf(items);
        chosenBy = Set.copyOf(chosenBy);
        Set<String> seen = new HashSet<>();
        for (Item item : items) {
            if (!seen.add(item.id())) {
                throw new IllegalArgumentException("item id " + item.id() + " stands twice in dataset " + name);
            }
        }
    }

    /// A dataset whose items nobody chose.
    public Dataset(String name, Split split, String hash, List<Item> items) {
        this(name, split, hash, items, Set.of());
    }

    /// This with some of its items, in another order perhaps.
    public Dataset withItems(List<Item> some) {
        return new Dataset(name, split, hash, some, chosenBy);
    }

    /// This, whose items were chosen by what rests on these sources.
    public Dataset withChosenBy(Set<Source> sources) {
        return new Dataset(name, split, hash, items, sources);
    }

    /// The first `count` items, or all when there are fewer.
    public Dataset first(int count) {
        return count >= items.size() ? this : withItems(items.subList(0, count));
    }
}
