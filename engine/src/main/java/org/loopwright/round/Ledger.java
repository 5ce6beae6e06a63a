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

    private Ledger() {}

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
