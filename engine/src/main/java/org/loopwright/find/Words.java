package org.loopwright.find;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// The words of a text: runs of letters and digits, in lower case.
public final class Words {
    private Words() {}

    /// The words in their order.
    public static List<String> of(String text) {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        text.codePoints().forEach(c -> {
            if (Character.isLetterOrDigit(c)) {
                word.appendCodePoint(c);
            } else if (!word.isEmpty()) {
                words.add(word.toString().toLowerCase(Locale.ROOT));
                word.setLength(0);
            }
        });
        if (!word.isEmpty()) {
            words.add(word.toString().toLowerCase(Locale.ROOT));
        }
        return List.copyOf(words);
    }

    /// The words with one space before, between and after them, so that a phrase is a substring.
    public static String spaced(List<String> words) {
        return " " + String.join(" ", words) + " ";
    }
}
