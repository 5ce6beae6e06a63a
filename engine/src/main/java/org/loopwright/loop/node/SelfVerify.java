package org.loopwright.loop.node;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.loopwright.loop.Content;
import org.loopwright.loop.Content.Judgement;
import org.loopwright.loop.Decision;
import org.loopwright.loop.FieldType;
import org.loopwright.loop.KindSignature;
import org.loopwright.loop.KindSignature.Field;
import org.loopwright.loop.NodeKind;
import org.loopwright.loop.NodeSpec;
import org.loopwright.loop.SlotType;
import org.loopwright.loop.Step;
import org.loopwright.loop.Value;

/// `self-verify`: asks a model whether an answer is right, and reads a verdict from its text. The
/// question of P(True) (Kadavath et al. 2022, arXiv 2207.05221), answered in words and not by a
/// probability.
///
/// Settings: `model`; `prompt` or else `reads`; `sampling`; `accept` and `reject`, regular expressions
/// searched in the text, the first group of `reject` being the place that is wrong; `writes` (Verdict);
/// `writes-text` (Text), which gets the check itself and keeps its tokens for later prompts. The default
/// prompt asks for `VERDICT: right` or `VERDICT: wrong at ...`, and the default expressions read that.
///
/// The score is 1 for accept, 0 for reject and NaN when neither expression matches, so that no
/// comparison with it holds; when both match, it is a rejection. Exits: `next`, and `unparsed` when it
/// is wired, which makes leaving a choice that uses the check. Cost: 1 model call.
public final class SelfVerify implements NodeKind {
    private static final String REQUEST = "Is the answer above right? Check it step by step. End with one line:"
            + " `VERDICT: right`, or `VERDICT: wrong at` and the first place that is wrong.";
    private static final Pattern ACCEPT = Pattern.compile("(?i)verdict:\\s*right\\b");
    private static final Pattern REJECT = Pattern.compile("(?i)verdict:\\s*wrong\\b(?:\\s+at\\s+([^\\n]*))?");

    @Override
    public String name() {
        return "self-verify";
    }

    @Override
    public KindSignature signature() {
        return new KindSignature(
                "Asks a model whether an answer is right.",
                List.of(
                        Fields.MODEL,
                        Fields.OWN_PROMPT,
                        Fields.READS,
                        Fields.SAMPLING,
                        Field.optional("accept", FieldType.REGEX, "Found in the text when the answer is right."),
                        Field.optional("reject", FieldType.REGEX, "Found when it is wrong; its first group is where."),
                        Fields.WRITES_VERDICT,
                        Field.optional("writes-text", FieldType.WRITE, "The slot that gets the text of the check.")
                                .of(SlotType.TEXT)),
                List.of(NodeSpec.NEXT, Wired.UNPARSED),
                KindSignature.ExitSet.CLOSED);
    }

    @Override
    public List<String> requiredExits(NodeSpec node) {
        return List.of(NodeSpec.NEXT);
    }

    @Override
    public Decision decide(Step step) {
        Pattern accept = RegexSetting.of(step, "accept", ACCEPT);
        Pattern reject = RegexSetting.of(step, "reject", REJECT);
        return Ask.once(
                step,
                DefaultPrompt.orOwn(step, REQUEST),
                check -> move(step, check, verdict(check.text(), accept, reject)));
    }

    private static Decision move(Step step, Value check, Content.Verdict verdict) {
        Map<String, Value> writes = new LinkedHashMap<>();
        step.settings().optionalText("writes-text").ifPresent(slot -> writes.put(slot, check));
        writes.put(step.settings().text("writes"), new Value(verdict, check.sources(), null));
        String exit = verdict.judgement() == Judgement.UNPARSED ? Wired.orNext(step, Wired.UNPARSED) : NodeSpec.NEXT;
        boolean chose = step.node().exits().containsKey(Wired.UNPARSED);
        return new Decision.Move(exit, writes, chose ? check.sources() : Set.of());
    }

    private static Content.Verdict verdict(String text, Pattern accept, Pattern reject) {
        Matcher wrong = reject.matcher(BoundedText.answer(text));
        if (RegexSetting.find(wrong)) {
            String where = wrong.groupCount() > 0 && wrong.group(1) != null
                    ? wrong.group(1).strip()
                    : "";
            return new Content.Verdict(Judgement.REJECT, 0, where);
        }
        return RegexSetting.find(accept.matcher(BoundedText.answer(text)))
                ? new Content.Verdict(Judgement.ACCEPT, 1, "")
                : new Content.Verdict(Judgement.UNPARSED, Double.NaN, "");
    }
}
