package org.loopwright.measure;

import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/// What became of the answers between two turns: three outcomes before, three after, and the items of
/// each cell.
///
/// J. Huang et al.: Large Language Models Cannot Self-Correct Reasoning Yet. ICLR 2024, and A. Kumar et
/// al.: Training Language Models to Self-Correct via Reinforcement Learning (SCoRe). ICLR 2025, section
/// 3, count the same with two outcomes.
///
/// | SCoRe | here |
/// |---|---|
/// | i->c | [#fixedShare] |
/// | c->i | [#brokenShare] |
/// | delta(t1, t2) | `fixedShare() - brokenShare()` |
///
/// Shares are over all items, samples averaged within an item first.
///
/// @param from the turn before
/// @param to the turn after
/// @param pairs one for each attempt
public record Transitions(int from, int to, List<Pair> pairs) {
    /// One attempt's two outcomes.
    public record Pair(String item, int sample, Outcome before, Outcome after) {}

    public Transitions {
        pairs = List.copyOf(pairs);
    }

    static Transitions of(List<Trajectory> attempts, int from, int to) {
        return new Transitions(
                from,
                to,
                attempts.stream()
                        .map(attempt -> new Pair(
                                attempt.item(), attempt.at(from).sample(), attempt.outcome(from), attempt.outcome(to)))
                        .toList());
    }

    /// How many attempts went from `before` to `after`.
    public long count(Outcome before, Outcome after) {
        return count(is(before, after));
    }

    /// The ids of the items with an attempt that went from `before` to `after`, in the run's order.
    public List<String> items(Outcome before, Outcome after) {
        return pairs.stream()
                .filter(is(before, after))
                .map(Pair::item)
                .distinct()
                .toList();
    }

    /// Right before and after.
    public long rightRight() {
        return count(Outcome.RIGHT, Outcome.RIGHT);
    }

    /// Right before, wrong after.
    public long rightWrong() {
        return count(Outcome.RIGHT, Outcome.WRONG);
    }

    /// Wrong before, right after.
    public long wrongRight() {
        return count(Outcome.WRONG, Outcome.RIGHT);
    }

    /// Wrong before and after.
    public long wrongWrong() {
        return count(Outcome.WRONG, Outcome.WRONG);
    }

    /// Unparsed before, after, or both; with the four above it makes up all attempts.
    public long unparsed() {
        return count(pair -> pair.before() == Outcome.UNPARSED || pair.after() == Outcome.UNPARSED);
    }

    /// The share of all items that became right: i->c.
    public double fixedShare() {
        return share(Transitions::isFixed);
    }

    /// The share of all items that were right and are no longer: c->i.
    public double brokenShare() {
        return share(Transitions::isBroken);
    }

    /// P(right after, given not right before).
    public Rate fixWrong() {
        return new Rate(count(Transitions::isFixed), count(pair -> pair.before() != Outcome.RIGHT));
    }

    /// P(right after, given right before).
    public Rate keepRight() {
        return new Rate(rightRight(), count(pair -> pair.before() == Outcome.RIGHT));
    }

    /// The test of right against not right. Only for one sample an item and no clusters.
    McNemar mcNemar() {
        return new McNemar(count(Transitions::isBroken), count(Transitions::isFixed));
    }

    private static boolean isFixed(Pair pair) {
        return pair.before() != Outcome.RIGHT && pair.after() == Outcome.RIGHT;
    }

    private static boolean isBroken(Pair pair) {
        return pair.before() == Outcome.RIGHT && pair.after() != Outcome.RIGHT;
    }

    private static Predicate<Pair> is(Outcome before, Outcome after) {
        return pair -> pair.before() == before && pair.after() == after;
    }

    private long count(Predicate<Pair> which) {
        return pairs.stream().filter(which).count();
    }

    private double share(Predicate<Pair> which) {
        return pairs.stream()
                .collect(
                        Collectors.groupingBy(Pair::item, Collectors.averagingDouble(pair -> which.test(pair) ? 1 : 0)))
                .values()
                .stream()
                .mapToDouble(Double::doubleValue)
                .average()
                .orElse(Double.NaN);
    }
}
