package org.loopwright.model.paged;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.loopwright.model.TokenIds;
import org.loopwright.model.files.ModelConfig;

class PrefixTreeTest {
    private static final ModelConfig CONFIG =
            ModelConfig.llama(100, 64, 1, 2, 1, 32, 64, 4096, 10_000, 1e-5, true, List.of());
    private static final int BLOCK = BlockPool.TOKENS;

    private BlockPool pool = new BlockPool(CONFIG, 1 << 24);
    private PrefixTree tree = new PrefixTree(pool);

    @AfterEach
    void close() {
        pool.close();
    }

    private void limitTo(int blocks) {
        pool.close();
        pool = new BlockPool(CONFIG, blocks * pool.blockBytes());
        tree = new PrefixTree(pool);
    }

    private static TokenIds ids(int... values) {
        return TokenIds.of(values);
    }

    private static TokenIds upTo(int count) {
        return TokenIds.of(IntStream.range(0, count).toArray());
    }

    private Sequence begin(TokenIds ids) {
        Sequence sequence = new Sequence(ids);
        tree.attach(sequence);
        return sequence;
    }

    /// Computes a sequence to its end, writing each token's id where its first key coordinate lies.
    private Sequence compute(Sequence sequence) {
        assertThat(tree.reserve(sequence, sequence.length())).isTrue();
        for (int i = sequence.computed(); i < sequence.length(); i++) {
            Lanes.MEMORY.set(ValueLayout.JAVA_SHORT, key(sequence, i), (short) sequence.id(i));
        }
        tree.computed(sequence, sequence.length());
        return sequence;
    }

    private static long key(Sequence sequence, int position) {
        long place = BlockPool.pairedPlace(position % BLOCK) * (long) Short.BYTES;
        return sequence.addresses()[position / BLOCK] + place;
    }

    private static void assertKeys(Sequence sequence, int tokens) {
        for (int i = 0; i < tokens; i++) {
            assertThat(Lanes.MEMORY.get(ValueLayout.JAVA_SHORT, key(sequence, i)))
                    .as("token %d", i)
                    .isEqualTo((short) sequence.id(i));
        }
    }

    @Test
    void nothingIsKnownAtFirst() {
        assertThat(begin(upTo(50)).computed()).isZero();
    }

    @Test
    void whatASequenceLeavesIsFoundToTheTokenAndTheLastOneIsLeftOut() {
        tree.end(compute(begin(upTo(70))));

        assertThat(begin(upTo(70)).computed()).isEqualTo(69);
        assertThat(begin(upTo(71)).computed()).isEqualTo(70);
        Sequence other = begin(ids(0, 1, 2, 99, 4));
        assertThat(other.computed()).isEqualTo(3);
        assertKeys(other, 3);
    }

    @Test
    void fullBlocksAreSharedWhileTheirWriterGoesOn() {
        Sequence first = compute(begin(upTo(70)));
        Sequence second = begin(upTo(70));

        assertThat(second.computed()).isEqualTo(2 * BLOCK);
        assertThat(second.addresses()[0]).isEqualTo(first.addresses()[0]);
        assertKeys(second, 2 * BLOCK);
    }

    @Test
    void aPublishedPromptIsForkedWithoutTouchingItsWriter() {
        Sequence first = compute(begin(upTo(70)));
        tree.publish(first);
        Sequence second = begin(upTo(71));
        assertThat(second.computed()).isEqualTo(70);
        second.append(5);
        compute(second);
        first.append(90);
        compute(first);

        assertKeys(first, 71);
        assertKeys(second, 72);
        assertThat(second.addresses()[2]).isNotEqualTo(first.addresses()[2]);
    }

    @Test
    void twoThatComputeTheSameKeepOneBlock() {
        Sequence first = begin(upTo(BLOCK + 1));
        Sequence second = begin(upTo(BLOCK + 1));
        compute(first);
        compute(second);

        assertThat(tree.size()).isEqualTo(1);
        assertThat(second.addresses()[0]).isEqualTo(first.addresses()[0]);
    }

    @Test
    void theLongestUnusedIsGivenUpWhenMemoryIsNeeded() {
        limitTo(4);
        tree.end(compute(begin(ids(1, 1, 1))));
        tree.end(compute(begin(ids(2, 2, 2))));
        tree.end(compute(begin(ids(3, 3, 3))));
        Sequence large = begin(upTo(2 * BLOCK));
        assertThat(tree.reserve(large, 2 * BLOCK)).isTrue();

        assertThat(tree.known(new Sequence(ids(1, 1, 1)))).isZero();
        assertThat(tree.known(new Sequence(ids(3, 3, 3)))).isEqualTo(2);
    }

    @Test
    void whatIsInUseIsNeverGivenUp() {
        limitTo(3);
        Sequence held = compute(begin(upTo(2 * BLOCK)));
        Sequence other = begin(ids(9, 9));

        assertThat(tree.reserve(other, 2)).isTrue();
        assertThat(tree.reserve(other, BLOCK + 1)).isFalse();
        assertKeys(held, 2 * BLOCK);
        tree.end(held);
        assertThat(tree.reserve(other, BLOCK + 1)).isTrue();
    }

    @Test
    void anySequenceOfWorkKeepsEveryTokenAndLosesNoBlock() {
        long seed = System.nanoTime();
        System.Logger log = System.getLogger("test");
        log.log(System.Logger.Level.INFO, "anySequenceOfWork: seed {0}", Long.toString(seed));
        Random random = new Random(seed);
        limitTo(24);
        List<Sequence> live = new ArrayList<>();
        for (int step = 0; step < 3000; step++) {
            if (live.size() < 4 && random.nextBoolean()) {
                int length = 1 + random.nextInt(4 * BLOCK);
                int kind = random.nextInt(3);
                live.add(begin(TokenIds.of(
                        IntStream.range(0, length).map(i -> i / 20 * kind).toArray())));
            } else if (!live.isEmpty()) {
                Sequence sequence = live.get(random.nextInt(live.size()));
                switch (random.nextInt(4)) {
                    case 0 -> {
                        tree.end(sequence);
                        live.remove(sequence);
                    }
                    case 1 -> tree.publish(sequence);
                    default -> {
                        if (tree.reserve(sequence, sequence.length())) {
                            compute(sequence);
                            sequence.append(random.nextInt(3));
                        }
                    }
                }
            }
            live.forEach(sequence -> assertKeys(sequence, sequence.computed()));
        }
        live.forEach(tree::end);
        assertThat(tree.available()).as("seed %d", seed).isLessThanOrEqualTo(24);
        assertThat(tree.reserve(begin(ids(77, 77)), 24 * BLOCK))
                .as("seed %d", seed)
                .isTrue();
    }
}
