package org.loopwright.task;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The equivalences that come with the program. Whoever changes what one says gives it a new version.
public final class Equivalences {
    private static final Pattern LATEX_FRACTION = Pattern.compile("\\\\[dt]?frac\\{([^{}]+)}\\{([^{}]+)}");
    private static final Pattern LATEX_SHORT_FRACTION = Pattern.compile("\\\\[dt]?frac([0-9])([0-9])");
    private static final Pattern LATEX_NOISE =
            Pattern.compile("\\\\(?:text|mathrm|textbf)\\{[^{}]*}|\\^?\\{?\\\\circ}?|\\\\[,!;: ]|\\\\left|\\\\right");
    private static final Pattern DECORATION = Pattern.compile("[\\s,$%\\\\°]");
    private static final Pattern NUMBER_AND_UNIT =
            Pattern.compile("([-+]?(?:[0-9]+\\.?[0-9]*|\\.[0-9]+))(?:/([0-9]+(?:\\.[0-9]+)?))?[\\p{L}.²³]*");

    /// The same integer: leading zeros, commas, `$` and a plus sign don't matter.
    public static final Grader.Equivalence INTEGER = new Named(
            "integer/1",
            (extracted, gold) ->
                    same(Ratio.parse(undecorated(extracted)), Ratio.parse(undecorated(gold)), extracted, gold));

    /// The same text, white space around it aside.
    public static final Grader.Equivalence EXACT =
            new Named("exact/1", (extracted, gold) -> extracted.strip().equals(gold.strip()));

    /// The same letter, in either case, brackets aside.
    public static final Grader.Equivalence LETTER =
            new Named("letter/1", (extracted, gold) -> letters(extracted).equals(letters(gold)));

    /// The same number, exactly: decimals, fractions and LaTeX fractions compare by value; units, `$`
    /// and `%` are dropped, so 50% equals 50 and not 0.5. What is no number compares as text without
    /// white space.
    public static final Grader.Equivalence NUMBER = new Named(
            "number/1",
            (extracted, gold) ->
                    same(Ratio.parse(plain(extracted)), Ratio.parse(plain(gold)), plain(extracted), plain(gold)));

    private record Named(String id, BiPredicate<String, String> test) implements Grader.Equivalence {
        @Override
        public boolean same(String extracted, String gold) {
            return test.test(extracted, gold);
        }
    }

    /// A fraction of decimals; exact, where a quotient would be rounded.
    private record Ratio(BigDecimal numerator, BigDecimal denominator) {
        static Optional<Ratio> parse(String text) {
            Matcher matcher = NUMBER_AND_UNIT.matcher(text);
            if (!matcher.matches()) {
                return Optional.empty();
            }
            String below = matcher.group(2);
            BigDecimal denominator = below == null ? BigDecimal.ONE : new BigDecimal(below);
            return denominator.signum() == 0
                    ? Optional.empty()
                    : Optional.of(new Ratio(new BigDecimal(matcher.group(1)), denominator));
        }

        boolean isSame(Ratio other) {
            return numerator.multiply(other.denominator).compareTo(other.numerator.multiply(denominator)) == 0;
        }
    }

    private Equivalences() {}

    private static boolean same(Optional<Ratio> one, Optional<Ratio> other, String text, String otherText) {
        return (one.isPresent() && other.isPresent())
                ? one.get().isSame(other.get())
                : text.strip().equals(otherText.strip());
    }

    private static String undecorated(String text) {
        return DECORATION.matcher(text.replace('\u2212', '-')).replaceAll("");
    }

    private static String plain(String text) {
        String noiseless = LATEX_NOISE.matcher(text).replaceAll("");
        String fractions = LATEX_FRACTION.matcher(noiseless).replaceAll("$1/$2");
        return undecorated(LATEX_SHORT_FRACTION.matcher(fractions).replaceAll("$1/$2"));
    }

    private static String letters(String text) {
        return text.replaceAll("[^\\p{L}]", "").toUpperCase(Locale.ROOT);
    }
}
