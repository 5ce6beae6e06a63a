package org.loopwright.loop.node;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.loopwright.loop.Content;
import org.loopwright.loop.FieldType;
import org.loopwright.loop.KindSignature.Field;
import org.loopwright.loop.LoopException;
import org.loopwright.loop.LoopSpec;
import org.loopwright.loop.NodeSpec;
import org.loopwright.loop.SlotSpec;
import org.loopwright.loop.SlotType;
import org.loopwright.loop.Step;

/// How a judge's text becomes a score in [0, 1]: settings `score`, `scale` and `accept-at`.
///
/// @param pattern its first group is the number; the last match counts
/// @param scale the best score
/// @param acceptAt accepts from this score on, on that scale
/// @param accept where it is given, texts in which it is found score 1 and all others 0, and no number
///     is read
record ScoreSetting(
        Pattern pattern,
        double scale,
        double acceptAt,
        @Nullable Pattern accept) {
    static final Field ACCEPT = Field.optional(
            "accept", FieldType.REGEX, "In place of a number: found in the text, the score is 1, else 0.");
    static final Field SCORE =
            Field.optional("score", FieldType.REGEX, "Its first group is the number; the last match counts.");
    static final Field SCALE = Field.optional("scale", FieldType.NUMBER, "The best score; 10 when left out.");
    static final Field ACCEPT_AT =
            Field.optional("accept-at", FieldType.NUMBER, "Accepts from this score; half the scale.");

    private static final Pattern DEFAULT = Pattern.compile("(?i)score\\W{0,5}(-?\\d+(?:\\.\\d+)?)");

    /// The settings of a node.
    ///
    /// @throws LoopException when one is wrong
    static ScoreSetting of(Step step) {
        double scale = step.number("scale", 10);
        if (!(scale > 0)) {
            throw step.settings().wrong("scale", "a number above 0");
        }
        Pattern pattern = RegexSetting.of(step, "score", DEFAULT);
        if (pattern.matcher("").groupCount() < 1) {
            throw step.settings().wrong("score", "a regular expression with one group, the number");
        }
        Pattern accept = step.settings().has("accept") ? RegexSetting.of(step, "accept", DEFAULT) : null;
        return new ScoreSetting(pattern, scale, step.number("accept-at", scale / 2), accept);
    }

    /// What is wrong with the slot that gets the score, or null.
    static @Nullable String problem(LoopSpec loop, NodeSpec node, String setting) {
        String name = node.settings().optionalText(setting).orElse("");
        SlotSpec slot = loop.slots().get(name);
        return slot == null || slot.type() == SlotType.VERDICT || slot.type() == SlotType.NUMBER
                ? null
                : "setting `" + setting + "` needs a slot of type Verdict or Number, and `" + name + "` is "
                        + slot.type().label();
    }

    /// The score in [0, 1]; NaN when there is none, or one outside [0, scale].
    double read(String text) {
        if (accept != null) {
            return RegexSetting.find(accept.matcher(BoundedText.answer(text))) ? 1 : 0;
        }
        Matcher matcher = pattern.matcher(BoundedText.answer(text));
        double score = Double.NaN;
        while (RegexSetting.find(matcher)) {
            score = parsed(matcher.group(1));
        }
        return score >= 0 && score <= scale ? score / scale : Double.NaN;
    }

    /// What a score in [0, 1] or NaN says.
    Content.Judgement judgement(double score) {
        if (Double.isNaN(score)) {
            return Content.Judgement.UNPARSED;
        }
        return score >= acceptAt / scale ? Content.Judgement.ACCEPT : Content.Judgement.REJECT;
    }

    /// The score as the type of the slot `slot`, with the place that is wrong.
    Content content(Step step, String slot, double score, String where) {
        SlotSpec spec = step.loop().slots().get(slot);
        if (spec != null && spec.type() == SlotType.NUMBER) {
            return new Content.Numeric(score);
        }
        if (spec != null && spec.type() != SlotType.VERDICT) {
            throw step.settings().wrong("writes", "a slot of type Verdict or Number");
        }
        return new Content.Verdict(judgement(score), score, where);
    }

    private static double parsed(@Nullable String number) {
        try {
            return number == null ? Double.NaN : Double.parseDouble(number.strip());
        } catch (NumberFormatException e) {
            throw new LoopException(
                    "setting `score` found `" + number + "`, which is no number: its first group should"
                            + " match digits only",
                    e);
        }
    }
}
