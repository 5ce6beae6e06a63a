package org.loopwright.task;

import java.util.List;
import java.util.stream.IntStream;

/// The items of a fork: each is one continuation of an item of its parent, `dev-0017~3`. They have that item's
/// fields, gold answer, content hash and cluster, so statistics see that they belong together.
public final class Continuations {
    private static final char MARK = '~';

    private Continuations() {}

    /// The ids of `count` continuations of an item.
    public static List<String> ids(String item, int count) {
        return IntStream.range(0, count).mapToObj(sample -> id(item, sample)).toList();
    }

    /// The id of one continuation of an item.
    ///
    /// @param sample its number, from 0
    public static String id(String item, int sample) {
        return original(item) + MARK + sample;
    }

    /// A continuation of `item`.
    public static Item of(Item item, String id) {
        return new Item(id, item.contentHash(), item.cluster(), item.fields(), item.gold());
    }

    /// The item that a continuation's id was made from; an id of another form is its own.
    public static String original(String id) {
        int mark = id.lastIndexOf(MARK);
        boolean numbered =
                mark > 0 && mark < id.length() - 1 && id.chars().skip(mark + 1L).allMatch(c -> c >= '0' && c <= '9');
        return numbered ? id.substring(0, mark) : id;
    }
}
