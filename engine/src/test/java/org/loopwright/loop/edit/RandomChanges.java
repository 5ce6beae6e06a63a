package org.loopwright.loop.edit;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.loopwright.loop.LoopNote;
import org.loopwright.loop.LoopSpec;
import org.loopwright.loop.Mark;
import org.loopwright.loop.NodeKind;
import org.loopwright.loop.NodeSpec;
import org.loopwright.loop.SlotSpec;
import org.loopwright.loop.SlotType;

/// Changes by chance that a person could make, most of them possible.
final class RandomChanges {
    /// What no edit of these may touch, with odd spacing and comments at every place.
    static final List<String> HAND_MADE = List.of(
            "# A loop of mine.\n\nloopwright:   1     # the format\n",
            "  # what it reads\n",
            "# --- the drawing ---\n",
            "    # why this node is kept apart\n",
            "# the end: nothing below\n");

    static final String WRITTEN_BY_HAND = """
            # A loop of mine.

            loopwright:   1     # the format
            name: "by hand"
            level: item
            params: {turns: 3,   p: 0.5}
            models:  [student]
            slots:
              # what it reads
              question:   {type: Text, from: item.question}
              draft:  {type: Text, answer: true}   # each write is a turn
              verdict:
                type: Verdict
            start: draft
            # --- the drawing ---
            nodes:
              draft:
                # why this node is kept apart
                kind: generate
                model: student
                prompt:
                  - user: |
                      {{ question }}
                      Think first.
                writes: draft
                exits: {next: check}
              check: {kind: self-verify, model: student, reads: [question,   draft],
                      writes: verdict, exits: {next: gate}}
              gate:
                kind: branch
                max-visits: params.turns
                cases: [{when: "verdict.accept", exit: accept}, {exit: again}]
                exits:
                  accept: done      # good
                  again: draft
                  capped: done
              done: {kind: stop}
            layout:
              draft: [0, 0]
            # the end: nothing below
            """;

    private static final List<String> NAMES =
            List.of("a", "b", "c", "check", "next_step", "idea", "plan", "text", "mark", "answer");

    private static final List<String> NOTES = List.of("note-1", "note-2", "note-3");

    private final Random random;
    private final LoopEditor editor;

    RandomChanges(Random random, LoopEditor editor) {
        this.random = random;
        this.editor = editor;
    }

    LoopChange next(LoopSpec loop) {
        boolean full = loop.nodes().size() > 14;
        return switch (random.nextInt(24)) {
            case 0, 1 -> full ? remove(loop) : new LoopChange.AddNode(draft(loop), place());
            case 2 -> full ? remove(loop) : insert(loop);
            case 3 -> loop.nodes().size() > 3 ? remove(loop) : move(loop);
            case 4 ->
                new LoopChange.RenameNode(
                        node(loop), NodeDrafts.fresh(loop.nodes().keySet(), name()));
            case 5 -> new LoopChange.SetSetting(node(loop), List.of("max-visits"), 1L + random.nextInt(9));
            case 6 -> new LoopChange.SetSetting(node(loop), List.of("sampling", "temperature"), random.nextDouble());
            case 7 -> new LoopChange.RemoveSetting(node(loop), List.of("sampling", "temperature"));
            case 8 ->
                new LoopChange.RemoveSetting(node(loop), List.of(pick(List.of("max-visits", "reads", "sampling"))));
            case 9 -> new LoopChange.SetSetting(node(loop), List.of("prompt"), prompt(loop));
            case 10, 11 -> new LoopChange.Connect(node(loop), exit(), node(loop));
            case 12 -> new LoopChange.Disconnect(node(loop), exit());
            case 13, 14 -> move(loop);
            case 15 -> new LoopChange.AddSlot(slot(loop));
            case 16 ->
                loop.slots().size() > 8
                        ? new LoopChange.RemoveSlot(ownSlot(loop))
                        : new LoopChange.SetSlot(ownSlot(loop), "default", "some: text");
            case 17 ->
                new LoopChange.RenameSlot(
                        pick(List.copyOf(loop.slots().keySet())),
                        NodeDrafts.fresh(loop.slots().keySet(), name()).replace('-', '_'));
            case 18 -> new LoopChange.SetStart(node(loop));
            case 19 ->
                random.nextBoolean()
                        ? new LoopChange.SetParam(name(), random.nextInt(99))
                        : new LoopChange.RemoveParam(name());
            case 20 ->
                full
                        ? remove(loop)
                        : new LoopChange.Paste(
                                NodeCopy.of(loop, List.of(node(loop)), editor.kinds(), editor.language()), place());
            case 21 -> new LoopChange.SetNote(pick(NOTES), note(loop));
            case 22 -> new LoopChange.RemoveNote(pick(NOTES));
            default -> new LoopChange.SetModels(List.of("student", name()));
        };
    }

