package org.loopwright.loop.node;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
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
import org.loopwright.loop.StepResult;
import org.loopwright.loop.Value;

/// `sample`: asks a model for several answers to one prompt, each with a seed of its own.
///
/// Settings: `model`, `prompt`, `sampling`, `n` (at least 1), `writes` (Samples). Each sample keeps its
/// sources and its tokens. Exit: `next`. Cost: n model calls in one batch, which share the prompt's
/// computation.
public final class Sample implements NodeKind {
    @Override
    public String name() {
        return "sample";
    }

    @Override
    public KindSignature signature() {
        return new KindSignature(
                "Asks a model for several answers to one prompt.",
                List.of(
                        Fields.MODEL,
                        Field.required("n", FieldType.INTEGER, "How many answers, at least 1."),
                        Fields.PROMPT,
                        Fields.SAMPLING,
                        Field.required("writes", FieldType.WRITE, "The slot that gets the answers.")
                                .of(SlotType.SAMPLES)),
                List.of(NodeSpec.NEXT),
                KindSignature.ExitSet.CLOSED);
    }

    @Override
    public Decision decide(Step step) {
        int n = step.integer("n", 0);
        if (n < 1) {
            throw step.settings().wrong("n", "a whole number of at least 1, or `params.name`");
        }
        Step.Rendered rendered = step.prompt();
        List<StepResult.Completed> answers = step.completions();
        if (answers.size() < n) {
            int missing = n - answers.size();
            return new Decision.Generate(
                    step.settings().text("model"),
                    step.requests(rendered.prompt(), answers.size(), missing),
                    rendered.uses());
        }
        return Decision.Move.writing(
                NodeSpec.NEXT, step.settings().text("writes"), samples(step, answers, rendered.uses()));
    }

    private static Value samples(Step step, List<StepResult.Completed> answers, Set<Source> uses) {
        List<Value> values = new ArrayList<>();
        Set<Source> sources = new HashSet<>();
        for (int i = 0; i < answers.size(); i++) {
            Value value = step.authored(answers.get(i), i, uses);
            values.add(value);
            sources.addAll(value.sources());
        }
        return new Value(new Content.Samples(values), sources, null);
    }
}
