package org.loopwright.app.terminal;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Optional;
import org.loopwright.model.machine.MemoryRead;

/// How fast one core reads memory: the bound on decoding a lone sequence, whose every token reads all weights.
final class MemoryBandwidth {
    /// 512 MiB, more than any cache holds.
    private static final long BYTES = 1L << 29;
    private static final int ROUNDS = 8;

    private MemoryBandwidth() {}

    /// Bytes a second in the best of some rounds, after warming up; by the kernels' own way of reading where there is
    /// one.
    static double bytesPerSecond() {
        Optional<MemoryRead> kernel = MemoryRead.of();
        long seen = 0;
        double best = 0;
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment memory = arena.allocate(BYTES, Long.BYTES);
            for (int round = 0; round < ROUNDS; round++) {
                memory.setAtIndex(ValueLayout.JAVA_LONG, round, round);
                long start = System.nanoTime();
                if (kernel.isPresent()) {
                    kernel.get().read(memory);
                } else {
                    seen += sum(memory);
                }
                best = Math.max(best, BYTES / ((System.nanoTime() - start) / 1e9));
            }
        }
        // Uses the sums, so that they are computed.
        return seen == Long.MIN_VALUE ? 0 : best;
    }

    private static long sum(MemorySegment memory) {
        long sum = 0;
        for (long i = 0; i < BYTES / Long.BYTES; i++) {
            sum += memory.getAtIndex(ValueLayout.JAVA_LONG, i);
        }
        return sum;
    }
}
