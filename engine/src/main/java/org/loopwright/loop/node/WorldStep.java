package org.loopwright.loop.node;

import java.util.ArrayList;
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

/// `world`: does one turn in a text environment. With a model in a cycle this is acting by observation, as
/// in ReAct (Yao et al. 2022, arXiv 2210.03629).
///
/// Settings: `world`, its name; `reads` (Text), the action of this turn, left out in a node that opens the
/// game; `actions` (Samples), the slot that keeps all actions so far; `writes` (Text), what the player sees.
/// The game's seed is the item's, so every arm plays the same game; nodes of a loop that name the same
/// `actions` play on in one game. Exits: `open`, `won`, `lost`, each `next` where it is not wired; wired ones
/// are a choice that uses the world's answer. Cost: no model call.
public final class WorldStep implements NodeKind {
    private static final String TOOL = "world";
    private static final List<String> ENDS = List.of("open", "won", "lost");

    @Override
    public String name() {
        return "world";
    }

    @Override
    public KindSignature signature() {
        return new KindSignature(
                "Does one turn in a text environment.",
                List.of(
                        Field.required("world", FieldType.TEXT, "`number-guessing`, `grid-walk`, or one of your own."),
                        Field.optional("reads", FieldType.READ, "The action; left out to open the game.")
                                .of(SlotType.TEXT),
                        Field.required("actions", FieldType.WRITE, "The slot that keeps all actions so far.")
                                .of(SlotType.SAMPLES),
                        Fields.WRITES_TEXT),
                List.of(NodeSpec.NEXT, "open", "won", "lost"),
                KindSignature.ExitSet.CLOSED);
    }

    @Override
    public List<String> requiredExits(NodeSpec node) {
        return node.exits().keySet().containsAll(ENDS) ? List.of() : List.of(NodeSpec.NEXT);
    }

    @Override
    public Decision decide(Step step) {
        List<Value> actions = new ArrayList<>(Derived.elements(step, "actions"));
        step.settings().optionalText("reads").ifPresent(slot -> actions.add(step.require(slot)));
        Value all = Derived.samples(actions, Set.of(Source.Plain.GIVEN));
        List<ToolResult> results = step.toolResults();
        if (results.isEmpty()) {
            Map<String, String> call = new LinkedHashMap<>();
            call.put("world", step.settings().text("world"));
            call.put("seed", Long.toString(step.frame().seed()));
            List<String> texts = actions.stream().map(Value::text).toList();
            return new Decision.UseTool(TOOL, List.of(new ToolCall(call, texts)), all.sources());
        }
        ToolResult turn = results.getFirst();
        Set<Source> sources = Sources.union(all.sources(), turn.sources());
        Map<String, Value> writes = new LinkedHashMap<>();
        writes.put(step.settings().text("actions"), all);
        writes.put(step.settings().text("writes"), Derived.text(turn.text(), sources));
        boolean chose = ENDS.stream().anyMatch(step.node().exits()::containsKey);
        return new Decision.Move(Wired.orNext(step, turn.status()), writes, chose ? sources : Set.of());
    }
}
