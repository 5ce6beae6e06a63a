package org.loopwright.loop.edit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.loopwright.loop.Language;
import org.loopwright.loop.LoopException;
import org.loopwright.loop.LoopNote;
import org.loopwright.loop.LoopParse;
import org.loopwright.loop.LoopSpec;
import org.loopwright.loop.NodeKinds;
import org.loopwright.loop.cel.CelConditions;
import org.loopwright.loop.jinja.JinjaTemplates;
import org.loopwright.loop.yaml.ExampleLoops;

class LoopEditorTest {
    private static final String TEXT = ExampleLoops.SELF_REFINE;
    private static final int LONG = 10_000;

    private final LoopEditor editor =
            new LoopEditor(NodeKinds.installed(), new Language(new JinjaTemplates(), new CelConditions()));

    private LoopParse parse(String text) {
        return editor.parse(text, file -> Optional.empty());
    }

    private LoopSpec loop(String text) {
        return Optional.ofNullable(parse(text).loop()).orElseThrow();
    }

    @Test
    void aRemovedNodesNeighboursAreJoined() {
        String healed = editor.apply(TEXT, new LoopChange.RemoveNodes(List.of("verify", "gate")));
        assertThat(loop(healed).node("draft").exits()).containsEntry("next", "done");
        assertThat(loop(healed).node("refine").exits()).containsEntry("next", "done");
        assertThat(healed).contains("# each write is a turn").doesNotContain("verify:");
        String fromStart = editor.apply(TEXT, new LoopChange.RemoveNodes(List.of("draft")));
        assertThat(loop(fromStart).start()).isEqualTo("verify");
    }

    @Test
    void notesLeaveTheHashAndGroupsFollowTheirNodes() {
        LoopNote comment = new LoopNote.Comment("why 0.8", new LoopSpec.Position(10, -90), 200, 60);
        String noted = editor.apply(TEXT, new LoopChange.SetNote("why", comment));
        noted = editor.apply(
                noted, new LoopChange.SetNote("checks", new LoopNote.Group("Checks", List.of("verify", "gate"))));
        assertThat(loop(noted).hash()).isEqualTo(loop(TEXT).hash());
        assertThat(parse(noted).problems()).isEqualTo(parse(TEXT).problems());
        assertThat(loop(noted).notes()).containsEntry("why", comment);
        String renamed = editor.apply(noted, new LoopChange.RenameNode("gate", "judge"));
        assertThat(loop(renamed).notes().get("checks"))
                .isEqualTo(new LoopNote.Group("Checks", List.of("verify", "judge")));
        String less = editor.apply(renamed, new LoopChange.RemoveNodes(List.of("verify")));
        assertThat(loop(less).notes().get("checks")).isEqualTo(new LoopNote.Group("Checks", List.of("judge")));
        less = editor.apply(less, new LoopChange.RemoveNodes(List.of("judge")));
        assertThat(loop(less).notes()).containsOnlyKeys("why");
        less = editor.apply(less, new LoopChange.RemoveNote("why"));
        assertThat(loop(less).notes()).isEmpty();
    }

    @Test
    void aNoteThatIsNoneIsReported() {
        assertThat(parse(TEXT + "notes: {why: {text: no place}}\n").problems())
                .extracting(problem -> problem.code())
                .contains("bad-notes");
    }

    @Test
    void aNodeIsRenamedWhereverItIsNamed() {
        String renamed = editor.apply(TEXT, new LoopChange.RenameNode("draft", "first"));
        assertThat(loop(renamed).start()).isEqualTo("first");
        assertThat(renamed)
                .isEqualTo(TEXT.replace("start: draft", "start: first")
                        .replace("  draft:\n    kind", "  first:\n    kind")
                        .replace("{draft: [0, 0]}", "{first: [0, 0]}"));
        assertThat(parse(renamed).problems()).isEqualTo(parse(TEXT).problems());
    }

    @Test
    void aSlotIsRenamedInSettingsPromptsAndConditions() {
        String renamed = editor.apply(TEXT, new LoopChange.RenameSlot("draft", "answer"));
        assertThat(renamed).contains("{{ answer }}", "reads: [question, answer, critique]", "returns: answer");
        renamed = editor.apply(renamed, new LoopChange.RenameSlot("verdict", "mark"));
        assertThat(renamed).contains("mark.score >= 0.8", "# each write is a turn");
        assertThat(parse(renamed).errors()).isEmpty();
    }

    @Test
    void aNodeIsInsertedOnAnExit() {
        LoopSpec before = loop(TEXT);
        var kind = editor.kinds().find("critique").orElseThrow();
        var draft = NodeDrafts.of(before, kind);
        assertThat(draft.id()).isEqualTo("critique-2");
        String text =
                editor.apply(TEXT, new LoopChange.InsertNode(draft, new LoopSpec.Position(10, 20), "draft", "next"));
        assertThat(loop(text).node("draft").exits()).containsEntry("next", "critique-2");
        assertThat(loop(text).node("critique-2").exits()).containsEntry("next", "verify");
    }

