package org.loopwright.app.design;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.loopwright.loop.LoopException;
import org.loopwright.loop.LoopProblem;
import org.loopwright.loop.LoopSpec;
import org.loopwright.loop.NodeKind;
import org.loopwright.loop.NodeKinds;
import org.loopwright.loop.NodeSpec;
import org.loopwright.loop.Settings;
import org.loopwright.loop.SlotSpec;

/// Everything that the side panel says of a node.
///
/// @param summary what its kind does, or empty for an unknown kind
/// @param prompt its messages as written
/// @param settings other settings, as text
/// @param sampling how its model draws, as text
/// @param exits exit -> node
/// @param sources where what it writes may come from
/// @param problems what is wrong with it
/// @param form what can be edited
record NodeDetails(
        NodeCard card,
        String summary,
        List<Message> prompt,
        Map<String, String> settings,
        Map<String, String> sampling,
        Map<String, String> exits,
        List<String> sources,
        List<LoopProblem> problems,
        NodeForm form) {

    /// A message of a prompt, its template unrendered.
    record Message(String role, String template) {}

    /// The details of a node.
    static NodeDetails of(LoopSpec loop, List<LoopProblem> problems, String id, NodeKinds kinds) {
        NodeSpec node = loop.node(id);
        return new NodeDetails(
                NodeCard.of(loop, node, kinds),
                kinds.find(node.kind())
                        .map(NodeKind::signature)
                        .map(s -> s.summary())
                        .orElse(""),
                messages(node),
                settings(loop, node),
                texts(loop, node.settings().tree().get("sampling")),
                node.exits(),
                List.copyOf(sources(loop, node)),
                problems.stream().filter(p -> id.equals(p.node())).toList(),
                NodeForm.of(loop, node, kinds));
    }

    private static List<Message> messages(NodeSpec node) {
        List<Message> messages = new ArrayList<>();
        try {
            for (Settings message : node.settings().maps("prompt")) {
                message.tree().forEach((role, template) -> messages.add(new Message(role, template.toString())));
            }
        } catch (LoopException _) { // no prompt that can be shown: the loop's problems say so
            return List.of();
        }
        return messages;
    }

    private static Map<String, String> settings(LoopSpec loop, NodeSpec node) {
        Map<String, Object> rest = new LinkedHashMap<>(node.settings().tree());
        rest.keySet().removeAll(Set.of("prompt", "sampling", "model"));
        return texts(loop, rest);
    }

    private static Map<String, String> texts(LoopSpec loop, @Nullable Object tree) {
        Map<String, String> texts = new LinkedHashMap<>();
        if (tree instanceof Map<?, ?> map) {
            map.forEach((name, value) -> texts.put(String.valueOf(name), text(loop, value)));
        }
        return texts;
    }

    private static String text(LoopSpec loop, Object value) {
        if (value instanceof List<?> list) {
            return String.join(
                    list.stream().anyMatch(Map.class::isInstance) ? "\n" : ", ",
                    list.stream().map(element -> text(loop, element)).toList());
        }
        if (value instanceof Map<?, ?> map) {
            return map.containsKey("exit")
                    ? (map.containsKey("when") ? map.get("when") + "  →  " : "else  →  ") + map.get("exit")
                    : map.toString();
        }
        String text = String.valueOf(value);
        String literal = NodeCard.literal(loop, text);
        return literal.equals(text) ? text : literal + "  (" + text + ")";
    }

    /// What may reach the value that the node writes: the canvas shows what may happen, a run what did.
    private static Set<String> sources(LoopSpec loop, NodeSpec node) {
        Set<String> sources = new TreeSet<>();
        sources.add("given");
        if (Family.of(node.kind()) == Family.GOLD) {
            sources.add("oracle");
        }
        if (node.settings().tree().get("model") instanceof String role) {
            sources.add(authors(loop).equals(Set.of(role)) ? "intrinsic" : "model(" + role + ")");
        }
        return sources;
    }

    private static Set<String> authors(LoopSpec loop) {
        Set<String> authors = new TreeSet<>();
        String answer = loop.answer().map(SlotSpec::name).orElse("");
        for (NodeSpec node : loop.nodes().values()) {
            if (answer.equals(node.settings().tree().get("writes"))
                    && node.settings().tree().get("model") instanceof String role) {
                authors.add(role);
            }
        }
        return authors;
    }
}
