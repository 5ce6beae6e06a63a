package org.loopwright.loop.node;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.loopwright.loop.Decision;
import org.loopwright.loop.Frame;
import org.loopwright.loop.FramePath;
import org.loopwright.loop.Language;
import org.loopwright.loop.Level;
import org.loopwright.loop.LoopSpec;
import org.loopwright.loop.Mark;
import org.loopwright.loop.NodeKind;
import org.loopwright.loop.NodeSpec;
import org.loopwright.loop.Settings;
import org.loopwright.loop.SlotSpec;
import org.loopwright.loop.SlotType;
import org.loopwright.loop.Source;
import org.loopwright.loop.Step;
import org.loopwright.loop.StepResult;
import org.loopwright.loop.ToolResult;
import org.loopwright.loop.Value;
import org.loopwright.loop.cel.CelConditions;
import org.loopwright.loop.jinja.JinjaTemplates;
import org.loopwright.model.Completion;
import org.loopwright.model.TokenIds;
import org.loopwright.model.TokenValues;
import org.loopwright.task.Grade;

/// One visit of one node, made by hand: settings, slots, and the results that are fed in.
final class StepFixture {
    static final String STUDENT = "hash-of-student";
    private static final Language LANGUAGE = new Language(new JinjaTemplates(), new CelConditions());

    private final NodeKind kind;
    private final Map<String, Object> settings;
    private final Map<String, Object> params = new LinkedHashMap<>();
    private final Map<String, SlotSpec> slots = new LinkedHashMap<>();
    private final Map<String, Value> values = new LinkedHashMap<>();
    private final List<StepResult> results = new ArrayList<>();
    private Map<String, String> exits = Map.of("next", "done");
    private long seed = 7;

    StepFixture(NodeKind kind, Map<String, Object> settings) {
        this.kind = kind;
        this.settings = settings;
    }

    StepFixture exits(String... names) {
        exits = new LinkedHashMap<>();
        for (String name : names) {
            exits.put(name, "done");
        }
        return this;
    }

    StepFixture param(String name, Object value) {
        params.put(name, value);
        return this;
    }

    StepFixture declare(String slot, SlotType type, SlotSpec.Role role) {
        slots.put(slot, new SlotSpec(slot, type, null, null, role, Mark.NONE));
        return this;
    }

    StepFixture slot(String slot, Value value) {
        values.put(slot, value);
        return slots.containsKey(slot) ? this : declare(slot, value.content().type(), SlotSpec.Role.WORKING);
    }

    StepFixture given(String slot, String text) {
        return slot(slot, Value.given(text));
    }

    StepFixture seed(long value) {
        seed = value;
        return this;
    }

    StepFixture completed(String text, String modelHash, int... ids) {
        results.add(new StepResult.Completed(
                new Completion(
                        text, TokenIds.of(1, 2), TokenIds.of(ids), null, null, null, Completion.Finish.STOP, 0, 0),
                modelHash));
        return this;
    }

    StepFixture graded(boolean correct) {
        results.add(new StepResult.Scored(
                new Grade(Grade.Status.PARSED, "4", correct, "because", "last-integer/1", "integer/1")));
        return this;
    }

    StepFixture used(String status, String... texts) {
        results.add(new StepResult.Used(new ToolResult(status, List.of(texts), Set.of(new Source.Tool("tool")))));
        return this;
    }

    StepFixture answered(String question, String text) {
        results.add(new StepResult.Asked(question));
        results.add(new StepResult.Answered(text));
        return this;
    }

    /// A completion whose tokens have these probabilities; their logarithms stand in for the entropy, too.
    StepFixture probable(String text, String modelHash, double... probabilities) {
        float[] logs = new float[probabilities.length];
        int[] ids = new int[probabilities.length];
        for (int i = 0; i < logs.length; i++) {
            logs[i] = (float) Math.log(probabilities[i]);
        }
        TokenValues values = TokenValues.of(logs);
        results.add(new StepResult.Completed(
                new Completion(
                        text, TokenIds.of(1), TokenIds.of(ids), values, null, values, Completion.Finish.STOP, 0, 0),
                modelHash));
        return this;
    }

    StepFixture returned(Map<String, Value> back) {
        results.add(new StepResult.Returned(back));
        return this;
    }

    Step step() {
        NodeSpec node = new NodeSpec("here", kind.name(), new Settings(settings), exits, null, Mark.NONE);
        LoopSpec loop = new LoopSpec(
                "test", Level.ITEM, params, List.of("student"), slots, "here", Map.of("here", node), Map.of(), "");
        Frame frame = Frame.open(new FramePath("item1"), "item1", seed, Set.of(STUDENT), values, "here");
        return new Step(loop, node, frame.withResults(results), LANGUAGE);
    }

    Decision decide() {
        return kind.decide(step());
    }
}
