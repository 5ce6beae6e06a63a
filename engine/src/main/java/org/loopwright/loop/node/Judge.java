package org.loopwright.loop.node;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.loopwright.loop.Content;
import org.loopwright.loop.Decision;
import org.loopwright.loop.FieldType;
import org.loopwright.loop.KindSignature;
import org.loopwright.loop.KindSignature.Field;
import org.loopwright.loop.LoopException;
import org.loopwright.loop.NodeKind;
import org.loopwright.loop.NodeSpec;
import org.loopwright.loop.SlotSpec;
import org.loopwright.loop.SlotType;
import org.loopwright.loop.Step;
import org.loopwright.loop.Value;

/// `judge`: asks a model for a score and writes it. LLM-as-a-judge (Zheng et al. 2023, arXiv
/// 2306.05685), one answer at a time.
///
/// Settings: `model`, `prompt`, `sampling`; `score`, a regular expression whose first group is the
/// number (default `Score: 7.5`; the last match counts); `scale`, the best score (default 10);
/// `accept-at`, the score on that scale from which the answer is accepted (default half the scale);
/// `writes`, a Verdict or Number slot that gets score / scale, in [0, 1]. A missing number, or one
/// outside [0, scale], is unparsed: its score is NaN.
///
/// Exits: `next`, and `unparsed` when it is wired. Leaving by either is a choice that uses the judge's
/// text. Cost: 1 model call.
public final class Judge implements NodeKind {
    private static final Pattern SCORE = Pattern.compile("(?i)score\\W{0,5}(-?\\d+(?:\\.\\d+)?)");

    @Override
    public String name() {
        return "judge";
    }

    @Override
    public KindSignature signature() {
        return new KindSignature(
                "Asks a model for a score.",
                List.of(
                        Fields.MODEL,
                        Fields.PROMPT,
                        Fields.SAMPLING,
                        Field.optional(
                                "score", FieldType.REGEX, "Its first group is the number; the last match counts."),
                        Field.optional("scale", FieldType.NUMBER, "The best score; 10 when left out."),
                        Field.optional("accept-at", FieldType.NUMBER, "Accepts from this score; half the scale."),
                        Field.required("writes", FieldType.WRITE, "The Verdict or Number slot that gets the score.")),
                List.of(NodeSpec.NEXT, Wired.UNPARSED),
                KindSignature.ExitSet.CLOSED);
    }

    @Override
    public List<String> requiredExits(NodeSpec node) {
        return List.of(NodeSpec.NEXT);
    }

    @Override
    public Decision decide(Step step) {
        double scale = step.number("scale", 10);
        if (!(scale > 0)) {
            throw step.settings().wrong("scale", "a number above 0");
        }
        Pattern pattern = RegexSetting.of(step, "score", SCORE);
        if (pattern.matcher("").groupCount() < 1) {
            throw step.settings().wrong("score", "a regular expression with one group, the number");
        }
        return Ask.once(step, step.settings().maps("prompt"), text -> move(step, text, score(pattern, text, scale)));
    }

    private static Decision move(Step step, Value text, double score) {
        String slot = step.settings().text("writes");
        Value written = new Value(content(step, slot, score), text.sources(), null);
        String exit = Double.isNaN(score) ? Wired.orNext(step, Wired.UNPARSED) : NodeSpec.NEXT;
        boolean chose = step.node().exits().containsKey(Wired.UNPARSED);
        return new Decision.Move(exit, Map.of(slot, written), chose ? text.sources() : Set.of());
    }

    private static Content content(Step step, String slot, double score) {
        SlotSpec spec = step.loop().slots().get(slot);
        if (spec != null && spec.type() == SlotType.NUMBER) {
            return new Content.Numeric(score);
        }
        if (spec != null && spec.type() != SlotType.VERDICT) {
            throw step.settings().wrong("writes", "a slot of type Verdict or Number");
        }
        double scale = step.number("scale", 10);
        double threshold = step.number("accept-at", scale / 2) / scale;
        Content.Judgement judgement = Double.isNaN(score)
                ? Content.Judgement.UNPARSED
                : score >= threshold ? Content.Judgement.ACCEPT : Content.Judgement.REJECT;
        return new Content.Verdict(judgement, score, "");
    }

    /// The score in [0, 1], or NaN.
    private static double score(Pattern pattern, Value text, double scale) {
        Matcher matcher = pattern.matcher(new BoundedText(text.text()));
        double score = Double.NaN;
        while (RegexSetting.find(matcher)) {
            score = parsed(matcher.group(1));
        }
        return score >= 0 && score <= scale ? score / scale : Double.NaN;
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
