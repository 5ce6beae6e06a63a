package org.loopwright.app.testing;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.loopwright.app.session.LoopEntry;
import org.loopwright.loop.Level;
import org.loopwright.loop.LoopParse;
import org.loopwright.loop.LoopProblem;
import org.loopwright.loop.LoopSpec;
import org.loopwright.loop.Mark;
import org.loopwright.loop.NodeSpec;
import org.loopwright.loop.Settings;
import org.loopwright.loop.SlotSpec;
import org.loopwright.loop.SlotType;

/// Loops to draw: draft, check, gate, revise.
public final class SampleLoop {
    private SampleLoop() {}

    /// The loop that the sample runs ran.
    public static LoopEntry selfCheck() {
        return entry("self-check.loop.yaml", selfCheckSpec("self-check", Map.of()));
    }

    /// The same with places given by hand.
    public static LoopEntry handPlaced() {
        return entry(
                "hand-placed.loop.yaml",
                selfCheckSpec(
                        "hand-placed",
                        Map.of(
                                "draft", new LoopSpec.Position(0, 0),
                                "check", new LoopSpec.Position(290, 0),
                                "gate", new LoopSpec.Position(580, 0),
                                "revise", new LoopSpec.Position(580, 190),
                                "done", new LoopSpec.Position(880, 0))));
    }

    /// A loop that can't run.
    public static LoopEntry broken() {
        LoopSpec spec = selfCheckSpec("unbounded", Map.of());
        return new LoopEntry(
                "unbounded.loop.yaml",
                new LoopParse(
                        spec,
                        List.of(new LoopProblem(
                                "unbounded-cycle",
                                LoopProblem.Severity.ERROR,
                                "check",
                                new Mark(21, 3),
                                "the cycle check -> gate -> revise has no cap: give one of its nodes max-visits"))));
    }

    /// A chain of so many generating nodes in rows of twenty, `step-0` on: a loop that is seen from afar.
    public static LoopEntry chain(int count) {
        Map<String, NodeSpec> nodes = new LinkedHashMap<>();
        Map<String, LoopSpec.Position> places = new LinkedHashMap<>();
        for (int i = 0; i < count; i++) {
            String id = "step-" + i;
            String next = i + 1 < count ? "step-" + (i + 1) : "done";
            nodes.put(
                    id,
                    node(
                            id,
                            "generate",
                            writing("draft", "Step " + i + ": {{ question }}"),
                            Map.of("next", next),
                            null));
            places.put(id, new LoopSpec.Position(300 * (i % 20), 200 * Math.floorDiv(i, 20)));
        }
        nodes.put("done", node("done", "stop", Map.of("returns", "draft"), Map.of(), null));
        places.put("done", new LoopSpec.Position(0, 200 * Math.ceilDiv(count, 20)));
        LoopSpec small = selfCheckSpec("chain", places);
        return entry(
                "chain.loop.yaml",
                new LoopSpec(
                        "chain",
                        Level.ITEM,
                        Map.of(),
                        List.of("student"),
                        small.slots(),
                        "step-0",
                        nodes,
                        places,
                        "c4a1".repeat(16)));
    }

    private static LoopEntry entry(String file, LoopSpec spec) {
        return new LoopEntry(file, new LoopParse(spec, List.of()));
    }

    private static LoopSpec selfCheckSpec(String name, Map<String, LoopSpec.Position> layout) {
        Map<String, NodeSpec> nodes = new LinkedHashMap<>();
        nodes.put(
                "draft",
                node(
                        "draft",
                        "generate",
                        writing("draft", "{{ question }}\nAnswer with one number."),
                        Map.of("next", "check"),
                        null));
        Map<String, Object> check = new LinkedHashMap<>();
        check.put("model", "student");
        check.put(
                "prompt",
                List.of(
                        Map.of("user", "{{ question }}"),
                        Map.of("assistant", "{{ draft }}"),
                        Map.of("user", "Is this answer right? Work it out again, then say yes or no.")));
        check.put("sampling", Map.of("temperature", 0, "max-tokens", 96));
        check.put("reads", List.of("question", "draft"));
        check.put("writes", "verdict");
        nodes.put(
                "check",
                node("check", "self-verify", check, exits("next", "gate", "capped", "done"), "params.revisions"));
        Map<String, Object> gate = new LinkedHashMap<>();
        gate.put("cases", List.of(cases("verdict.accept", "accept"), Map.of("exit", "revise")));
        nodes.put("gate", node("gate", "branch", gate, exits("accept", "done", "revise", "revise"), null));
        nodes.put(
                "revise",
                node(
                        "revise",
                        "refine",
                        writing(
                                "draft",
                                "{{ question }}\nYour answer was {{ draft }}. A check says it may be wrong. Answer again."),
                        Map.of("next", "check"),
                        null));
        nodes.put("done", node("done", "stop", Map.of("returns", "draft"), Map.of(), null));
        Map<String, SlotSpec> slots = new LinkedHashMap<>();
        slots.put("question", slot("question", SlotType.TEXT, "item.question", SlotSpec.Role.WORKING));
        slots.put("draft", slot("draft", SlotType.TEXT, null, SlotSpec.Role.ANSWER));
        slots.put("verdict", slot("verdict", SlotType.VERDICT, null, SlotSpec.Role.WORKING));
        return new LoopSpec(
                name,
                Level.ITEM,
                Map.of("revisions", 3),
                List.of("student"),
                slots,
                "draft",
                nodes,
                layout,
                "5f1c".repeat(16));
    }

    private static Map<String, Object> writing(String slot, String prompt) {
        Map<String, Object> settings = new LinkedHashMap<>();
        settings.put("model", "student");
        settings.put("prompt", List.of(Map.of("user", prompt)));
        Map<String, Object> sampling = new LinkedHashMap<>();
        sampling.put("temperature", 0.7);
        sampling.put("max-tokens", 48);
        settings.put("sampling", sampling);
        settings.put("writes", slot);
        return settings;
    }

    private static Map<String, Object> cases(String when, String exit) {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("when", when);
        entry.put("exit", exit);
        return entry;
    }

    private static Map<String, String> exits(String... pairs) {
        Map<String, String> exits = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            exits.put(pairs[i], pairs[i + 1]);
        }
        return exits;
    }

    private static NodeSpec node(
            String id, String kind, Map<String, Object> settings, Map<String, String> exits, @Nullable String cap) {
        return new NodeSpec(id, kind, new Settings(settings), exits, cap, Mark.NONE);
    }

    private static SlotSpec slot(String name, SlotType type, @Nullable String from, SlotSpec.Role role) {
        return new SlotSpec(name, type, from, null, role, Mark.NONE);
    }
}
