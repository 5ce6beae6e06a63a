package org.loopwright.exchange;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import java.util.Optional;

/// What a foreign score says, right or wrong.
///
/// Inspect writes `C`, `I`, `P` (partly) and `N` (no answer) or numbers, other programs `true`, `1`, `"pass"`.
/// A number counts as right from a threshold on, which is 1 unless somebody chose another.
///
/// @param correct whether it is right
/// @param answered whether there was an answer at all
record ScoreValue(boolean correct, boolean answered) {

    /// Reads a score; empty when there is none.
    ///
    /// @param from numbers from here on are right
    /// @param strict whether a number between 0 and 1 is refused, because nobody chose `from`
    /// @throws IllegalArgumentException when it can't be read as right or wrong; the message says why
    static Optional<ScoreValue> of(JsonNode value, double from, boolean strict) {
        if (value.isMissingNode() || value.isNull()) {
            return Optional.empty();
        }
        if (value.isBoolean()) {
            return Optional.of(new ScoreValue(value.booleanValue(), true));
        }
        if (value.isNumber()) {
            return number(value.doubleValue(), from, strict);
        }
        if (value.isTextual()) {
            return text(value.textValue().strip(), from, strict);
        }
        throw new IllegalArgumentException("the score is " + shortened(value.toString())
                + ", not one value: name which part counts, as --map correct=NAME");
    }

    private static Optional<ScoreValue> text(String text, double from, boolean strict) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "" -> Optional.empty();
            case "c", "true", "yes", "correct", "pass", "passed", "right" -> Optional.of(new ScoreValue(true, true));
            case "i", "p", "false", "no", "incorrect", "fail", "failed", "wrong" ->
                Optional.of(new ScoreValue(false, true));
            case "n" -> Optional.of(new ScoreValue(false, false));
            default -> {
                try {
                    yield number(Double.parseDouble(text), from, strict);
                } catch (NumberFormatException e) {
                    throw new IllegalArgumentException(
                            "the score is `" + shortened(text)
                                    + "`, which should be true or false, 1 or 0, C or I, pass or fail",
                            e);
                }
            }
        };
    }

    private static Optional<ScoreValue> number(double value, double from, boolean strict) {
        if (Double.isNaN(value)) {
            return Optional.empty();
        }
        if (strict && value != 0 && value != 1) {
            throw new IllegalArgumentException("the score is " + value
                    + ", neither 0 nor 1: say from where on an answer counts as right, as --correct-from 0.5");
        }
        return Optional.of(new ScoreValue(value >= from, true));
    }

    private static String shortened(String text) {
        return text.length() <= 60 ? text : text.substring(0, 60) + "\u2026";
    }
}
