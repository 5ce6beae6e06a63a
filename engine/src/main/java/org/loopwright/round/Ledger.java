package org.loopwright.round;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.loopwright.journal.Event;
import org.loopwright.journal.JournalEntry;

/// What a round loop spent, by name. A step that was found and not made counts as spent again, so arms
/// that share it stay comparable.
public final class Ledger {
    /// Gold answers that decided something: a row was kept, weighted or paired by them.
    public static final String GOLD_LABELS = "gold labels";
    /// Tokens of reference solutions and of other models that were learned.
    public static final String TEACHER_TOKENS = "teacher tokens";
    /// Judgements asked of models.
    public static final String JUDGE_CALLS = "judge calls";
    /// Tokens that models of the loop wrote.
    public static final String GENERATED_TOKENS = "generated tokens";
    /// Tokens that were trained on, repetitions counted.
    public static final String TRAINED_TOKENS = "trained tokens";
    /// Steps of the optimizer.
    public static final String TRAINING_STEPS = "training steps";
    /// Evaluations on a test split.
    public static final String TEST_LOOKS = "test looks";

    /// Runs of the arm that were stopped or failed. Not of one run: whoever knows the others adds it.
    public static final String DISCARDED_RUNS = "discarded runs";
    /// What is said even where nothing of it was spent.
    public static final List<String> ALWAYS =
            List.of(GOLD_LABELS, TEACHER_TOKENS, JUDGE_CALLS, GENERATED_TOKENS, TRAINED_TOKENS);

    private Ledger() {}

    /// These sums in a fixed order, those of [#ALWAYS] first and with 0 where nothing was spent.
    public static Map<String, Double> complete(Map<String, Double> sums) {
        Map<String, Double> complete = new LinkedHashMap<>();
        ALWAYS.forEach(name -> complete.put(name, sums.getOrDefault(name, 0.0)));
        sums.forEach(complete::putIfAbsent);
        return complete;
    }

    /// The sums of a run, in the order of the names above where they are there.
    public static Map<String, Double> of(List<JournalEntry> entries) {
        Map<String, Double> sums = new LinkedHashMap<>();
        for (JournalEntry entry : entries) {
            if (entry.event() instanceof Event.Made made) {
                made.ledger().forEach((name, value) -> sums.merge(name, value, Double::sum));
            }
        }
        return sums;
    }
}
