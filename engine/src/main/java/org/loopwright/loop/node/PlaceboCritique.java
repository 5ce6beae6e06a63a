package org.loopwright.loop.node;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.loopwright.loop.Decision;
import org.loopwright.loop.FieldType;
import org.loopwright.loop.KindSignature;
import org.loopwright.loop.KindSignature.Field;
import org.loopwright.loop.LoopException;
import org.loopwright.loop.NodeKind;
import org.loopwright.loop.NodeSpec;
import org.loopwright.loop.Seeds;
import org.loopwright.loop.Step;
import org.loopwright.loop.ToolCall;
import org.loopwright.loop.ToolResult;
import org.loopwright.loop.Value;

/// `placebo-critique`: writes a critique that was made for another item, so that a loop's gain can be
/// compared with the gain from any critique at all (placebo-adjusted gain).
///
/// Settings: `dataset`, a dataset of stored critiques; `field` that holds them (default `critique`);
/// `writes` (Text). The item is drawn by the visit's seed, never the one being answered (by id), so every
/// arm gets the same placebo. Source: `given`, for it says nothing about this item. Exit: `next`. Cost: no
/// model call.
public final class PlaceboCritique implements NodeKind {
    private static final String FIELD = "critique";

    @Override
    public String name() {
        return "placebo-critique";
    }

    @Override
    public KindSignature signature() {
        return new KindSignature(
                "Writes a critique that was made for another item.",
                List.of(
                        DatasetDraw.DATASET,
                        Field.optional("field", FieldType.TEXT, "The field that holds critiques; `critique`."),
                        Fields.WRITES_TEXT),
                List.of(NodeSpec.NEXT),
                KindSignature.ExitSet.CLOSED);
    }

    @Override
    public Decision decide(Step step) {
        List<ToolResult> results = step.toolResults();
        if (results.isEmpty()) {
            long seed = Seeds.ofChoice(
                    step.frame().seed(), step.node().id(), step.frame().visit());
            Map<String, String> call = new LinkedHashMap<>();
            call.put("dataset", step.settings().text("dataset"));
            call.put("take", "any");
            call.put("count", "1");
            call.put("seed", Long.toString(seed));
            call.put("except", step.frame().item());
            return new Decision.UseTool(DatasetDraw.TOOL, List.of(new ToolCall(call, List.of())), Set.of());
        }
        String field = step.settings().optionalText("field").orElse(FIELD);
        Map<String, Object> fields = DatasetDraw.fields(results.getFirst().text());
        Object critique = fields.get(field);
        if (critique == null) {
            throw new LoopException("node " + step.node().id() + ": the items of dataset "
                    + step.settings().text("dataset") + " have no field `" + field + "`; they have " + fields.keySet());
        }
        return Decision.Move.writing(NodeSpec.NEXT, step.settings().text("writes"), Value.given(critique.toString()));
    }
}
