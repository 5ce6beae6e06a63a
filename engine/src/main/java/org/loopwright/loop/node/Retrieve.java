package org.loopwright.loop.node;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
import org.loopwright.loop.ToolCall;
import org.loopwright.loop.ToolResult;
import org.loopwright.loop.Value;

/// `retrieve`: writes the passages of a folder of the project that fit a text best, ranked by BM25 (Robertson
/// and Zaragoza 2009). Retrieval-augmented generation (Lewis et al. 2020, arXiv 2005.11401) with a model
/// that is shown them.
///
/// Settings: `reads` (Text), the query; `folder`, within the project, of `.txt` and `.md` files whose
/// paragraphs are the passages; `k`, how many (3); `writes` (Text), which gets them one below the other, best
/// first, and is empty when none shares a word with the query. Sources: the query's, and `tool(retrieve)`.
/// Exits: `next`, and `nothing` (`next` when it is not wired), a choice that uses the query. Cost: no model
/// call.
public final class Retrieve implements NodeKind {
    private static final String TOOL = "retrieve";
    private static final String NOTHING = "nothing";

    @Override
    public String name() {
        return "retrieve";
    }

    @Override
    public KindSignature signature() {
        return new KindSignature(
                "Writes the passages of a folder that fit a text best.",
                List.of(
                        Field.required("reads", FieldType.READ, "The query.").of(SlotType.TEXT),
                        Field.required("folder", FieldType.TEXT, "A folder of the project with text files."),
                        Field.optional("k", FieldType.INTEGER, "How many passages; 3."),
                        Fields.WRITES_TEXT),
                List.of(NodeSpec.NEXT, NOTHING),
                KindSignature.ExitSet.CLOSED);
    }

    @Override
    public List<String> requiredExits(NodeSpec node) {
        return List.of(NodeSpec.NEXT);
    }

    @Override
    public Decision decide(Step step) {
        Value query = step.require(step.settings().text("reads"));
        int k = step.integer("k", 3);
        if (k < 1) {
            throw step.settings().wrong("k", "a whole number of at least 1, or `params.name`");
        }
        List<ToolResult> results = step.toolResults();
        if (results.isEmpty()) {
            Map<String, String> call = new LinkedHashMap<>();
            call.put("folder", step.settings().text("folder"));
            call.put("k", Integer.toString(k));
            return new Decision.UseTool(TOOL, List.of(new ToolCall(call, List.of(query.text()))), query.sources());
        }
        ToolResult found = results.getFirst();
        Set<Source> sources = Sources.union(query.sources(), found.sources());
        boolean chose = step.node().exits().containsKey(NOTHING);
        return new Decision.Move(
                found.texts().isEmpty() ? Wired.orNext(step, NOTHING) : NodeSpec.NEXT,
                Map.of(step.settings().text("writes"), Derived.text(String.join("\n\n", found.texts()), sources)),
                chose ? sources : Set.of());
    }
}
