package org.loopwright.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.loopwright.journal.Event;
import org.loopwright.loop.Content;
import org.loopwright.loop.Content.Judgement;
import org.loopwright.loop.FramePath;
import org.loopwright.loop.Source;
import org.loopwright.loop.Value;
import org.loopwright.testing.JournalScript;

/// What the contract of the stores does not show: nested frames, critiques, defaults.
class ItemTurnsTest {
    private static final FramePath A = FramePath.ofItem("a");

    private final JournalScript script = JournalScript.of("a");

    @Test
    void aCritiqueIsChargedToTheTurnThatItCriticises() {
        script.open("a").answer("a", "draft", "12345");
        script.generate(A, "critique", "1234567");
        script.add(A, new Event.Moved("critique", 1, "next", "refine", Set.of()));
        script.answer("a", "refine", "right").close("a");
        assertThat(turns()).extracting(ItemTurn::completionTokens).containsExactly(12L, 17L);
        assertThat(turns()).extracting(ItemTurn::promptTokens).containsExactly(20L, 30L);
    }

    @Test
    void nestedFramesAreChargedToTheTurnThatTheyWorkFor() {
        script.open("a").answer("a", "draft", "12345");
        FramePath child = A.child("refine", 1, 0);
        script.open(child, A, "a").generate(child, "draft", "1234567");
        // Choices and writes of a nested frame are none of its item's turns.
        Value draft = new Value(new Content.Text("1234567"), Set.of(Source.Plain.GIVEN), null);
        script.add(child, new Event.SlotWritten("draft", 0, draft));
        script.add(child, new Event.Moved("draft", 1, "next", "done", Set.of()));
        script.add(A, new Event.SlotWritten("draft", 1, draft));
        script.add(A, new Event.Moved("refine", 1, "next", "done", Set.of()));
        script.add(A, new Event.Graded("draft", 1, JournalScript.GRADER, JournalScript.grade("1234567")));
        script.close("a");
        assertThat(turns()).extracting(ItemTurn::completionTokens).containsExactly(5L, 12L);
    }

    @Test
    void aDefaultIsNoTurn() {
        Value none = Value.given("");
        script.add(A, new Event.FrameOpened(null, "f", "a", "h", "c", 1, Set.of(), "draft", Map.of("draft", none)));
        Value right = Value.given("right");
        script.add(A, new Event.SlotWritten("draft", 1, right));
        script.add(A, new Event.Graded("draft", 1, JournalScript.GRADER, JournalScript.grade("right")));
        script.close("a");
        assertThat(turns()).extracting(ItemTurn::turn).containsExactly(0);
        assertThat(turns()).extracting(ItemTurn::cluster).containsExactly("c");
    }

    @Test
    void theFirstVerdictAfterAnAnswerCounts() {
        script.open("a").answer("a", "draft", "wrong");
        script.verdict("a", Judgement.UNPARSED).verdict("a", Judgement.REJECT);
        script.answer("a", "refine", "right").close("a");
        assertThat(turns()).extracting(ItemTurn::verdict).containsExactly(Judgement.UNPARSED, null);
    }

    private List<ItemTurn> turns() {
        return ItemTurns.of(script.entries()).getOrDefault(JournalScript.GRADER, List.of());
    }
}
