package org.loopwright.loop.yaml;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.loopwright.loop.Level;
import org.loopwright.loop.LoopNote;
import org.loopwright.loop.LoopParse;
import org.loopwright.loop.LoopSpec;
import org.loopwright.loop.Mark;
import org.loopwright.loop.NodeSpec;
import org.loopwright.loop.SlotSpec;
import org.snakeyaml.engine.v2.nodes.MappingNode;

/// Reads the top map of a loop file.
final class LoopReader {
    private static final List<String> KEYS =
            List.of(LoopYaml.HEADER, "name", "level", "params", "models", "slots", "start", "nodes", "layout", "notes");

    private final ProblemList problems = new ProblemList();
    private final YamlMap top;
    private final Map<String, Object> plain;

    private LoopReader(MappingNode root) {
        this.top = YamlMap.of(root, null, problems);
        // Slots and nodes have readers of their own, which say more about what is wrong.
        Map<String, YamlMap.Entry> simple = new LinkedHashMap<>(top.entries());
        simple.remove("slots");
        simple.remove("nodes");
        this.plain = new PlainTree(null, problems).map(new YamlMap(simple, top.mark()));
    }

    static LoopParse read(MappingNode root) {
        LoopReader reader = new LoopReader(root);
        LoopSpec loop = reader.version() ? reader.loop() : null;
        return new LoopParse(loop, reader.problems.sorted());
    }

    /// Whether this program can read the file at all.
    private boolean version() {
        Object version = plain.get(LoopYaml.HEADER);
        if (version == null) {
            error("header", "the header is missing: a loop begins with `loopwright: " + LoopYaml.VERSION + "`");
            return true;
        }
        if (version instanceof Long number && number > LoopYaml.VERSION) {
            error(
                    LoopYaml.HEADER,
                    "header",
                    "this loop is written by a newer Loopwright (format " + number + "; this one reads "
                            + LoopYaml.VERSION + "): update Loopwright to open it");
            return false;
        }
        if (!version.equals((long) LoopYaml.VERSION)) {
            error(LoopYaml.HEADER, "header", "the format is `" + version + "`: it should be " + LoopYaml.VERSION);
        }
        return true;
    }

    private LoopSpec loop() {
        top.refuseOthers(KEYS, "key of a loop", problems);
        Map<String, SlotSpec> slots =
                map("slots").map(new SlotReader(problems)::read).orElse(Map.of());
        Map<String, NodeSpec> nodes =
                map("nodes").map(new NodeReader(problems)::read).orElse(Map.of());
        if (nodes.isEmpty()) {
            error("nodes", "no-nodes", "the loop has no nodes: write at least `nodes: {done: {kind: stop}}`");
        }
        LoopSpec loop = new LoopSpec(
                text("name", "unnamed"),
                level(),
                params(),
                models(),
                slots,
                text("start", nodes.keySet().stream().findFirst().orElse("")),
                nodes,
                layout(),
                notes(),
                "");
        return LoopHash.stamped(loop);
    }

    private String text(String key, String fallback) {
        Object value = plain.get(key);
        if (value == null || value instanceof Map || value instanceof List) {
            error(
                    key,
                    "bad-" + key,
                    value == null
                            ? "`" + key + "` is missing: write `" + key + ": " + fallback + "`"
                            : "`" + key + "` is `" + value + "`: it should be a text");
            return fallback;
        }
        return value.toString();
    }

    private Level level() {
        Object value = plain.getOrDefault("level", "item");
        if (value.equals("item")) {
            return Level.ITEM;
        }
        if (!value.equals("round")) {
            error("level", "bad-level", "the level is `" + value + "`: it should be item or round");
        }
        return Level.ROUND;
    }

    private Map<String, Object> params() {
        Map<String, Object> params = new LinkedHashMap<>();
        plainMap("params").forEach((name, value) -> {
            if (value instanceof Map || value instanceof List) {
                error(
                        "params",
                        "bad-params",
                        "parameter " + name + " is `" + value + "`: it should be a number, a text, true or false");
            } else if (!Names.fitsVariable(name)) {
                error("params", "bad-params", "a parameter can't be named `" + name + "`: use letters, digits and _");
            } else {
                params.put(name, value);
            }
        });
        return params;
    }

    private List<String> models() {
        Object value = plain.getOrDefault("models", List.of());
        List<String> roles = new ArrayList<>();
        if (value instanceof List<?> list && list.stream().allMatch(String.class::isInstance)) {
            list.forEach(role -> roles.add(String.valueOf(role)));
        } else {
            error("models", "bad-models", "`models` is `" + value + "`: it should be a list of roles, [student]");
        }
        return roles;
    }

    private Map<String, LoopSpec.Position> layout() {
        Map<String, LoopSpec.Position> layout = new LinkedHashMap<>();
        plainMap("layout").forEach((node, place) -> {
            NoteReader.pair(place)
                    .ifPresentOrElse(
                            at -> layout.put(node, at),
                            () -> error(
                                    "layout",
                                    "bad-layout",
                                    "the place of " + node + " is `" + place + "`: it should be [x, y]"));
        });
        return layout;
    }

    private Map<String, LoopNote> notes() {
        Map<String, LoopNote> notes = new LinkedHashMap<>();
        plainMap("notes").forEach((id, tree) -> {
            NoteReader.read(tree)
                    .ifPresentOrElse(
                            note -> notes.put(id, note),
                            () -> error(
                                    "notes",
                                    "bad-notes",
                                    "note " + id + " is `" + tree + "`: it should be {text: why, at: [0, 0], size: "
                                            + "[200, 80]}, or {text: checks, nodes: [critique]} for a group"));
        });
        return notes;
    }

    private Map<String, Object> plainMap(String key) {
        Object value = plain.getOrDefault(key, Map.of());
        Map<String, Object> map = new LinkedHashMap<>();
        if (value instanceof Map<?, ?> entries) {
            entries.forEach((name, element) -> map.put(String.valueOf(name), element));
        } else {
            error(key, "bad-" + key, "`" + key + "` is `" + value + "`: it should be a map");
        }
        return map;
    }

    private Optional<YamlMap> map(String key) {
        YamlMap.Entry entry = top.get(key);
        if (entry == null) {
            return Optional.empty();
        }
        if (entry.value() instanceof MappingNode node) {
            return Optional.of(YamlMap.of(node, null, problems));
        }
        error(key, "bad-" + key, "`" + key + "` should be a map");
        return Optional.empty();
    }

    private void error(String code, String message) {
        problems.error(code, null, top.mark(), message);
    }

    /// @param key the top-level key whose line is named
    private void error(String key, String code, String message) {
        YamlMap.@Nullable Entry entry = top.get(key);
        Mark mark = entry == null ? top.mark() : entry.mark();
        problems.error(code, null, mark, message);
    }
}
