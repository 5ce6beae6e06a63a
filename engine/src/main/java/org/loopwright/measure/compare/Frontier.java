package org.loopwright.measure.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.loopwright.measure.AnswerPool;
import org.loopwright.measure.Arm;
import org.loopwright.measure.BudgetGain;
import org.loopwright.measure.BudgetGain.BudgetUnit;
import org.loopwright.measure.Estimate;
import org.loopwright.measure.Interval;
import org.loopwright.measure.PairedDifference;

/// Accuracy against what it cost: each arm, the vote of independent answers at every size, and each arm's
/// twin, the vote that may spend as much.
///
/// A twin is drawn from an arm of single answers, or it is an arm itself: one whose loop votes over
/// samples, and that spent as much as the arm whose twin it is.
///
/// @param unit what the budget counts
/// @param arms by arm
/// @param votes of the pool, by size; empty without a pool
/// @param twins of the arms that are neither pool nor vote, where there is one
/// @param note why there are no twins, or what to mind of them; empty when there is nothing to say
public record Frontier(BudgetUnit unit, List<Point> arms, List<Point> votes, List<Twin> twins, String note) {
    /// Budgets that differ by no more than this share count as equal: a twin's is a mean over drafts that
    /// vary in length.
    private static final double EQUAL = 0.05;

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
    ///
    /// @param arm whose twin it is
    /// @param by name of the arm that votes, or whose answers do
    /// @param budget of the twin, an item
    /// @param accuracy of the twin
    /// @param gain the arm less its twin, paired by item
    public record Twin(String arm, String by, double budget, double accuracy, Estimate gain) {}

    public Frontier {
        arms = List.copyOf(arms);
        votes = List.copyOf(votes);
        twins = List.copyOf(twins);
    }

    static Frontier of(List<ComparedArm> compared, List<ArmFigures> figures, BudgetUnit unit) {
        List<Point> arms = figures.stream()
                .map(arm -> new Point(arm.name(), budget(arm, unit), arm.accuracy(), arm.interval()))
                .toList();
        return new Search(compared, arms, unit).frontier();
    }

    private static double budget(ArmFigures arm, BudgetUnit unit) {
        return switch (unit) {
            case COMPLETION_TOKENS -> arm.tokens();
            case TOTAL_TOKENS -> arm.totalTokens();
        };
    }

    /// Looks for the twin of each arm.
    ///
    /// @param arms of `compared`, in the same order
    private record Search(List<ComparedArm> compared, List<Point> arms, BudgetUnit unit) {
        Frontier frontier() {
            Arm pool = pool();
            List<Integer> looking = new ArrayList<>();
            List<Integer> voting = new ArrayList<>();
            for (int i = 0; i < arms.size(); i++) {
                if (isVote(compared.get(i))) {
                    voting.add(i);
                } else if (pool == null || !pool.name().equals(arms.get(i).name())) {
                    looking.add(i);
                }
            }
            List<Twin> twins = new ArrayList<>();
            List<Integer> missing = new ArrayList<>();
            for (int i : looking) {
                twin(i, pool, voting).ifPresentOrElse(twins::add, () -> missing.add(i));
            }
            String note = pool == null ? voteNote(twins, missing, voting) : poolNote(pool, looking, missing);
            return new Frontier(unit, arms, pool == null ? List.of() : votes(pool), twins, note);
        }

        /// A loop that votes over samples and writes its answer once: `sample` and `vote`.
        private static boolean isVote(ComparedArm arm) {
            return arm.arm().lastTurn() == 0
                    && arm.kinds().contains("sample")
                    && arm.kinds().contains("vote");
        }

        private Optional<Twin> twin(int i, @Nullable Arm pool, List<Integer> voting) {
            Arm arm = compared.get(i).arm();
            if (pool != null) {
                double answers = arms.get(i).budget() / BudgetGain.answerCost(pool, unit);
                if (answers > 0 && Math.ceil(answers) <= pool.design().fewestSamples()) {
                    BudgetGain gain = BudgetGain.of(arm, pool, unit);
                    return Optional.of(
                            new Twin(arm.name(), pool.name(), gain.loopBudget(), gain.twinAccuracy(), gain.gain()));
                }
            }
            double spent = arms.get(i).budget();
            return voting.stream()
                    .filter(vote -> spent > 0 && Math.abs(arms.get(vote).budget() / spent - 1) <= EQUAL)
                    .findFirst()
                    .map(vote -> twin(arm, arms.get(vote), compared.get(vote).arm()));
        }

        private static Twin twin(Arm arm, Point point, Arm vote) {
            PairedDifference less = PairedDifference.ofArms(vote, arm);
            return new Twin(
                    arm.name(),
                    vote.name(),
                    point.budget(),
                    point.accuracy(),
                    new Estimate(less.value(), less.interval(Interval.LEVEL)));
        }

        /// The arm of single answers that has most of them; null where none has two.
        private @Nullable Arm pool() {
            Arm best = null;
            int most = 1;
            for (ComparedArm arm : compared) {
                int samples = arm.arm().seeds().size() == 1 ? arm.arm().design().fewestSamples() : 0;
                if (arm.arm().lastTurn() == 0 && samples > most && !isVote(arm)) {
                    best = arm.arm();
                    most = samples;
                }
            }
            return best;
        }

        private String voteNote(List<Twin> twins, List<Integer> missing, List<Integer> voting) {
            if (voting.isEmpty()) {
                return "there are no twins: no arm votes, and none holds several independent answers an item to vote"
                        + " with; add the vote at equal tokens as a control, or runs of a one-answer loop with one model"
                        + " and other seeds";
            }
            // Where one arm has its twin, the others were not what the twin was made for.
            return twins.isEmpty() && !missing.isEmpty()
                    ? "there is no twin for " + names(missing) + ": " + spent(missing.getFirst()) + ", and "
                            + spent(voting.getFirst())
                    : "";
        }

        private String spent(int i) {
            return String.format(
                    Locale.ROOT,
                    "%s spent %.0f tokens an item",
                    arms.get(i).name(),
                    arms.get(i).budget());
        }

        private String names(List<Integer> chosen) {
            return String.join(
                    ", ", chosen.stream().map(i -> arms.get(i).name()).toList());
        }

        private String poolNote(Arm pool, List<Integer> looking, List<Integer> missing) {
            double one = BudgetGain.answerCost(pool, unit);
            double needed = looking.stream()
                    .mapToDouble(i -> arms.get(i).budget() / one)
                    .max()
                    .orElse(0);
            if (needed == 0) {
                return "no tokens were counted, so there is no budget to match";
            }
            long wanted = 4 * (long) Math.ceil(needed);
            int held = pool.design().fewestSamples();
            String holds = pool.name() + " holds " + held + " answers an item";
            if (!missing.isEmpty()) {
                return "there is no twin for " + names(missing) + ": " + holds + ", and votes of equal budget want "
                        + wanted;
            }
            return held < wanted ? holds + ", and " + wanted + " would be enough for votes that don't overlap" : "";
        }

        private List<Point> votes(Arm pool) {
            Map<String, AnswerPool> pools = BudgetGain.pools(pool);
            int fewest =
                    pools.values().stream().mapToInt(AnswerPool::size).min().orElse(0);
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
}
