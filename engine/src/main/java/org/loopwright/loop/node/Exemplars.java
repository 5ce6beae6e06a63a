package org.loopwright.loop.node;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.loopwright.loop.Decision;
import org.loopwright.loop.FewShot;
import org.loopwright.loop.FieldType;
import org.loopwright.loop.KindSignature;
import org.loopwright.loop.KindSignature.Field;
import org.loopwright.loop.NodeKind;
import org.loopwright.loop.NodeSpec;
import org.loopwright.loop.Source;
import org.loopwright.loop.Sources;
import org.loopwright.loop.Step;
import org.loopwright.loop.ToolCall;
import org.loopwright.loop.ToolResult;

/// `exemplars`: writes worked examples from a few-shot split, for prompts to show. In-context learning
/// (Brown et al. 2020, arXiv 2005.14165); the order matters (Lu et al. 2021, arXiv 2104.08786) and is a
/// setting of its own.
///
/// Settings: `dataset`, whose split must be few-shot; `k`, how many, from its start; `order-seed`, which
/// shuffles them (0, the default, keeps the file's order), the same for every item; `show`, a template over
/// the example's fields and `answer`; `writes` (Text), which gets them one below the other. The text has
/// source `label` of that split where the examples have answers. Exit: `next`. Cost: no model call.
public final class Exemplars implements NodeKind {
    @Override
    public String name() {
        return "exemplars";
    }

    @Override
    public KindSignature signature() {
        return new KindSignature(
                "Writes worked examples for prompts to show.",
                List.of(
                        DatasetDraw.DATASET,
                        Field.required("k", FieldType.INTEGER, "How many examples, at least 1."),
                        Field.optional("order-seed", FieldType.INTEGER, "Shuffles them; 0 keeps the file's order."),
                        Field.optional("show", FieldType.TEXT, "How one is shown; `{{ field }}` shows a field."),
                        Fields.WRITES_TEXT),
                List.of(NodeSpec.NEXT),
                KindSignature.ExitSet.CLOSED);
    }

    @Override
    public Decision decide(Step step) {
        int k = step.integer("k", 0);
        if (k < 1) {
            throw step.settings().wrong("k", "a whole number of at least 1, or `params.name`");
        }
        List<ToolResult> results = step.toolResults();
        if (results.isEmpty()) {
            Map<String, String> call = new LinkedHashMap<>();
            call.put("dataset", step.settings().text("dataset"));
            call.put("take", "first");
            call.put("count", Integer.toString(k));
            call.put("split", "few-shot");
            call.put("except", step.frame().item());
            return new Decision.UseTool(DatasetDraw.TOOL, List.of(new ToolCall(call, List.of())), Set.of());
        }
        List<String> shown = new ArrayList<>();
        for (String json : FewShot.ordered(results.getFirst().texts(), step.integer("order-seed", 0))) {
            shown.add(shown(step, DatasetDraw.fields(json)));
        }
        Set<Source> sources = Sources.union(results.getFirst().sources(), Set.of(Source.Plain.GIVEN));
        return Decision.Move.writing(
                NodeSpec.NEXT, step.settings().text("writes"), Derived.text(String.join("\n\n", shown), sources));
    }

    private static String shown(Step step, Map<String, Object> fields) {
        StringBuilder text = new StringBuilder();
        String template = step.settings().optionalText("show").orElse(FewShot.SHOW);
        step.language().templates().render(template, fields).forEach(piece -> text.append(piece.text()));
        return text.toString();
    }
}
