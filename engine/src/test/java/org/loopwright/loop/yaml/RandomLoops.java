package org.loopwright.loop.yaml;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.loopwright.loop.Level;
import org.loopwright.loop.LoopSpec;
import org.loopwright.loop.Mark;
import org.loopwright.loop.NodeSpec;
import org.loopwright.loop.Settings;
import org.loopwright.loop.SlotSpec;
import org.loopwright.loop.SlotType;

/// Small loops by chance: well-formed, not necessarily sensible.
final class RandomLoops {
    private static final List<String> TEXTS = List.of(
            "plain",
            "",
            " lead",
            "{{ question }}",
            "a: b",
            "- x",
            "# no",
            "yes",
            "1",
            "0.50",
            "null",
            "~",
            "two\nlines\n",
            "tab\there",
            "quote \" and ' and \\",
            "\ud83d\ude00",
            "@at",
            "{% raw %}",
            "<|im_start|>",
            "é\u2028\u0085\ufeff",
            "params.n",
            "true",
            "[1, 2]",
            "*alias",
            "&anchor",
            "!tag",
            "%directive",
            "---",
            "...",
            "a #b");

    private final Random random;

    RandomLoops(long seed) {
        this.random = new Random(seed);
    }

    LoopSpec next() {
        Map<String, SlotSpec> slots = new LinkedHashMap<>();
        for (int i = 0; i < 1 + random.nextInt(4); i++) {
            slots.put("slot" + i, slot("slot" + i));
        }
        Map<String, NodeSpec> nodes = new LinkedHashMap<>();
        Map<String, LoopSpec.Position> layout = new LinkedHashMap<>();
        for (int i = 0; i < 1 + random.nextInt(5); i++) {
            nodes.put("node-" + i, node("node-" + i));
            layout.put("node-" + i, new LoopSpec.Position(random.nextInt(500), random.nextDouble()));
        }
        return LoopHash.stamped(new LoopSpec(
                text(),
                random.nextBoolean() ? Level.ITEM : Level.ROUND,
                Map.of("n", (long) random.nextInt(9), "p", random.nextDouble(), "t", text(), "b", random.nextBoolean()),
                List.of("student", "judge").subList(0, random.nextInt(3)),
                slots,
                "node-0",
                nodes,
                layout,
                ""));
    }

    private SlotSpec slot(String name) {
        return new SlotSpec(
                name,
                pick(List.of(SlotType.values())),
                random.nextBoolean() ? "item." + name : null,
                random.nextBoolean() ? text() : null,
                random.nextBoolean() ? SlotSpec.Role.ANSWER : SlotSpec.Role.WORKING,
                Mark.NONE);
    }

    private NodeSpec node(String id) {
        Map<String, Object> settings = new LinkedHashMap<>();
        for (int i = 0; i < random.nextInt(5); i++) {
            settings.put("setting-" + i, value(3));
        }
        Map<String, String> exits = new LinkedHashMap<>();
        for (int i = 0; i < random.nextInt(3); i++) {
            exits.put("exit" + i, "node-" + random.nextInt(3));
        }
        return new NodeSpec(
                id,
                pick(List.of("generate", "my-own-kind", "stop")),
                new Settings(settings),
                exits,
                random.nextBoolean() ? pick(List.of("3", "params.n")) : null,
                Mark.NONE);
    }

    private Object value(int depth) {
        int form = random.nextInt(depth > 0 ? 6 : 4);
        return switch (form) {
            case 0 -> (long) random.nextInt(1000) - 500;
            case 1 -> random.nextGaussian() * Math.pow(10, random.nextInt(20) - 10);
            case 2 -> random.nextBoolean();
            case 3 -> text();
            case 4 -> {
                List<Object> list = new ArrayList<>();
                for (int i = 0; i < random.nextInt(4); i++) {
                    list.add(value(depth - 1));
                }
                yield list;
            }
            default -> {
                Map<String, Object> map = new LinkedHashMap<>();
                for (int i = 0; i < random.nextInt(4); i++) {
                    map.put(text() + i, value(depth - 1));
                }
                yield map;
            }
        };
    }

    String text() {
        return pick(TEXTS);
    }

    private <T> T pick(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }
}
