package org.loopwright.loop.yaml;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/// YAML nodes to plain values: String, Long, Double, Boolean, List, Map. What is neither is reported and
/// left out.
///
/// @param owner the loop's node that the values belong to, or null
record PlainTree(@Nullable String owner, ProblemList problems) {

    Map<String, Object> map(YamlMap map) {
        Map<String, Object> plain = new LinkedHashMap<>();
        map.entries().forEach((key, entry) -> value(entry.value(), key).ifPresent(value -> plain.put(key, value)));
        return plain;
    }

    /// @param name what the value belongs to, for messages
    Optional<Object> value(Node node, String name) {
        return switch (node) {
            case ScalarNode scalar -> scalar(scalar, name);
            case SequenceNode list -> Optional.of(list(list, name));
            case MappingNode map -> Optional.of(map(YamlMap.of(map, owner, problems)));
            default -> report(node, name, "is of an unknown form");
        };
    }

    private List<Object> list(SequenceNode node, String name) {
        List<Object> list = new ArrayList<>();
        node.getValue().forEach(element -> value(element, name).ifPresent(list::add));
        return list;
    }

    private Optional<Object> scalar(ScalarNode node, String name) {
        String text = node.getValue();
        Tag tag = node.getTag();
        try {
            if (tag.equals(Tag.STR)) {
                return Optional.of(text);
            } else if (tag.equals(Tag.INT)) {
                return Optional.of(integer(text));
            } else if (tag.equals(Tag.FLOAT)) {
                return Optional.of(decimal(text));
            } else if (tag.equals(Tag.BOOL)) {
                return Optional.of(Boolean.valueOf(text.equalsIgnoreCase("true")));
            } else if (tag.equals(Tag.NULL)) {
                return report(node, name, "has no value: write one, \"\" for an empty text, or remove the key");
            }
            return report(node, name, "has the tag " + tag.getValue() + ": loops use plain values only");
        } catch (NumberFormatException _) {
            return report(node, name, "is `" + text + "`, a number too large to hold");
        }
    }

    private static Long integer(String text) {
        if (text.startsWith("0x")) {
            return Long.parseLong(text.substring(2), 16);
        }
        return text.startsWith("0o") ? Long.parseLong(text.substring(2), 8) : Long.parseLong(text);
    }

    private static Double decimal(String text) {
        return switch (text.toLowerCase(java.util.Locale.ROOT)) {
            case ".nan" -> Double.NaN;
            case ".inf", "+.inf" -> Double.POSITIVE_INFINITY;
            case "-.inf" -> Double.NEGATIVE_INFINITY;
            default -> Double.parseDouble(text);
        };
    }

    private Optional<Object> report(Node node, String name, String reason) {
        problems.error("bad-value", owner, ProblemList.mark(node), "`" + name + "` " + reason);
        return Optional.empty();
    }
}
