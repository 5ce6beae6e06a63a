package org.loopwright.loop.node;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.loopwright.loop.Content;
import org.loopwright.loop.Decision;
import org.loopwright.loop.FieldType;
import org.loopwright.loop.KindSignature;
import org.loopwright.loop.KindSignature.Field;
import org.loopwright.loop.NodeKind;
import org.loopwright.loop.NodeSpec;
import org.loopwright.loop.SlotType;
import org.loopwright.loop.Source;
import org.loopwright.loop.Step;
import org.loopwright.loop.Value;

/// `agreement`: judges an answer by how many samples agree with it. Self-consistency as confidence (Wang et
/// al. 2022, arXiv 2203.11171; Lyu et al. 2024, arXiv 2402.13904).
///
/// Settings: `reads`, the answer (Text); `samples` (Samples); `by`: `last-integer` (default) or `text`;
/// `accept-at`, the least share that accepts (0.5); `writes` (Verdict), whose score is the share of samples
/// with the same answer, in [0, 1]. An answer that is none is unparsed. Exit: `next`. Cost: no model call.
public final class Agreement implements NodeKind {
    @Override
    public String name() {
        return "agreement";
    }

    @Override
    public KindSignature signature() {
        return new KindSignature(
                "Judges an answer by how many samples agree with it.",
                List.of(
                        Field.required("reads", FieldType.READ, "The answer.").of(SlotType.TEXT),
                        Field.required("samples", FieldType.READ, "The samples.")
                                .of(SlotType.SAMPLES),
                        Field.optional("by", FieldType.TEXT, "`last-integer` or `text`."),
                        Field.optional("accept-at", FieldType.NUMBER, "The least share that accepts; 0.5."),
                        Fields.WRITES_VERDICT),
                List.of(NodeSpec.NEXT),
                KindSignature.ExitSet.CLOSED);
    }

    @Override
    public Decision decide(Step step) {
        Value answer = step.require(step.settings().text("reads"));
        List<Value> samples = Derived.someElements(step, "samples");
        AnswerKey key = AnswerKey.ofSetting(step.settings());
        Set<Source> sources = new HashSet<>(answer.sources());
        samples.forEach(sample -> sources.addAll(sample.sources()));
        return Decision.Move.writing(
                NodeSpec.NEXT,
                step.settings().text("writes"),
                new Value(verdict(step, key.of(answer.text()), samples, key), sources, null));
    }

    private static Content verdict(Step step, Optional<String> own, List<Value> samples, AnswerKey key) {
        if (own.isEmpty()) {
            return new Content.Verdict(Content.Judgement.UNPARSED, Double.NaN, "");
        }
        long same = samples.stream().filter(s -> key.of(s.text()).equals(own)).count();
        double share = (double) same / samples.size();
        Content.Judgement judgement =
                share >= step.number("accept-at", 0.5) ? Content.Judgement.ACCEPT : Content.Judgement.REJECT;
        return new Content.Verdict(judgement, share, "");
    }
}
