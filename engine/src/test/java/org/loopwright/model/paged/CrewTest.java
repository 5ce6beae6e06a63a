package org.loopwright.model.paged;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CrewTest {
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 8})
    void everyPartIsDoneOnce(int size) {
        try (Crew crew = new Crew(size)) {
            for (int count = 0; count < 40; count++) {
                AtomicIntegerArray done = new AtomicIntegerArray(40);
                crew.split(count, (member, from, to) -> {
                    assertThat(member).isBetween(0, size - 1);
                    for (int i = from; i < to; i++) {
                        done.incrementAndGet(i);
                    }
                });
                for (int i = 0; i < 40; i++) {
                    assertThat(done.get(i)).as("part %d of %d", i, count).isEqualTo(i < count ? 1 : 0);
                }
            }
        }
    }

    @Test
    void whatOneStepWroteTheNextReads() {
        long[] numbers = new long[64];
        try (Crew crew = new Crew(3)) {
            for (int step = 0; step < 2000; step++) {
                long[] before = numbers.clone();
                crew.split(64, (member, from, to) -> {
                    for (int i = from; i < to; i++) {
                        numbers[i] = before[(i + 1) % 64] + 1;
                    }
                });
            }
        }
        assertThat(numbers).isEqualTo(filled(2000));
    }

    private static long[] filled(long value) {
        long[] all = new long[64];
        Arrays.fill(all, value);
        return all;
    }

    @Test
    void wakesThreadsThatFellAsleep() {
        try (Crew crew = new Crew(2)) {
            for (int i = 0; i < 5; i++) {
                LockSupport.parkNanos(2_000_000);
                int[] done = new int[2];
                crew.split(2, (member, from, to) -> done[member]++);
                assertThat(done).containsExactly(1, 1);
            }
        }
    }

    @Test
    void aFailureReachesTheCallerAndTheCrewGoesOn() {
        try (Crew crew = new Crew(2)) {
            assertThatThrownBy(() -> crew.split(2, (member, from, to) -> {
                        if (member == 1) {
                            throw new IllegalArgumentException("no such row");
                        }
                    }))
                    .hasMessage("a share of a step failed: no such row");
            int[] done = new int[2];
            crew.split(2, (member, from, to) -> done[member]++);
            assertThat(done).containsExactly(1, 1);
        }
    }
}
