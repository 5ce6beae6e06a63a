package org.loopwright.loop;

import java.util.Collection;
import java.util.Comparator;

/// Guesses what a misspelt name was meant to be.
final class Spelling {
    private Spelling() {}

    /// `: did you mean `x`?`, or the list of what there is when nothing is near.
    static String hint(String name, Collection<String> known) {
        return known.stream()
                .filter(k -> distance(name, k) <= Math.max(1, name.length() / 3))
                .min(Comparator.comparingInt(k -> distance(name, k)))
                .map(k -> ": did you mean `" + k + "`?")
                .orElse(
                        known.isEmpty()
                                ? ""
                                : ": there are " + known.stream().sorted().toList());
    }

    /// Letters to add, leave out or change (Levenshtein 1966).
    private static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int change = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(change, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[b.length()];
    }
}
