package org.loopwright.loop.diff;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.loopwright.loop.LoopSpec;
import org.loopwright.loop.diff.Difference.Change;
import org.loopwright.loop.yaml.LoopYaml;

class LoopDiffTest {
    private static final String LOOP = """
            loopwright: 1
            name: checked
            level: item
            params: {turns: 3}
            models: [student]
            slots:
              question: {type: Text, from: item.question}
              draft: {type: Text, answer: true}
            start: draft
            nodes:
              draft:
                kind: generate
                model: student
                prompt: [{system: Be brief.}, {user: "{{ question }}"}]
                sampling: {temperature: 0.7, max-tokens: 200}
                writes: draft
                exits: {next: check}
              check: {kind: self-verify, model: student, reads: [question, draft], exits: {next: done}}
              done: {kind: stop, returns: draft}
            """;

    private static LoopSpec loop(String text) {
        return Objects.requireNonNull(LoopYaml.read(text).loop());
    }

    /// The differences that one replacement in the text makes.
    private static List<Difference> after(String old, String now) {
        assertThat(LOOP).contains(old);
        return LoopDiff.of(loop(LOOP), loop(LOOP.replace(old, now))).differences();
    }

    private static Difference changed(Part part, String before, String after) {
        return new Difference(part, Change.CHANGED, before, after);
    }

    @Test
    void aVersionDoesNotDifferFromItself() {
        assertThat(LoopDiff.of(loop(LOOP), loop(LOOP)).isEmpty()).isTrue();
    }

    @Test
    void placesNotesCommentsAndSpacingAreNoDifference() {
        String moved = LOOP.replace("name: checked", "name:   checked # mine")
                + "layout: {draft: [5, 6]}\nnotes: {why: {text: so, at: [0, 0], size: [90, 90]}}\n";
        assertThat(LoopDiff.of(loop(LOOP), loop(moved)).differences()).isEmpty();
    }

    @Test
    void oneWordOfAPromptIsOneDifferenceAtItsPlace() {
        assertThat(after("Be brief.", "Be kind."))
                .containsExactly(
                        changed(new Part.Setting("draft", List.of("prompt", "1", "system")), "Be brief.", "Be kind."));
    }

    @Test
    void settingsAreAddedRemovedAndChangedEachOnItsOwn() {
        assertThat(after("{temperature: 0.7, max-tokens: 200}", "{temperature: 1.0, top-k: 40}"))
                .containsExactly(
                        changed(new Part.Setting("draft", List.of("sampling", "temperature")), "0.7", "1.0"),
                        new Difference(new Part.Setting("draft", List.of("sampling", "top-k")), Change.ADDED, "", "40"),
                        new Difference(
                                new Part.Setting("draft", List.of("sampling", "max-tokens")),
                                Change.REMOVED,
                                "200",
                                ""));
    }

    @Test
    void aMovedExitSaysWhereItLed() {
        assertThat(after("exits: {next: check}", "exits: {next: done}"))
                .containsExactly(changed(new Part.Exit("draft", "next"), "check", "done"));
    }

    @Test
    void aRemovedNodeIsOneDifferenceAndItsNeighboursExitAnother() {
        String without = LOOP.replaceAll("(?m)^  check:.*\n", "").replace("next: check", "next: done");
        LoopDiff diff = LoopDiff.of(loop(LOOP), loop(without));
        assertThat(diff.differences())
                .containsExactly(
                        changed(new Part.Exit("draft", "next"), "check", "done"),
                        new Difference(new Part.Node("check"), Change.REMOVED, "self-verify", ""));
        assertThat(diff.nodes()).containsExactly(java.util.Map.entry("check", Change.REMOVED));
        assertThat(LoopDiff.of(loop(without), loop(LOOP)).nodes())
                .containsExactly(java.util.Map.entry("check", Change.ADDED));
    }

    @Test
    void aRenamedNodeIsOneDifferenceAndItsExitsAreNone() {
        LoopDiff diff =
                LoopDiff.of(loop(LOOP), loop(LOOP.replace("check:", "verify:").replace("next: check", "next: verify")));
        assertThat(diff.differences()).containsExactly(changed(new Part.Node("verify"), "check", "verify"));
        assertThat(diff.nowCalled("check")).isEqualTo("verify");
    }

    @Test
    void aNodeThatIsNewAndOneThatIsGoneAreNoRenameWhenTheyDoOtherThings() {
        LoopDiff diff = LoopDiff.of(
                loop(LOOP),
                loop(LOOP.replace("check: {kind: self-verify", "verify: {kind: judge")
                        .replace("next: check", "next: verify")));
        assertThat(diff.nodes()).containsOnlyKeys("verify", "check");
    }

    @Test
    void capsKindsSlotsParametersAndTheStartAreDifferences() {
        String other = LOOP.replace("{turns: 3}", "{turns: 4, p: 0.5}")
                .replace("{type: Text, answer: true}", "{type: Text, default: no, answer: true}")
                .replace("start: draft", "start: check")
                .replace("kind: self-verify,", "kind: judge, max-visits: params.turns,");
        assertThat(LoopDiff.of(loop(LOOP), loop(other)).differences())
                .extracting(difference -> difference.part().label())
                .containsExactly("start", "params.turns", "params.p", "slot draft", "check.kind", "check.max-visits");
    }
}
