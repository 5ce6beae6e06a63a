package org.loopwright.store.h2;

/// Row keys of one run's things: the run's number in the high bits, so that they lie together and H2 needs
/// no second index. A run has 2^40 entries and 2^32 - 1 items at most, a file 2^23 runs.
final class Keys {
    private static final int SEQ_BITS = 40;
    private static final int PLACE_BITS = 32;

    private Keys() {}

    /// The segment that begins with entry `seq`.
    static long segment(long run, long seq) {
        return (run << SEQ_BITS) | seq;
    }

    /// Behind the last segment.
    static long segmentsEnd(long run) {
        return (run + 1) << SEQ_BITS;
    }

    /// The `seq` that a segment begins with.
    static long seq(long segment) {
        return segment & ((1L << SEQ_BITS) - 1);
    }

    /// The item, or the block of items, in this place.
    static long item(long run, long place) {
        return (run << PLACE_BITS) | place;
    }

    /// What belongs to no item.
    static long run(long run) {
        return item(run, (1L << PLACE_BITS) - 1);
    }

    /// The place of an item or a block.
    static int place(long item) {
        return (int) item;
    }
}
