package org.loopwright.loop.yaml;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.loopwright.loop.Mark;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/// A YAML map by its keys, in file order.
///
/// @param entries by key
/// @param mark where the map begins
record YamlMap(Map<String, Entry> entries, Mark mark) {

    /// A key and its value.
    record Entry(Node key, Node value) {
        Mark mark() {
            return ProblemList.mark(key);
        }
    }

    /// The entries of `node`. Keys that are no plain text or stand twice are reported and left out.
    ///
    /// @param owner the loop's node that this map belongs to, or null
    static YamlMap of(MappingNode node, @Nullable String owner, ProblemList problems) {
        Map<String, Entry> entries = new LinkedHashMap<>();
        for (NodeTuple tuple : node.getValue()) {
            Entry entry = new Entry(tuple.getKeyNode(), tuple.getValueNode());
            if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
                problems.error(
                        "bad-key",
                        owner,
                        entry.mark(),
                        "a key is no plain text: a template such as" + " \"{{ question }}\" stands in quotes");
            } else if (entries.putIfAbsent(key.getValue(), entry) != null) {
                problems.error(
                        "duplicate-key", owner, entry.mark(), "`" + key.getValue() + "` stands twice: remove one");
            }
        }
        return new YamlMap(entries, ProblemList.mark(node));
    }

    @Nullable
    Entry get(String key) {
        return entries.get(key);
    }

    /// Reports entries whose key is not among `known`.
    ///
    /// @param what they would be, `key of a slot`
    void refuseOthers(Collection<String> known, String what, ProblemList problems) {
        entries.forEach((key, entry) -> {
            if (!known.contains(key)) {
                problems.error(
                        "unknown-key", null, entry.mark(), "`" + key + "` is no " + what + ": known are " + known);
            }
        });
    }
}
