package org.loopwright.app.terminal;

/// How fast one core reads memory: the bound on decoding a lone sequence, whose every token reads all weights.
final class MemoryBandwidth {
    /// 512 MiB, more than any cache holds.
    private static final int WORDS = 1 << 26;
    private static final int ROUNDS = 8;

    private MemoryBandwidth() {}

    /// Bytes a second in the best of some rounds, after warming up.
    static double bytesPerSecond() {
        long[] words = new long[WORDS];
        long seen = 0;
        double best = 0;
        for (int round = 0; round < ROUNDS; round++) {
            words[round] = round;
            long start = System.nanoTime();
            seen += sum(words);
            best = Math.max(best, (double) WORDS * Long.BYTES / (System.nanoTime() - start) * 1e9);
        }
        // Uses the sums, so that they are computed.
        return seen == Long.MIN_VALUE ? 0 : best;
    }

    private static long sum(long[] words) {
        long sum = 0;
        for (long word : words) {
            sum += word;
        }
        return sum;
    }
}
