package org.loopwright.app.design;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.loopwright.app.text.Texts;
import org.loopwright.loop.LoopException;
import org.loopwright.loop.LoopSpec;
import org.loopwright.loop.NodeKinds;
import org.loopwright.loop.NodeSpec;
import org.loopwright.loop.Settings;
import org.loopwright.loop.edit.SubLoops;

/// What a node's card says.
///
/// @param id the node's id, its name on the card
/// @param kind of node
/// @param role its model role, or empty
/// @param setting the one setting that matters most, or empty
/// @param cap how often it may be visited, or empty
/// @param exits all that it can leave by, also those that lead nowhere yet
/// @param called the file of the loop that it runs, or empty
record NodeCard(String id, String kind, String role, String setting, String cap, List<String> exits, String called) {
    NodeCard {
        exits = List.copyOf(exits);
    }

    /// The card of a node.
    static NodeCard of(LoopSpec loop, NodeSpec node, NodeKinds kinds) {
        return new NodeCard(
                node.id(),
                node.kind(),
                node.settings().tree().get("model") instanceof String role ? role : "",
                setting(loop, node),
                node.maxVisits() == null ? "" : literal(loop, node.maxVisits()),
                exits(node, kinds),
                String.join(", ", SubLoops.called(node, kinds)));
    }

    private static List<String> exits(NodeSpec node, NodeKinds kinds) {
        Set<String> exits = new LinkedHashSet<>(node.exits().keySet());
        kinds.find(node.kind()).ifPresent(kind -> {
            try {
                exits.addAll(kind.requiredExits(node));
            } catch (LoopException _) { // the loop's problems say what is wrong with its settings
                exits.addAll(kind.signature().exits());
            }
        });
        if (node.maxVisits() != null) {
            exits.add(NodeSpec.CAPPED);
        }
        return List.copyOf(exits);
    }

    private static String setting(LoopSpec loop, NodeSpec node) {
        Object tree = node.settings().tree().get("sampling");
        if (tree != null) {
            return sampling(loop, node.settings().map("sampling"));
        }
        if (!node.settings().maps("cases").isEmpty()) {
            return node.settings().maps("cases").getFirst().optionalText("when").orElse("");
        }
        if (node.settings().tree().get("returns") instanceof String slot) {
            return Texts.of("card.returns", slot);
        }
        return node.settings().tree().get("loop") instanceof String file ? file : "";
    }

    private static String sampling(LoopSpec loop, Settings sampling) {
        List<String> parts = new ArrayList<>();
        sampling.optionalText("temperature").ifPresent(t -> parts.add(Texts.of("card.temperature", literal(loop, t))));
        sampling.optionalText("max-tokens").ifPresent(t -> parts.add(Texts.of("card.tokens", literal(loop, t))));
        return String.join(" · ", parts);
    }

    /// The value behind `params.name`, or the text itself.
    static String literal(LoopSpec loop, String text) {
        Object value = text.startsWith("params.") ? loop.params().get(text.substring("params.".length())) : null;
        return value == null ? text : value.toString();
    }
}
