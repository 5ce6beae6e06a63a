package org.loopwright.train.arithmetic;

/// Which part of the task a problem belongs to. A hash of the unordered operands decides, so no seed
/// can leak a problem from one part into another, and `23*47` is always with `47*23`.
enum Split {
    TRAIN,
    DEV,
    TEST;

    /// A tenth each for development and test.
    static Split of(int first, int second) {
        long pair = Math.min(first, second) * 100_000L + Math.max(first, second);
        // The finaliser of SplitMix64: neighbouring operands land far apart.
        long hash = (pair + 1) * 0x9E3779B97F4A7C15L;
        hash = (hash ^ (hash >>> 30)) * 0xBF58476D1CE4E5B9L;
        hash = (hash ^ (hash >>> 27)) * 0x94D049BB133111EBL;
        hash ^= hash >>> 31;
        int tenth = (int) Long.remainderUnsigned(hash, 10);
        return tenth == 0 ? TEST : tenth == 1 ? DEV : TRAIN;
    }
}
