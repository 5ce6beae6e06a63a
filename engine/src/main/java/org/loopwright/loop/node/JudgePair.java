package org.loopwright.loop.node;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.loopwright.loop.Decision;
import org.loopwright.loop.FieldType;
import org.loopwright.loop.KindSignature;
import org.loopwright.loop.KindSignature.Field;
import org.loopwright.loop.NodeKind;
import org.loopwright.loop.NodeSpec;
import org.loopwright.loop.SlotType;
import org.loopwright.loop.Source;
import org.loopwright.loop.Sources;
import org.loopwright.loop.Step;
import org.loopwright.loop.StepResult;
import org.loopwright.loop.Value;
import org.loopwright.model.CompletionRequest;

/// `judge-pair`: asks a model which of two answers is better, in both orders, and keeps that one. Pairwise
/// judging with swapped positions (Zheng et al. 2023, arXiv 2306.05685).
///
/// Settings: `model`; `prompt`, which shows the slots `first` and `second`; `sampling`; `first` and `second`
/// (Text); `prefers-first` and `prefers-second`, regular expressions searched in the reply (`\bA\b`, `\bB\b`
/// after `Better:`, whatever case); `writes` (Text) gets the better answer with its tokens; `writes-share`
/// (Number) gets the share of the two orders that prefer `first`: 1, 0.5 or 0.
///
/// A reply that matches neither or both prefers none. Where the orders disagree, `first` is kept: put the
/// answer that should be kept in doubt there. Choosing uses both answers and the judge's replies. Exit:
/// `next`. Cost: 2 model calls in one batch.
public final class JudgePair implements NodeKind {
    private static final Pattern FIRST = Pattern.compile("(?i)better:?\\s*\\W{0,3}A\\b");
    private static final Pattern SECOND = Pattern.compile("(?i)better:?\\s*\\W{0,3}B\\b");

    @Override
    public String name() {
        return "judge-pair";
    }

    @Override
    public KindSignature signature() {
        return new KindSignature(
                "Asks which of two answers is better, in both orders.",
                List.of(
                        Fields.MODEL,
                        Fields.PROMPT,
                        Fields.SAMPLING,
                        Field.required("first", FieldType.READ, "One answer; kept in doubt.")
                                .of(SlotType.TEXT),
                        Field.required("second", FieldType.READ, "The other answer.")
                                .of(SlotType.TEXT),
                        Field.optional("prefers-first", FieldType.REGEX, "Found when the first shown is better."),
                        Field.optional("prefers-second", FieldType.REGEX, "Found when the second shown is better."),
                        Fields.WRITES_TEXT,
                        Field.optional("writes-share", FieldType.WRITE, "The slot that gets the share for the first.")
                                .of(SlotType.NUMBER)),
                List.of(NodeSpec.NEXT),
                KindSignature.ExitSet.CLOSED);
    }

    @Override
    public Decision decide(Step step) {
        String first = step.settings().text("first");
        String second = step.settings().text("second");
        Value one = step.require(first);
        Value other = step.require(second);
        Step.Rendered straight = step.prompt();
        Step.Rendered swapped = step.showing(first, other).showing(second, one).prompt();
        Set<Source> uses = Sources.union(straight.uses(), swapped.uses());
        List<StepResult.Completed> replies = step.completions();
        if (replies.size() < 2) {
            List<CompletionRequest> requests = new ArrayList<>(step.requests(straight.prompt(), 0, 1));
            requests.addAll(step.requests(swapped.prompt(), 1, 1));
            return new Decision.Generate(step.settings().text("model"), requests.subList(replies.size(), 2), uses);
        }
        double share = (preference(step, replies.get(0)) + 1 - preference(step, replies.get(1))) / 2;
        Set<Source> sources = Sources.union(
                one.sources(),
                other.sources(),
                step.authored(replies.get(0), 0, uses).sources(),
                step.authored(replies.get(1), 1, uses).sources());
        Map<String, Value> writes = new LinkedHashMap<>();
        step.settings()
                .optionalText("writes-share")
                .ifPresent(slot -> writes.put(slot, Derived.number(share, sources)));
        writes.put(step.settings().text("writes"), (share >= 0.5 ? one : other).withSources(sources));
        return new Decision.Move(NodeSpec.NEXT, writes, sources);
    }

    /// 1 for the answer that was shown first, 0 for the second, 0.5 for none.
    private static double preference(Step step, StepResult.Completed reply) {
        String text = reply.completion().text();
        boolean first =
                RegexSetting.find(RegexSetting.of(step, "prefers-first", FIRST).matcher(BoundedText.answer(text)));
        boolean second = RegexSetting.find(
                RegexSetting.of(step, "prefers-second", SECOND).matcher(BoundedText.answer(text)));
        return first == second ? 0.5 : first ? 1 : 0;
    }
}
