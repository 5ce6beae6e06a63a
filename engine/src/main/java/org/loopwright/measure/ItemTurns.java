package org.loopwright.measure;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.loopwright.journal.Event;
import org.loopwright.journal.JournalEntry;
import org.loopwright.loop.Content;
import org.loopwright.loop.Frame;
import org.loopwright.loop.FramePath;
import org.loopwright.loop.Value;
import org.loopwright.model.Completion;
import org.loopwright.model.TokenValues;
import org.loopwright.task.Grade;

/// Derives the turns of one finished item from its part of the journal.
///
/// - *Turn* k is the k-th `SlotWritten` of the answer slot in the root frame; the answer slot is the one
///   that `Graded` events name. A default that the frame was opened with is no turn.
/// - Its *grade* is the last `Graded` of that version by a grader, so that a regrade replaces it.
/// - Its *verdict* is the first verdict written after it and before the next turn.
/// - Its *tokens* are all that the item spent, nested frames included, before the node that wrote the
///   next turn was entered; the last turn has everything. A critique that leads to a revision is thus
///   charged to the turn that it criticises.
/// - Its *confidence* is the geometric mean of the probabilities of its tokens, exp(mean log p), as the
///   model gave them (normalised sequence likelihood, A. Malinin, M. Gales: Uncertainty Estimation in
///   Autoregressive Structured Prediction. ICLR 2021). The tokens are those of the completion that the answer
///   is, else of the only completion of the request before it; of several none is meant.
public final class ItemTurns {
    /// Stands for any grader: turns of an item that failed before anything could be graded.
    public static final String ANY_GRADER = "*";

    private static final double PLACES = 10_000;

    private final Map<Integer, Map<String, Grade>> grades = new LinkedHashMap<>();
    private final List<Turn> turns = new ArrayList<>();
    private final Event.FrameOpened opened;
    private final String slot;
    private long promptTokens;
    private long completionTokens;
    private long promptTokensAtNode;
    private long completionTokensAtNode;
    private List<Completion> latest = List.of();

    private static final class Turn {
        private final int version;
        private final @Nullable Double confidence;
        private Content.@Nullable Judgement verdict;
        private long promptTokens;
        private long completionTokens;

        private Turn(int version, @Nullable Double confidence) {
            this.version = version;
            this.confidence = confidence;
        }
    }

    private ItemTurns(Event.FrameOpened opened, String slot) {
        this.opened = opened;
        this.slot = slot;
    }

    /// The turns of an item by grader; empty while its root frame is open.
    ///
    /// An item that failed before any answer was graded has one unparsed turn under [#ANY_GRADER]:
    /// leaving it out would make a loop look better the more often it fails.
    ///
    /// @param entries all entries of the item's root frame and of the frames nested in it, in order
    public static Map<String, List<ItemTurn>> of(List<JournalEntry> entries) {
        Event.FrameOpened opened = null;
        Event.FrameClosed closed = null;
        String slot = null;
        for (JournalEntry entry : entries) {
            if (isRoot(entry)) {
                switch (entry.event()) {
                    case Event.FrameOpened event -> opened = event;
                    case Event.FrameClosed event -> closed = event;
                    case Event.Graded event -> slot = event.slot();
                    default -> {} // only these three are asked for here
                }
            }
        }
        if (opened == null || closed == null) {
            return Map.of();
        }
        if (slot == null) {
            return closed.outcome() == Frame.Outcome.FAILED
                    ? Map.of(ANY_GRADER, List.of(failed(opened, entries)))
                    : Map.of();
        }
        ItemTurns derivation = new ItemTurns(opened, slot);
        entries.forEach(derivation::read);
        return derivation.byGrader();
    }

