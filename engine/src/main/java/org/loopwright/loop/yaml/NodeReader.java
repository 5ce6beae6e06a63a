package org.loopwright.loop.yaml;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.loopwright.loop.Mark;
import org.loopwright.loop.NodeSpec;
import org.loopwright.loop.Settings;
import org.snakeyaml.engine.v2.nodes.MappingNode;

/// Reads `nodes`. Kinds are not looked up here: a node of an unknown kind is kept as it is.
record NodeReader(ProblemList problems) {
    static final String KIND = "kind";
    static final String EXITS = "exits";
    static final String MAX_VISITS = "max-visits";

    Map<String, NodeSpec> read(YamlMap nodes) {
        Map<String, NodeSpec> read = new LinkedHashMap<>();
        nodes.entries().forEach((id, entry) -> node(id, entry).ifPresent(node -> read.put(id, node)));
        return read;
    }

    private Optional<NodeSpec> node(String id, YamlMap.Entry entry) {
        Mark mark = entry.mark();
        if (!Names.fitsNode(id)) {
            problems.error("bad-node", null, mark, "a node can't be named `" + id + "`: use letters, digits, _ and -");
            return Optional.empty();
        }
        if (!(entry.value() instanceof MappingNode node)) {
            problems.error("bad-node", id, mark, "the node is no map: write `" + id + ": {kind: stop}`");
            return Optional.empty();
        }
        Map<String, Object> plain = new PlainTree(id, problems).map(YamlMap.of(node, id, problems));
        Object kind = plain.remove(KIND);
        if (!(kind instanceof String name)) {
            problems.error("bad-node", id, mark, "the node has no kind: write `kind: generate`, for example");
            return Optional.empty();
        }
        String maxVisits = maxVisits(id, mark, plain.remove(MAX_VISITS));
        Map<String, String> exits = exits(id, mark, plain.remove(EXITS));
        return Optional.of(new NodeSpec(id, name, new Settings(plain), exits, maxVisits, mark));
    }

    private @Nullable String maxVisits(String id, Mark mark, @Nullable Object value) {
        if (value instanceof Map || value instanceof Iterable) {
            problems.error(
                    "bad-node",
                    id,
                    mark,
                    "max-visits is `" + value + "`: it should be a whole number of at" + " least 1, or `params.name`");
            return null;
        }
        return value == null ? null : value.toString();
    }

    private Map<String, String> exits(String id, Mark mark, @Nullable Object value) {
        Map<String, String> exits = new LinkedHashMap<>();
        if (value != null && !(value instanceof Map)) {
            problems.error("bad-node", id, mark, "exits is `" + value + "`: it should be a map, `exits: {next: node}`");
        } else if (value instanceof Map<?, ?> map) {
            map.forEach((exit, target) -> {
                if (target instanceof String text) {
                    exits.put(String.valueOf(exit), text);
                } else {
                    problems.error(
                            "bad-node", id, mark, "exit " + exit + " leads to `" + target + "`: it should be a node");
                }
            });
        }
        return exits;
    }
}
