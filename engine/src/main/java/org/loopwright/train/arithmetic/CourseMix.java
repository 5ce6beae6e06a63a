package org.loopwright.train.arithmetic;

import java.util.Set;
import java.util.TreeSet;
import org.loopwright.train.TrainingException;
import org.loopwright.train.TrainingPlan;

/// What a course practises and how much of it; the keys of a plan's `mix` are the words in parentheses.
///
/// @param rows conversations a step (`rows`)
/// @param draftRows questions with their answers a step, beside the conversations (`draft-rows`)
/// @param worked share of `rows` that are worked answers (`worked`)
/// @param gold share of self-checks whose draft is right (`gold`)
/// @param own share whose draft is the model's own, once there are any (`own`)
/// @param ownFrom first step at which the model drafts (`own-from`)
/// @param ownEvery steps between its drafts (`own-every`)
/// @param ownSamples drafts each time (`own-samples`); four times as many are kept
/// @param draftShare weight of the draft rows' loss (`draft-loss`)
/// @param conversations weights of a verdict (`verdict-weight`) and of an answer after a trace
///     (`answer-weight`)
/// @param problems shares of the problem classes (`one-digit`, `two-by-two`)
record CourseMix(
        int rows,
        int draftRows,
        double worked,
        double gold,
        double own,
        int ownFrom,
        int ownEvery,
        int ownSamples,
        double draftShare,
        ConversationRows conversations,
        ProblemMix problems) {
    private static final Set<String> KEYS = Set.of(
            "rows",
            "draft-rows",
            "worked",
            "gold",
            "own",
            "own-from",
            "own-every",
            "own-samples",
            "draft-loss",
            "verdict-weight",
            "answer-weight",
            "one-digit",
            "two-by-two");

    static CourseMix of(TrainingPlan plan) {
        for (String key : plan.mix().keySet()) {
            if (!KEYS.contains(key)) {
                throw new TrainingException(
                        TrainingException.Code.PLAN,
                        plan.file() + ": mix." + key + " is unknown; known are " + new TreeSet<>(KEYS));
            }
        }
        double oneDigit = plan.mix("one-digit", 0.5, 0, 1);
        return new CourseMix(
                (int) plan.mix("rows", 32, 1, 4096),
                (int) plan.mix("draft-rows", 32, 1, 4096),
                plan.mix("worked", 0.12, 0, 1),
                plan.mix("gold", 0.35, 0, 1),
                plan.mix("own", 0.3, 0, 1),
                (int) plan.mix("own-from", 300, 1, 1_000_000),
                (int) plan.mix("own-every", 150, 1, 1_000_000),
                (int) plan.mix("own-samples", 512, 1, 100_000),
                plan.mix("draft-loss", 1, 0, 100),
                new ConversationRows(plan.mix("verdict-weight", 3, 0, 100), plan.mix("answer-weight", 3, 0, 100)),
                new ProblemMix(oneDigit, plan.mix("two-by-two", 0.3, 0, 1 - oneDigit)));
    }
}