    /// The turns that count for `grader` in one run.
    ///
    /// @param items by item, what [#of] gave
    /// @return the turns of all graded items and of those that failed ungraded; empty when the grader
    ///     graded nothing at all, because then a failure says nothing about it
    public static List<ItemTurn> select(List<Map<String, List<ItemTurn>>> items, String grader) {
        if (items.stream().noneMatch(item -> item.containsKey(grader))) {
            return List.of();
        }
        List<ItemTurn> selected = new ArrayList<>();
        for (Map<String, List<ItemTurn>> item : items) {
            selected.addAll(Objects.requireNonNullElse(
                    item.get(grader), Objects.requireNonNullElse(item.get(ANY_GRADER), List.of())));
        }
        return List.copyOf(selected);
    }

    private void read(JournalEntry entry) {
        if (entry.event() instanceof Event.Generated generated) {
            latest = generated.completions();
            for (Completion completion : generated.completions()) {
                promptTokens += completion.promptIds().size();
                completionTokens += completion.ids().size();
            }
        }
        if (!isRoot(entry)) {
            return;
        }
        switch (entry.event()) {
            case Event.SlotWritten written when written.slot().equals(slot) -> begin(written);
            case Event.SlotWritten written
            when written.value().content() instanceof Content.Verdict verdict -> check(verdict.judgement());
            case Event.Moved _ -> {
                promptTokensAtNode = promptTokens;
                completionTokensAtNode = completionTokens;
            }
            case Event.Graded graded ->
                grades.computeIfAbsent(graded.turn(), _ -> new LinkedHashMap<>())
                        .put(graded.grader(), graded.grade());
            default -> {} // nothing else makes or judges a turn
        }
    }

    private void begin(Event.SlotWritten written) {
        if (!turns.isEmpty()) {
            turns.getLast().promptTokens = promptTokensAtNode;
            turns.getLast().completionTokens = completionTokensAtNode;
        }
        turns.add(new Turn(written.version(), confidence(written.value())));
    }

    private @Nullable Double confidence(Value answer) {
        Value.CompletionRef meant = answer.completion();
        List<Completion> candidates = meant == null
                ? latest
                : latest.stream()
                        .filter(c -> c.ids().equals(meant.ids()))
                        .limit(1)
                        .toList();
        TokenValues logProb = candidates.size() == 1 ? candidates.getFirst().logProb() : null;
        if (logProb == null || logProb.size() == 0) {
            return null;
        }
        double mean = Math.exp(logProb.sum() / logProb.size());
        return mean >= 0 && mean <= 1 ? Math.round(mean * PLACES) / PLACES : null;
    }

    private void check(Content.Judgement judgement) {
        if (!turns.isEmpty() && turns.getLast().verdict == null) {
            turns.getLast().verdict = judgement;
        }
    }

    private Map<String, List<ItemTurn>> byGrader() {
        if (!turns.isEmpty()) {
            turns.getLast().promptTokens = promptTokens;
            turns.getLast().completionTokens = completionTokens;
        }
        Map<String, List<ItemTurn>> rows = new LinkedHashMap<>();
        for (int k = 0; k < turns.size(); k++) {
            Turn turn = turns.get(k);
            int number = k;
            grades.getOrDefault(turn.version, Map.of())
                    .forEach((grader, grade) ->
                            rows.computeIfAbsent(grader, _ -> new ArrayList<>()).add(row(turn, number, grade)));
        }
        return rows;
    }

    private ItemTurn row(Turn turn, int number, Grade grade) {
        return new ItemTurn(
                opened.item(),
                opened.contentHash(),
                opened.cluster(),
                0,
                number,
                grade.status(),
                grade.correct(),
                grade.extracted(),
                turn.verdict,
                turn.promptTokens,
                turn.completionTokens,
                turn.confidence);
    }

    private static ItemTurn failed(Event.FrameOpened opened, List<JournalEntry> entries) {
        ItemTurns spent = new ItemTurns(opened, "");
        entries.forEach(spent::read);
        Grade none = new Grade(Grade.Status.UNPARSED, null, false, "", "", "");
        Turn turn = new Turn(0, null);
        turn.promptTokens = spent.promptTokens;
        turn.completionTokens = spent.completionTokens;
        return spent.row(turn, 0, none);
    }

    private static boolean isRoot(JournalEntry entry) {
        FramePath frame = entry.frame();
        return frame != null && frame.isRoot();
    }
}
