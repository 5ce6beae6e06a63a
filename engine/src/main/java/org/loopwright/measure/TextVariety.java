package org.loopwright.measure;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// How varied generated texts are. A training that collapses shows here before it shows in accuracy.
///
/// J. Li et al.: A Diversity-Promoting Objective Function for Neural Conversation Models. NAACL 2016
/// (distinct-n: different n-grams over all n-grams). It falls with length whatever the model does, so all
/// texts are cut to the same number of words first, and shorter ones are left out and counted.
///
/// @param n words of an n-gram
/// @param length words that each text was cut to
/// @param distinct different n-grams over all, in [0, 1]; NaN when no text is long enough
/// @param repetition share of n-grams that occurred before in their own text
/// @param texts how many were long enough
/// @param tooShort how many were not
public record TextVariety(int n, int length, double distinct, double repetition, int texts, int tooShort) {
    /// @param n at least 1, at most `length`
    public static TextVariety of(List<String> texts, int n, int length) {
        if (n < 1 || length < n) {
            throw new IllegalArgumentException("n-grams of " + n + " words don't fit texts of " + length);
        }
        Set<List<String>> seen = new HashSet<>();
        long all = 0;
        long repeated = 0;
        int used = 0;
        for (String text : texts) {
            List<String> words = List.of(text.strip().split("\\s+"));
            if (words.size() < length) {
                continue;
            }
            used++;
            Map<List<String>, Integer> own = new HashMap<>();
            for (int i = 0; i + n <= length; i++) {
                List<String> gram = words.subList(i, i + n);
                seen.add(gram);
                all++;
                repeated += own.merge(gram, 1, Integer::sum) > 1 ? 1 : 0;
            }
        }
        double count = all == 0 ? Double.NaN : all;
        return new TextVariety(n, length, seen.size() / count, repeated / count, used, texts.size() - used);
    }
}
