package org.loopwright.measure.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.loopwright.measure.AnswerPool;
import org.loopwright.measure.Arm;
import org.loopwright.measure.BudgetGain;
import org.loopwright.measure.BudgetGain.BudgetUnit;
import org.loopwright.measure.Interval;

/// Accuracy against what it cost: each arm, the vote of independent answers at every size, and each arm's
/// twin, the vote that may spend as much.
///
/// @param unit what the budget counts
/// @param arms by arm
/// @param votes of the pool, by size; empty without a pool
/// @param twins of the arms that are no pool, where the pool is large enough
/// @param note why there are no twins, or what to mind of them; empty when there is nothing to say
public record Frontier(BudgetUnit unit, List<Point> arms, List<Point> votes, List<Twin> twins, String note) {
    /// A point of the plot.
    ///
    /// @param budget an item
    /// @param interval of the accuracy, or null
    public record Point(
            String name,
            double budget,
            double accuracy,
            @Nullable Interval interval) {}

    /// An arm's twin.
    public record Twin(String arm, BudgetGain gain) {}

    public Frontier {
        arms = List.copyOf(arms);
        votes = List.copyOf(votes);
        twins = List.copyOf(twins);
    }

    static Frontier of(List<ComparedArm> compared, List<ArmFigures> figures, BudgetUnit unit) {
        List<Point> arms = figures.stream()
                .map(arm -> new Point(arm.name(), budget(arm, unit), arm.accuracy(), arm.interval()))
                .toList();
        Arm pool = pool(compared);
        if (pool == null) {
            return new Frontier(
                    unit,
                    arms,
                    List.of(),
                    List.of(),
                    "there are no twins: no arm holds several independent answers an item to vote with; add runs of a"
                            + " one-answer loop with one model and other seeds");
        }
        return withTwins(compared, arms, pool, unit);
    }

    private static Frontier withTwins(List<ComparedArm> compared, List<Point> arms, Arm pool, BudgetUnit unit) {
        int held = pool.design().fewestSamples();
        double one = BudgetGain.answerCost(pool, unit);
        List<Twin> twins = new ArrayList<>();
        List<String> missing = new ArrayList<>();
        double needed = 0;
        for (int i = 0; i < arms.size(); i++) {
            Arm arm = compared.get(i).arm();
            double answers = arms.get(i).budget() / one;
            if (arm.name().equals(pool.name())) {
                continue;
            }
            if (answers > 0 && Math.ceil(answers) <= held) {
                twins.add(new Twin(arm.name(), BudgetGain.of(arm, pool, unit)));
            } else {
                missing.add(arm.name());
            }
            needed = Math.max(needed, answers);
        }
        return new Frontier(unit, arms, votes(pool, unit), twins, note(pool, held, needed, missing));
    }

    private static String note(Arm pool, int held, double needed, List<String> missing) {
        long wanted = 4 * (long) Math.ceil(needed);
        if (needed == 0) {
            return "no tokens were counted, so there is no budget to match";
        }
        String holds = pool.name() + " holds " + held + " answers an item";
        if (!missing.isEmpty()) {
            return "there is no twin for " + String.join(", ", missing) + ": " + holds
                    + ", and votes of equal budget want " + wanted;
        }
        return held < wanted ? holds + ", and " + wanted + " would be enough for votes that don't overlap" : "";
    }

    private static double budget(ArmFigures arm, BudgetUnit unit) {
        return switch (unit) {
            case COMPLETION_TOKENS -> arm.tokens();
            case TOTAL_TOKENS -> arm.totalTokens();
        };
    }

    /// The arm of single answers that has most of them; null where none has two.
    private static @Nullable Arm pool(List<ComparedArm> compared) {
        Arm best = null;
        int most = 1;
        for (ComparedArm arm : compared) {
            int samples = arm.arm().seeds().size() == 1 ? arm.arm().design().fewestSamples() : 0;
            if (arm.arm().lastTurn() == 0 && samples > most) {
                best = arm.arm();
                most = samples;
            }
        }
        return best;
    }

    private static List<Point> votes(Arm pool, BudgetUnit unit) {
        Map<String, AnswerPool> pools = BudgetGain.pools(pool);
        int fewest = pools.values().stream().mapToInt(AnswerPool::size).min().orElse(0);
        double one = BudgetGain.answerCost(pool, unit);
        List<Point> votes = new ArrayList<>();
        for (int n = 1; n <= fewest; n++) {
            int size = n;
            double accuracy = pools.values().stream()
                    .mapToDouble(items -> items.majority(size))
                    .average()
                    .orElse(Double.NaN);
            votes.add(new Point("maj@" + n, n * one, accuracy, null));
        }
        return votes;
    }
}
