package org.loopwright.measure.file;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import java.util.OptionalDouble;
import org.loopwright.measure.Outcome;

/// Reads what a file says of an answer: a truth value, 0 or 1, or a word such as `C`, `pass` or `wrong`.
final class Correctness {
    private Correctness() {}

    /// @param from numbers from here on are right; where nobody said, only 0 and 1 are read
    /// @return unparsed when the value is null or empty
    /// @throws IllegalArgumentException when it can't be read; the message says why and what would be right
    static Outcome of(JsonNode value, OptionalDouble from) {
        if (value.isMissingNode() || value.isNull()) {
            return Outcome.UNPARSED;
        }
        if (value.isBoolean()) {
            return value.booleanValue() ? Outcome.RIGHT : Outcome.WRONG;
        }
        if (value.isNumber()) {
            return number(value.doubleValue(), from);
        }
        if (value.isTextual()) {
            return text(value.textValue().strip(), from);
        }
        if (value.isArray()) {
            throw new IllegalArgumentException(
                    "it is a list: say what its elements are, as --map turns=NAME or" + " --map samples=NAME");
        }
        throw new IllegalArgumentException("it is an object: name the part that counts, as --map correct=NAME.PART");
    }

    private static Outcome text(String text, OptionalDouble from) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "", "n", "unparsed", "invalid" -> Outcome.UNPARSED;
            case "c", "true", "yes", "correct", "pass", "passed", "right", "solved" -> Outcome.RIGHT;
            case "i", "p", "false", "no", "incorrect", "fail", "failed", "wrong", "unsolved" -> Outcome.WRONG;
            default -> {
                try {
                    yield number(Double.parseDouble(text), from);
                } catch (NumberFormatException e) {
                    throw new IllegalArgumentException(
                            "`" + (text.length() <= 40 ? text : text.substring(0, 40) + "\u2026")
                                    + "` is neither right nor wrong: it should be true or false, 1 or 0, C or I, pass"
                                    + " or fail",
                            e);
                }
            }
        };
    }

    private static Outcome number(double value, OptionalDouble from) {
        if (Double.isNaN(value)) {
            return Outcome.UNPARSED;
        }
        if (from.isEmpty() && value != 0 && value != 1) {
            throw new IllegalArgumentException(
                    value + " is neither 0 nor 1: say from where on an answer counts as right, as --correct-from 0.5");
        }
        return value >= from.orElse(1) ? Outcome.RIGHT : Outcome.WRONG;
    }
}
