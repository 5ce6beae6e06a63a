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
import org.loopwright.measure.MeasureException;

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
    public record Point(String name, double budget, double accuracy, @Nullable Interval interval) {}

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
                    "no arm holds several independent answers an item, so there is no vote to match budgets with:"
                            + " choose repeats of a one-answer loop, of one model and with other seeds");
        }
        List<Twin> twins = new ArrayList<>();
        List<String> missing = new ArrayList<>();
        for (ComparedArm arm : compared) {
            if (arm.arm() != pool) {
                try {
                    twins.add(new Twin(arm.arm().name(), BudgetGain.of(arm.arm(), pool, unit)));
                } catch (MeasureException e) {
                    missing.add(e.getMessage());
                }
            }
        }
        if (twins.stream().anyMatch(twin -> twin.gain().thin())) {
            missing.add("the pool holds fewer than four times the answers of a vote, so that votes overlap");
        }
        return new Frontier(unit, arms, votes(pool, unit), twins, String.join("; ", missing));
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
            int samples = arm.arm().seeds().size() == 1
                    ? arm.arm().design().fewestSamples()
                    : 0;
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
