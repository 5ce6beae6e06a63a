package org.loopwright.loop;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Checks declarations of slots, and that slots are written before they are read.
final class SlotChecks {
    private final LoopSpec loop;
    private final Findings findings;
    private final Map<String, NodeSlots> used = new LinkedHashMap<>();
    private boolean complete = true;

    SlotChecks(LoopSpec loop, NodeKinds kinds, Language language, Findings findings) {
        this.loop = loop;
        this.findings = findings;
        for (NodeSpec node : loop.nodes().values()) {
            try {
                NodeKind kind = kinds.find(node.kind())
                        .orElseThrow(() -> new LoopException("reported elsewhere: unknown kind " + node.kind()));
                used.put(node.id(), NodeSlots.of(node, kind.signature(), language));
            } catch (LoopException _) {
                // Reported elsewhere. What it writes is unknown, so nothing is said about missing writes.
                complete = false;
            }
        }
    }

    void run() {
        loop.slots().values().forEach(this::declaration);
        answers();
        if (complete) {
            neverWritten();
            maybeUnwritten();
        }
    }

    private void declaration(SlotSpec slot) {
        boolean round = switch (slot.type()) {
            case MODEL, DATASET, TRACES, METRICS -> true;
            case TEXT, NUMBER, VERDICT, SAMPLES -> false;
        };
        if (round && loop.level() == Level.ITEM) {
            bad(slot, "is of type " + slot.type().label() + ", which only round loops have");
        }
        if (loop.level() == Level.ITEM && slot.from() != null && !slot.from().matches("item\\.\\S+")) {
            bad(slot, "comes from `" + slot.from() + "`: write `from: item.field`");
        }
        if (slot.from() != null && slot.initial() != null) {
            bad(slot, "has both `from` and `default`: keep one");
        }
        if (slot.initial() != null && !fits(slot.type(), slot.initial())) {
            bad(
                    slot,
                    "has the default `" + slot.initial() + "`, which is no "
                            + slot.type().label());
        }
    }

    private static boolean fits(SlotType type, String initial) {
        return switch (type) {
            case TEXT, MODEL, DATASET -> true;
            case NUMBER -> initial.strip().matches("[-+]?(\\d+\\.?\\d*|\\.\\d+)([eE][-+]?\\d+)?");
            case VERDICT, SAMPLES, TRACES, METRICS -> false;
        };
    }

    private void bad(SlotSpec slot, String reason) {
        findings.error("bad-slot", slot.mark(), "slot `" + slot.name() + "` " + reason);
    }

    private void answers() {
        List<SlotSpec> answers = loop.slots().values().stream()
                .filter(slot -> slot.role() == SlotSpec.Role.ANSWER)
                .toList();
        if (answers.isEmpty() && loop.level() == Level.ITEM) {
            findings.error(
                    "no-answer",
                    Mark.NONE,
                    "no slot is the answer: mark the one whose writes are the loop's"
                            + " turns, `draft: {type: Text, answer: true}`");
        } else if (answers.size() > 1) {
            findings.error(
                    "two-answers",
                    answers.get(1).mark(),
                    "slots "
                            + answers.stream()
                                    .map(slot -> "`" + slot.name() + "`")
                                    .toList()
                            + " are all answers: a loop has one, remove `answer: true` from the others");
        }
    }

    private void neverWritten() {
        Set<String> written = given();
        used.values().forEach(slots -> written.addAll(slots.writes()));
        used.forEach((id, slots) -> slots.reads().stream()
                .filter(slot -> loop.slots().containsKey(slot) && !written.contains(slot))
                .forEach(slot -> findings.error(
                        "never-written",
                        loop.node(id),
                        "it reads slot `" + slot
                                + "`, which nothing writes: give the slot `from: item.field` or a `default`, or let a node"
                                + " write it")));
    }

    private void maybeUnwritten() {
        Set<String> somewhere = given();
        used.values().forEach(slots -> somewhere.addAll(slots.writes()));
        writtenOnEntry()
                .forEach((id, written) -> slots(id).reads().stream()
                        .filter(slot -> somewhere.contains(slot) && !written.contains(slot))
                        .filter(loop.slots()::containsKey)
                        .forEach(slot -> findings.warning(
                                "maybe-unwritten",
                                loop.node(id),
                                "there is a way here on which slot" + " `" + slot
                                        + "` is still empty: give it a `default`, or write it on every way")));
    }

    /// For each node that can be reached, the slots that are written on every way there.
    private Map<String, Set<String>> writtenOnEntry() {
        Map<String, Set<String>> entry = new LinkedHashMap<>();
        if (!loop.nodes().containsKey(loop.start())) {
            return entry;
        }
        entry.put(loop.start(), given());
        Deque<String> open = new ArrayDeque<>(List.of(loop.start()));
        while (!open.isEmpty()) {
            String id = open.remove();
            loop.node(id).exits().forEach((exit, target) -> {
                if (loop.nodes().containsKey(target) && narrow(entry, target, after(id, exit, entry))) {
                    open.add(target);
                }
            });
        }
        return entry;
    }

    private Set<String> after(String id, String exit, Map<String, Set<String>> entry) {
        Set<String> after = new HashSet<>(entry.getOrDefault(id, Set.of()));
        // A capped node is left without having done anything.
        if (!exit.equals(NodeSpec.CAPPED)) {
            after.addAll(slots(id).writes());
        }
        return after;
    }

    private static boolean narrow(Map<String, Set<String>> entry, String target, Set<String> written) {
        Set<String> before = entry.get(target);
        if (before == null) {
            entry.put(target, written);
            return true;
        }
        return before.retainAll(written);
    }

    private NodeSlots slots(String id) {
        return used.getOrDefault(id, new NodeSlots(Set.of(), Set.of()));
    }

    /// Slots that have a value before the first node.
    private Set<String> given() {
        Set<String> given = new LinkedHashSet<>();
        loop.slots().forEach((name, slot) -> {
            if (slot.from() != null || slot.initial() != null) {
                given.add(name);
            }
        });
        return given;
    }
}
