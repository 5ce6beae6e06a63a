package org.loopwright.measure;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.loopwright.measure.AnswerPool.Vote;

/// What a loop adds to a vote that may spend as much: the budget-matched twin.
///
/// A loop that spends B answers' worth an item is compared with maj@n, n mixed so that it spends B on
/// average. Ties of the vote are broken at random, in expectation. A budget is what was declared: reused
/// prefixes don't lower it.
///
/// @param unit what the budget counts
/// @param loopBudget mean an item
/// @param answers the size of the vote that spends as much
/// @param loopAccuracy of the loop's last answers
/// @param twinAccuracy of the vote
/// @param gain loop less twin, paired by item
/// @param thin whether the pool holds less than four times the vote, so that votes overlap
public record BudgetGain(
        BudgetUnit unit,
        double loopBudget,
        double answers,
        double loopAccuracy,
        double twinAccuracy,
        Estimate gain,
        boolean thin) {
    /// What a budget counts. Closed set.
    public enum BudgetUnit {
        COMPLETION_TOKENS,
        /// Prompt and completion.
        TOTAL_TOKENS
    }

    /// @param pool single independent answers to the same items: its first turns vote
    /// @throws MeasureException when items differ, the pool is smaller than the vote, or nothing was counted
    public static BudgetGain of(Arm loop, Arm pool, BudgetUnit unit) {
        Arm.checkSame(loop.name(), loop.items(), pool.name(), pool.items());
        double budget = Design.mean(loop.itemMeans(a -> spent(a, Integer.MAX_VALUE, unit)));
        double one = answerCost(pool, unit);
        if (!(budget > 0 && one > 0)) {
            throw new MeasureException("no tokens were counted for " + (budget > 0 ? pool : loop).name()
                    + ", so there is no budget to match");
        }
        double answers = Math.max(1, budget / one);
        Map<String, AnswerPool> pools = pools(pool);
        Map<String, Double> loops = loop.itemMeans(a -> a.right(Integer.MAX_VALUE));
        Map<String, Double> twins = new LinkedHashMap<>();
        Map<String, Double> gains = new LinkedHashMap<>();
        boolean thin = false;
        for (Map.Entry<String, AnswerPool> item : pools.entrySet()) {
            if (item.getValue().size() < Math.ceil(answers)) {
                throw new MeasureException("item " + item.getKey() + " has "
                        + item.getValue().size()
                        + " answers in " + pool.name() + "; the vote of equal budget draws " + Math.ceil(answers)
                        + ", and wants four times as many");
            }
            thin |= item.getValue().isThin(answers);
            double twin = item.getValue().majority(answers);
            twins.put(item.getKey(), twin);
            gains.put(item.getKey(), loops.getOrDefault(item.getKey(), Double.NaN) - twin);
        }
        return new BudgetGain(
                unit,
                budget,
                answers,
                Design.mean(loops),
                Design.mean(twins),
                Estimate.of(loop.design().gather(gains)),
                thin);
    }

    /// The answers of each item's first turns.
    public static Map<String, AnswerPool> pools(Arm pool) {
        Map<String, List<Vote>> votes = new LinkedHashMap<>();
        for (Trajectory attempt : pool.attempts()) {
            String text = attempt.at(0).extracted();
            votes.computeIfAbsent(attempt.item(), _ -> new ArrayList<>())
                    .add(new Vote(text == null ? "" : text, attempt.outcome(0)));
        }
        Map<String, AnswerPool> pools = new LinkedHashMap<>();
        votes.forEach((item, all) -> pools.put(item, AnswerPool.of(all)));
        return pools;
    }

    /// What one answer of a pool costs on average.
    public static double answerCost(Arm pool, BudgetUnit unit) {
        return Design.mean(pool.itemMeans(a -> spent(a, 0, unit)));
    }

    /// What an attempt spent up to a turn.
    static double spent(Trajectory attempt, int turn, BudgetUnit unit) {
        ItemTurn row = attempt.at(turn);
        return switch (unit) {
            case COMPLETION_TOKENS -> row.completionTokens();
            case TOTAL_TOKENS -> (double) row.promptTokens() + row.completionTokens();
        };
    }
}
