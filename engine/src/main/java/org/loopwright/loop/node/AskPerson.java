package org.loopwright.loop.node;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.loopwright.loop.Decision;
import org.loopwright.loop.FieldType;
import org.loopwright.loop.KindSignature;
import org.loopwright.loop.KindSignature.Field;
import org.loopwright.loop.NodeKind;
import org.loopwright.loop.NodeSpec;
import org.loopwright.loop.Source;
import org.loopwright.loop.Sources;
import org.loopwright.loop.Step;
import org.loopwright.loop.StepResult;
import org.loopwright.model.Prompt;

/// `ask`: asks a person and writes the answer. The item waits, for days if need be; others go on.
///
/// Settings: `prompt`, whose messages the person reads one below the other; `writes` (Text). The answer
/// has source `human` and those of what the person read. Exit: `next`. Cost: no model call.
public final class AskPerson implements NodeKind {
    @Override
    public String name() {
        return "ask";
    }

    @Override
    public KindSignature signature() {
        return new KindSignature(
                "Asks a person and waits for the answer.",
                List.of(
                        Field.required("prompt", FieldType.PROMPT, "What the person reads, `[{user: \"...\"}]`."),
                        Fields.WRITES_TEXT),
                List.of(NodeSpec.NEXT),
                KindSignature.ExitSet.CLOSED);
    }

    @Override
    public Decision decide(Step step) {
        Step.Rendered rendered = step.prompt();
        for (StepResult result : step.results()) {
            if (result instanceof StepResult.Answered(String text)) {
                Set<Source> sources = Sources.union(rendered.uses(), Set.of(Source.Plain.HUMAN));
                return new Decision.Move(
                        NodeSpec.NEXT, Map.of(step.settings().text("writes"), Derived.text(text, sources)), Set.of());
            }
        }
        String question =
                rendered.prompt().messages().stream().map(Prompt.Message::text).collect(Collectors.joining("\n\n"));
        return new Decision.Ask(question, rendered.uses());
    }
}