    private LoopChange remove(LoopSpec loop) {
        List<String> ids = new ArrayList<>(loop.nodes().keySet());
        // This one carries a comment of its own, which goes with it.
        ids.remove(kept(loop));
        java.util.Collections.shuffle(ids, random);
        return new LoopChange.RemoveNodes(ids.subList(0, Math.min(ids.size(), 1 + random.nextInt(3))));
    }

    /// The node that was first in the file: no edit puts one before it.
    private static String kept(LoopSpec loop) {
        return loop.nodes().keySet().iterator().next();
    }

    private LoopChange insert(LoopSpec loop) {
        NodeSpec draft = draft(loop);
        for (NodeSpec node : loop.nodes().values()) {
            if (!node.exits().isEmpty() && random.nextBoolean()) {
                return new LoopChange.InsertNode(
                        draft, place(), node.id(), pick(List.copyOf(node.exits().keySet())));
            }
        }
        return new LoopChange.AddNode(draft, place());
    }

    private LoopChange move(LoopSpec loop) {
        Map<String, LoopSpec.Position> places = new LinkedHashMap<>();
        loop.nodes().keySet().forEach(id -> {
            if (random.nextInt(3) == 0) {
                places.put(id, place());
            }
        });
        return new LoopChange.Move(places);
    }

    private NodeSpec draft(LoopSpec loop) {
        NodeKind kind = pick(List.copyOf(editor.kinds().all()));
        return NodeDrafts.of(loop, kind);
    }

    private SlotSpec slot(LoopSpec loop) {
        return new SlotSpec(
                NodeDrafts.fresh(loop.slots().keySet(), name()).replace('-', '_'),
                pick(List.of(SlotType.TEXT, SlotType.NUMBER, SlotType.VERDICT)),
                random.nextBoolean() ? "item.x" : null,
                null,
                SlotSpec.Role.WORKING,
                Mark.NONE);
    }

    /// Never the first, whose line follows a comment.
    private String ownSlot(LoopSpec loop) {
        List<String> slots = List.copyOf(loop.slots().keySet());
        return slots.get(1 + random.nextInt(slots.size() - 1));
    }

    private LoopNote note(LoopSpec loop) {
        return random.nextBoolean()
                ? new LoopNote.Comment("why: \"this\"\n# no comment", place(), 10 + random.nextInt(300), 80)
                : new LoopNote.Group("checks", List.of(node(loop), node(loop)));
    }

    private List<Object> prompt(LoopSpec loop) {
        return List.of(Map.of("user", "{{ " + pick(List.copyOf(loop.slots().keySet())) + " }}\n\nSay \"why\": # no"));
    }

    private String exit() {
        return pick(List.of("next", "capped", "accept", "again"));
    }

    private String node(LoopSpec loop) {
        return pick(List.copyOf(loop.nodes().keySet()));
    }

    private LoopSpec.Position place() {
        return new LoopSpec.Position(random.nextInt(900), random.nextInt(400) / 2.0);
    }

    private String name() {
        return pick(NAMES);
    }

    private <T> T pick(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }
}