    @Test
    void nodesAreCopiedAsTextToALoopWithoutTheirSlots() {
        String copied = NodeCopy.of(loop(TEXT), List.of("verify", "gate"), editor.kinds(), editor.language());
        String empty = "loopwright: 1\nname: other # mine\nstart: done\nnodes:\n  done: {kind: stop}\n";
        String pasted = editor.apply(empty, new LoopChange.Paste(copied, new LoopSpec.Position(5, 5)));
        LoopSpec loop = loop(pasted);
        assertThat(loop.nodes()).containsOnlyKeys("done", "verify", "gate");
        assertThat(loop.slots()).containsKeys("verdict", "draft");
        assertThat(loop.params()).containsKey("turns");
        assertThat(loop.models()).containsExactly("verifier");
        assertThat(pasted).startsWith("loopwright: 1\nname: other # mine\n");
        String twice = editor.apply(pasted, new LoopChange.Paste(copied, new LoopSpec.Position(9, 9)));
        assertThat(loop(twice).node("verify-2").exits()).containsEntry("next", "gate-2");
        assertThatThrownBy(() -> editor.apply(TEXT, new LoopChange.Paste("hello", new LoopSpec.Position(0, 0))))
                .isInstanceOf(LoopException.class)
                .hasMessageContaining("clipboard");
    }

    @Test
    void fixesMendWhatTheyAreFor() {
        String uncapped = editor.apply(
                editor.apply(TEXT, new LoopChange.RemoveSetting("gate", List.of("max-visits"))),
                new LoopChange.Disconnect("gate", "capped"));
        assertMended(uncapped, "unbounded-cycle");
        assertMended(editor.apply(TEXT, new LoopChange.RemoveSlot("verdict")), "unknown-slot");
        assertMended(editor.apply(TEXT, new LoopChange.SetModels(List.of("student"))), "unknown-role");
        assertMended(editor.apply(TEXT, new LoopChange.Disconnect("gate", "accept")), "missing-exit");
        assertMended(editor.apply(TEXT, new LoopChange.ClearSlot("draft", "answer")), "no-answer");
    }

    private void assertMended(String text, String code) {
        var problem = parse(text).problems().stream()
                .filter(p -> p.code().equals(code))
                .findFirst()
                .orElseThrow();
        LoopChange fix = new LoopFixes(editor).fix(loop(text), problem).orElseThrow();
        assertThat(parse(editor.apply(text, fix)).problems())
                .noneMatch(p -> p.code().equals(code));
    }

    @Test
    void theHistoryForgetsItsOldestStepAndWhatWasUndone() {
        EditHistory history = new EditHistory(2);
        history.add(new Edit("a", "", "a"));
        history.add(new Edit("b", "a", "b"));
        history.add(new Edit("c", "b", "c"));
        assertThat(history.undo().map(Edit::label)).contains("c");
        assertThat(history.next().map(Edit::label)).contains("c");
        history.add(new Edit("d", "b", "d"));
        assertThat(history.redo()).isEmpty();
        history.undo();
        history.undo();
        assertThat(history.undo()).isEmpty();
    }

    /// Random scripts of edits. `-Dloopwright.edits=10000` makes the long one.
    @Test
    void anyScriptOfEditsIsUndoneAndRedoneToTheByteAndKeepsWhatPeopleWrote() {
        int operations = Integer.getInteger("loopwright.edits", LONG / 40);
        long seed = Long.getLong("loopwright.seed", System.nanoTime());
        System.out.println("random edits: seed " + seed + ", " + operations + " operations");
        Random random = new Random(seed);
        RandomChanges changes = new RandomChanges(random, editor);
        EditHistory history = new EditHistory(operations + 1);
        String start = RandomChanges.WRITTEN_BY_HAND;
        String text = start;
        int refused = 0;
        for (int i = 0; i < operations; i++) {
            LoopChange change = changes.next(loop(text));
            try {
                String next = editor.apply(text, change);
                assertThat(parse(next).loop())
                        .as("seed %d, step %d, %s", seed, i, change)
                        .isNotNull();
                assertThat(next).as("seed %d, step %d, %s", seed, i, change).contains(RandomChanges.HAND_MADE);
                history.add(new Edit(change.getClass().getSimpleName(), text, next));
                text = next;
            } catch (LoopException e) {
                refused++;
                assertThat(e.getMessage()).doesNotContain("written in a way that can't be patched");
            }
        }
        assertThat(refused).as("refused of %d", operations).isLessThan(operations / 4);
        String end = text;
        for (Optional<Edit> step = history.undo(); step.isPresent(); step = history.undo()) {
            assertThat(step.get().after()).isEqualTo(text);
            text = step.get().before();
        }
        assertThat(text).isEqualTo(start);
        for (Optional<Edit> step = history.redo(); step.isPresent(); step = history.redo()) {
            text = step.get().after();
        }
        assertThat(text).isEqualTo(end);
    }
}
