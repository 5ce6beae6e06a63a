package org.loopwright.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.loopwright.journal.Event;
import org.loopwright.journal.JournalEntry;
import org.loopwright.journal.RunHeader;
import org.loopwright.loop.Content;
import org.loopwright.loop.Content.Judgement;
import org.loopwright.loop.Frame;
import org.loopwright.loop.FramePath;
import org.loopwright.loop.Source;
import org.loopwright.loop.Value;
import org.loopwright.model.ModelCard.LabelUse;
import org.loopwright.store.RunSummaries;
import org.loopwright.store.RunSummary;
import org.loopwright.testing.JournalScript;

/// Ways in which gold reaches an answer, and ways in which it only seems to.
class BrandsTest {
    private static final FramePath A = FramePath.ofItem("a");
    private static final Source ORACLE = Source.Plain.ORACLE;
    private static final Source GIVEN = Source.Plain.GIVEN;

    private final JournalScript script = JournalScript.of("a").open("a");

    @Test
    void anHonestLoopHasNone() {
        script.answer("a", "draft", "right")
                .verdict("a", Judgement.ACCEPT, GIVEN)
                .close("a");
        assertThat(brands(script)).isEmpty();
    }

    @Test
    void oracleInAPrompt() {
        script.generate(A, "draft", "x", GIVEN, ORACLE);
        assertLeaks(script);
    }

    @Test
    void oracleInTheChoiceOfAnExitOnly() {
        script.answer("a", "draft", "right")
                .verdict("a", Judgement.ACCEPT, ORACLE)
                .close("a");
        assertLeaks(script);
    }

    @Test
    void oracleInTheCapOfALoop() {
        script.add(A, new Event.Moved("gate", 3, "capped", "done", Set.of(ORACLE)));
        assertLeaks(script);
    }

    @Test
    void oracleInTheAnswer() {
        script.answer("a", "draft", "right", Source.Plain.INTRINSIC, ORACLE).close("a");
        assertLeaks(script);
    }

    @Test
    void oracleInOneElementOfAListThatIsTheAnswer() {
        Value chosen = new Value(new Content.Text("x"), Set.of(GIVEN, ORACLE), null);
        Value list = new Value(new Content.Samples(List.of(Value.given("y"), chosen)), Set.of(GIVEN), null);
        Value nested = new Value(new Content.Samples(List.of(list)), Set.of(GIVEN), null);
        script.add(A, new Event.SlotWritten("draft", 0, nested)).close("a");
        assertLeaks(script);
        assertThat(provenance(script)).containsExactlyInAnyOrder("given", "oracle");
    }

    @Test
    void oracleInAPromptOfANestedFrame() {
        FramePath child = A.child("search", 1, 0);
        script.open(child, A, "a").generate(child, "expand", "x", ORACLE);
        assertLeaks(script);
    }

    @Test
    void oracleInAChoiceOfANestedFrame() {
        FramePath child = A.child("search", 1, 0);
        script.open(child, A, "a").add(child, new Event.Moved("gate", 1, "accept", "done", Set.of(ORACLE)));
        assertLeaks(script);
    }

    @Test
    void oracleThatTheItemsFrameWasOpenedWith() {
        Value gold = new Value(new Content.Text("5"), Set.of(ORACLE), null);
        JournalScript opened = JournalScript.of("a");
        opened.add(A, new Event.FrameOpened(null, "f", "a", "h", "a", 1, Set.of(), "done", Map.of("draft", gold)));
        opened.close("a");
        assertLeaks(opened);
    }

    @Test
    void goldLabelsOfTheSplitThatIsAnswered() {
        script.generate(A, "draft", "x", new Source.Label("sums", "dev"));
        assertLeaks(script);
    }

    @Test
    void goldLabelsOfAnotherSplitAreNoLeak() {
        script.generate(A, "draft", "x", new Source.Label("sums", "train"));
        assertThat(brands(script)).isEmpty();
    }

    @Test
    void aModelThatWasTrainedOnLabels() {
        RunHeader header = JournalScript.header(List.of("a"), List.of(new LabelUse("sums", "train")));
        assertThat(brands(new JournalScript(header))).containsExactly(Brands.LABELS_IN_TRAINING);
    }

    @Test
    void aModelThatWasTrainedOnTheSplitThatIsAnswered() {
        RunHeader header = JournalScript.header(List.of("a"), List.of(new LabelUse("sums", "dev")));
        assertThat(brands(new JournalScript(header)))
                .containsExactlyInAnyOrder(Brands.LABELS_IN_TRAINING, Brands.ORACLE_AT_INFERENCE);
    }

    @Test
    void aGradeThatNothingReadsIsNoLeak() {
        Value verdict = new Value(new Content.Verdict(Judgement.ACCEPT, 1, ""), Set.of(ORACLE), null);
        script.answer("a", "draft", "right").add(A, new Event.SlotWritten("verdict", 0, verdict));
        script.close("a");
        assertThat(brands(script)).isEmpty();
        assertThat(provenance(script)).containsExactly("intrinsic");
    }

    @Test
    void anAnswerThatWasReplacedLeavesNoBrand() {
        script.answer("a", "draft", "right", ORACLE)
                .answer("a", "refine", "right")
                .close("a");
        assertThat(brands(script)).isEmpty();
    }

    @Test
    void theGradedAnswerOfAFailedItemCounts() {
        script.answer("a", "draft", "right", ORACLE);
        script.add(A, new Event.FrameClosed(Frame.Outcome.FAILED, "no slot", null));
        assertLeaks(script);
    }

    private static void assertLeaks(JournalScript script) {
        assertThat(brands(script)).containsExactly(Brands.ORACLE_AT_INFERENCE);
    }

    private static Set<String> brands(JournalScript script) {
        return summary(script).brands();
    }

    private static Set<String> provenance(JournalScript script) {
        return summary(script).provenance();
    }

    private static RunSummary summary(JournalScript script) {
        List<JournalEntry> entries = script.entries();
        RunSummary summary = RunSummaries.start(entries.getFirst());
        for (JournalEntry entry : entries.subList(1, entries.size())) {
            summary = RunSummaries.apply(summary, entry);
        }
        return RunSummaries.withAnswer(summary, entries);
    }
}
