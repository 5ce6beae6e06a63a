package org.loopwright.app.terminal;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.loopwright.model.TokenIds;

/// Texts of made-up words whose frequencies follow Zipf's law (the k-th most frequent one has a share of about
/// 1/k, as in natural text), in sentences with numbers, and the tokens that a byte-pair tokenizer would
/// make of them: one for a frequent word, up to four for a rare one. Words are drawn independently, so
/// texts repeat less than people's do. Not thread-safe.
final class SyntheticText {
    static final Passage NOTHING = new Passage("", TokenIds.EMPTY);

    private static final int WORDS = 20_000;
    private static final int VOCABULARY = 49_152;
    private static final String CONSONANTS = "bcdfghjklmnprstvwz";
    private static final String VOWELS = "aeiou";

    private final RandomGenerator random;
    private final List<String> words;
    private final double[] upTo; // share of the words up to this one, in (0, 1]

    /// A text with its tokens.
    record Passage(String text, TokenIds ids) {}

    SyntheticText(RandomGenerator random) {
        this.random = random;
        this.words = words();
        this.upTo = new double[WORDS];
        double sum = 0;
        for (int rank = 0; rank < WORDS; rank++) {
            sum += 1.0 / (rank + 2.7); // Mandelbrot's shift: the first words are not that frequent
            upTo[rank] = sum;
        }
        for (int rank = 0; rank < WORDS; rank++) {
            upTo[rank] /= sum;
        }
    }

    /// The word of this rank, from 0.
    String word(int rank) {
        return words.get(rank);
    }

    /// A text of so many characters.
    Passage passage(int least, int most) {
        int length = random.nextInt(least, most);
        StringBuilder text = new StringBuilder();
        List<Integer> ids = new ArrayList<>();
        int inSentence = 0;
        while (text.length() < length) {
            if (random.nextInt(12) == 0) {
                int number = random.nextInt(1_000);
                text.append(number);
                Integer.toString(number).chars().forEach(ids::add);
            } else {
                int rank = rank();
                text.append(words.get(rank));
                ids.add(300 + rank);
                for (int i = 0; i < Math.min(3, rank / 4_000); i++) {
                    ids.add(25_000 + (rank * 31 + i) % (VOCABULARY - 25_000));
                }
            }
            boolean ends = ++inSentence > 5 && random.nextInt(8) == 0;
            if (ends) {
                ids.add((int) '.');
                inSentence = 0;
            }
            text.append(ends ? ". " : " ");
        }
        return new Passage(
                text.toString().strip(),
                TokenIds.of(ids.stream().mapToInt(Integer::intValue).toArray()));
    }

    /// Natural logarithms of probabilities: most tokens are sure, some are not.
    float[] logProbs(int count) {
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            double spread = random.nextInt(3) == 0 ? 2 : 0.1;
            values[i] = (float) (Math.log(1 - random.nextDouble()) * spread);
        }
        return values;
    }

    /// Entropies in nats, of the same kind.
    float[] entropies(int count) {
        float[] values = logProbs(count);
        for (int i = 0; i < count; i++) {
            values[i] = -1.5f * values[i];
        }
        return values;
    }

    /// A hash as hexadecimal digits.
    String hash() {
        byte[] bytes = new byte[32];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    private int rank() {
        double place = random.nextDouble();
        int low = 0;
        int high = WORDS - 1;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (upTo[middle] < place) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /// Different words, short ones first.
    private static List<String> words() {
        Random letters = new Random(1); // the same words whatever the run's seed
        Set<String> words = new LinkedHashSet<>();
        while (words.size() < WORDS) {
            int syllables = 1 + words.size() / 60 % 2 + (words.size() > 400 ? 1 : 0) + (words.size() > 8_000 ? 1 : 0);
            StringBuilder word = new StringBuilder();
            for (int i = 0; i < syllables; i++) {
                word.append(CONSONANTS.charAt(letters.nextInt(CONSONANTS.length())))
                        .append(VOWELS.charAt(letters.nextInt(VOWELS.length())));
                if (letters.nextInt(3) == 0) {
                    word.append(CONSONANTS.charAt(letters.nextInt(CONSONANTS.length())));
                }
            }
            words.add(word.toString());
        }
        return List.copyOf(words);
    }
}
