package org.loopwright.experiment.control;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.loopwright.loop.LoopSpec;
import org.loopwright.loop.NodeSlots;
import org.loopwright.loop.NodeSpec;
import org.loopwright.loop.SlotSpec;
import org.loopwright.loop.SlotType;
import org.loopwright.loop.edit.LoopEditor;
import org.loopwright.project.ProjectException;

/// What the nodes of a draft-criticise-revise loop are to each other, by what they read and write.
///
/// @param loop the loop
/// @param answer name of its answer slot
/// @param draft the node that writes the first answer: the first on the way from the start
/// @param revisions the other nodes with a model that write the answer
/// @param critics the nodes that write a text which a revision reads, or a verdict
/// @param critique the text slot that revisions read and a critic writes; empty when there is none
record LoopAnatomy(
        LoopSpec loop,
        String answer,
        NodeSpec draft,
        List<NodeSpec> revisions,
        List<NodeSpec> critics,
        String critique) {
    static final String MODEL = "model";

    LoopAnatomy {
        revisions = List.copyOf(revisions);
        critics = List.copyOf(critics);
    }

    /// The anatomy of a loop.
    ///
    /// @throws ProjectException when it has no answer, or no model drafts it
    static LoopAnatomy of(LoopSpec loop, LoopEditor editor) {
        String answer = loop.answer().map(SlotSpec::name).orElse("");
        Map<String, NodeSlots> slots = new LinkedHashMap<>();
        List<NodeSpec> reached = reached(loop);
        reached.forEach(node -> editor.kinds()
                .find(node.kind())
                .ifPresent(kind -> slots.put(node.id(), NodeSlots.of(node, kind.signature(), editor.language()))));
        List<NodeSpec> writers = reached.stream()
                .filter(node -> node.settings().has(MODEL))
                .filter(node -> writes(slots, node, answer))
                .toList();
        if (writers.isEmpty()) {
            throw new ProjectException("loop " + loop.name()
                    + " has no node whose model writes the answer slot, so no control can be made of it");
        }
        List<NodeSpec> revisions = writers.subList(1, writers.size());
        String critique = critique(loop, reached, slots, writers, answer);
        List<NodeSpec> critics = reached.stream()
                .filter(node -> !writers.contains(node) && node.settings().has(MODEL))
                .filter(node -> writes(slots, node, critique) || writesVerdict(loop, slots, node))
                .toList();
        return new LoopAnatomy(loop, answer, writers.getFirst(), revisions, critics, critique);
    }

    private static List<NodeSpec> reached(LoopSpec loop) {
        Set<String> seen = new LinkedHashSet<>();
        Deque<String> open = new ArrayDeque<>(List.of(loop.start()));
        while (!open.isEmpty()) {
            String id = open.removeFirst();
            if (loop.nodes().containsKey(id) && seen.add(id)) {
                open.addAll(loop.node(id).exits().values());
            }
        }
        List<NodeSpec> nodes = new ArrayList<>();
        seen.forEach(id -> nodes.add(loop.node(id)));
        return nodes;
    }

    private static boolean writes(Map<String, NodeSlots> slots, NodeSpec node, String slot) {
        NodeSlots own = slots.get(node.id());
        return own != null && own.writes().contains(slot);
    }

    private static boolean writesVerdict(LoopSpec loop, Map<String, NodeSlots> slots, NodeSpec node) {
        NodeSlots own = slots.get(node.id());
        return own != null && own.writes().stream().anyMatch(slot -> isOf(loop, slot, SlotType.VERDICT));
    }

    private static boolean isOf(LoopSpec loop, String slot, SlotType type) {
        SlotSpec spec = loop.slots().get(slot);
        return spec != null && spec.type() == type;
    }

    private static String critique(
            LoopSpec loop,
            List<NodeSpec> reached,
            Map<String, NodeSlots> slots,
            List<NodeSpec> writers,
            String answer) {
        for (NodeSpec revision : writers.subList(1, writers.size())) {
            NodeSlots own = slots.get(revision.id());
            for (String slot : own == null ? Set.<String>of() : own.reads()) {
                boolean written =
                        reached.stream().anyMatch(node -> !writers.contains(node) && writes(slots, node, slot));
                if (!slot.equals(answer) && written && isOf(loop, slot, SlotType.TEXT)) {
                    return slot;
                }
            }
        }
        return "";
    }

    /// The node that ends it: the first of kind `stop`.
    NodeSpec end() {
        return loop.nodes().values().stream()
                .filter(node -> node.kind().equals("stop"))
                .findFirst()
                .orElseThrow(() -> new ProjectException("loop " + loop.name() + " has no node of kind stop"));
    }

    /// The first critic.
    ///
    /// @throws ProjectException when nobody criticises
    NodeSpec critic() {
        if (critics.isEmpty()) {
            throw new ProjectException("loop " + loop.name()
                    + " has no critic: no node with a model writes a verdict, or a text that a" + " revision reads");
        }
        return critics.getFirst();
    }

    /// @throws ProjectException when nothing is revised, or no revision reads a critique
    LoopAnatomy requireCritique() {
        requireRevision();
        if (critique.isEmpty()) {
            throw new ProjectException("loop " + loop.name() + " has no critique: its revision, "
                    + revisions.getFirst().id() + ", reads no text that another node writes");
        }
        return this;
    }

    /// @throws ProjectException when nothing is revised
    LoopAnatomy requireRevision() {
        if (revisions.isEmpty()) {
            throw new ProjectException("loop " + loop.name() + " revises nothing: only " + draft.id()
                    + " writes the answer, so there is nothing to compare a control with");
        }
        return this;
    }

    /// `name`, with a number behind it where a node or a slot is called so already.
    String fresh(String name) {
        String free = name;
        for (int i = 2; loop.nodes().containsKey(free) || loop.slots().containsKey(free); i++) {
            free = name + i;
        }
        return free;
    }
}
