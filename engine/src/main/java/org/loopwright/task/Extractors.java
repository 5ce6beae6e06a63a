package org.loopwright.task;

import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The extractors that come with the program. Whoever changes what one reads gives it a new version.
public final class Extractors {
    // A sign counts only where it can't be an operator: `x=-3` holds -3, `5-3` ends with 3.
    private static final String SIGN = "(?:(?<![\\w.)\\]}])[-+\u2212])?";
    private static final String DIGITS = "(?:[0-9]{1,3}(?:,[0-9]{3})+(?![0-9])|[0-9]+)";
    private static final Pattern NUMBER =
            Pattern.compile("(?<sign>" + SIGN + ")\\$?(?<digits>" + DIGITS + "(?:\\.[0-9]+)?|\\.[0-9]+)");
    private static final Pattern TRAILING_ZEROS = Pattern.compile("\\.0+$");
    private static final Pattern FRACTION = Pattern.compile(SIGN + "\\\\[dt]?frac\\{[^{}]+}\\{[^{}]+}|" + SIGN + "\\$?"
            + DIGITS + "(?:\\.[0-9]+|/[0-9]+)?%?|" + SIGN + "\\$?\\.[0-9]+%?");
    private static final Pattern DIGIT_RUN = Pattern.compile("[0-9]+");
    private static final Pattern SAID_CHOICE = Pattern.compile("(?i:answer(?: is)?:?)\\s*\\(?([A-J])\\b(?!')");
    private static final Pattern CHOICE = Pattern.compile("\\b([A-J])\\b(?!')");

    /// The last integer, with its sign and without `$` and thousands commas; `12.0` reads as 12. A last
    /// number with decimals is read with them, and so equals no integer.
    public static final Grader.Extractor LAST_INTEGER = new Named("last-integer/1", Extractors::lastInteger);

    /// The last run of digits, for models that write an answer right behind their work without a
    /// separator.
    public static final Grader.Extractor TRAILING_DIGITS =
            new Named("trailing-digits/1", text -> last(DIGIT_RUN, text, 0));

    /// The whole text without the white space around it; nothing when that is empty.
    public static final Grader.Extractor TEXT = new Named("text/1", text -> text.isBlank() ? null : text.strip());

    /// What the last `\boxed{…}` holds; without one, the last number, fraction or percentage behind the
    /// last `####`, or of the whole text.
    public static final Grader.Extractor LAST_NUMBER = new Named("last-number/1", Extractors::lastNumber);

    /// The letter from A to J behind the last `answer is`; without that, the last letter that stands
    /// alone.
    public static final Grader.Extractor CHOICE_LETTER = new Named("choice-letter/1", text -> {
        String said = last(SAID_CHOICE, text, 1);
        return said != null ? said : last(CHOICE, text, 1);
    });

    private record Named(String id, Function<String, @Nullable String> read) implements Grader.Extractor {
        @Override
        public @Nullable String extract(String text) {
            return read.apply(text);
        }
    }

    private Extractors() {}

    private static @Nullable String lastInteger(String text) {
        Matcher matcher = NUMBER.matcher(text);
        String found = null;
        while (matcher.find()) {
            String digits = matcher.group("digits").replace(",", "");
            found = matcher.group("sign").replace('\u2212', '-').replace("+", "")
                    + TRAILING_ZEROS.matcher(digits).replaceAll("");
        }
        return found;
    }

    private static @Nullable String lastNumber(String text) {
        String boxed = lastBoxed(text);
        if (boxed != null) {
            return boxed;
        }
        int marked = text.lastIndexOf("####");
        return last(FRACTION, marked < 0 ? text : text.substring(marked), 0);
    }

    static @Nullable String lastBoxed(String text) {
        String open = "\\boxed{";
        int start = text.lastIndexOf(open);
        if (start < 0) {
            return null;
        }
        int depth = 1;
        for (int i = start + open.length(); i < text.length(); i++) {
            char c = text.charAt(i);
            depth += c == '{' ? 1 : c == '}' ? -1 : 0;
            if (depth == 0) {
                String content = text.substring(start + open.length(), i).strip();
                return content.isEmpty() ? null : content;
            }
        }
        return null; // cut off inside the box
    }

    private static @Nullable String last(Pattern pattern, String text, int group) {
        Matcher matcher = pattern.matcher(text);
        String found = null;
        while (matcher.find()) {
            found = matcher.group(group);
        }
        return found;
    }
}
