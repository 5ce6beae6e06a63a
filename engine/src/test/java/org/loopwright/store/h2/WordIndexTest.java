package org.loopwright.store.h2;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.loopwright.find.Words;

class WordIndexTest {
    @Test
    void findsWhatALookThroughTheTextsFinds() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            StringBuilder text = new StringBuilder();
            for (int line = random.nextInt(4); line > 0; line--) {
                text.append(Words.spaced(words(random, random.nextInt(9)))).append('\n');
            }
            texts.add(text.toString());
        }
        WordIndex index = WordIndex.read(new ByteSource(WordIndex.write(texts)));
        for (int i = 0; i < 300; i++) {
            List<String> phrase = words(random, 1 + random.nextInt(3));
            BitSet expected = new BitSet();
            for (int text = 0; text < texts.size(); text++) {
                expected.set(text, texts.get(text).contains(Words.spaced(phrase)));
            }
            assertThat(index.find(phrase))
                    .as("seed %d, phrase %s", seed, phrase)
                    .isEqualTo(expected);
        }
    }

    @Test
    void wordsOfAnyLengthAreToldApart() {
        String start = "x".repeat(40_000);
        WordIndex index = WordIndex.read(new ByteSource(
                WordIndex.write(List.of(Words.spaced(List.of(start + "a")), Words.spaced(List.of(start + "b"))))));
        assertThat(index.find(List.of(start + "b"))).isEqualTo(BitSet.valueOf(new long[] {2}));
        assertThat(index.find(List.of(start))).isEqualTo(new BitSet());
    }

    private static List<String> words(Random random, int count) {
        List<String> words = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            words.add(List.of("a", "b", "c", "ünï", "42", "漢字").get(random.nextInt(6)));
        }
        return words;
    }
}
