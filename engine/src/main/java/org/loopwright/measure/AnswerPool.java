package org.loopwright.measure;

import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.math3.util.CombinatoricsUtils;

/// Independent answers to one item, from which votes of any size are drawn without replacement.
///
/// X. Wang et al.: Self-Consistency Improves Chain of Thought Reasoning in Language Models. ICLR 2023.
/// The expected result of a vote is counted exactly, not drawn: by the number of ways to draw n answers in
/// which j are of one kind and no other kind has more. Ties are broken at random; answers that could not be
/// read have no vote.
///
/// @param right votes for each right answer
/// @param wrong votes for each wrong answer
/// @param unparsed answers without a vote
public record AnswerPool(List<Integer> right, List<Integer> wrong, int unparsed) {
    /// One answer of a pool.
    ///
    /// @param text what was extracted
    public record Vote(String text, Outcome outcome) {}

    public AnswerPool {
        right = List.copyOf(right);
        wrong = List.copyOf(wrong);
    }

    /// Counts answers; equal texts with equal grades are one kind.
    public static AnswerPool of(Collection<Vote> votes) {
        Map<Vote, Integer> counts = new LinkedHashMap<>();
        votes.forEach(vote -> counts.merge(vote, 1, Integer::sum));
        return new AnswerPool(
                kinds(counts, Outcome.RIGHT),
                kinds(counts, Outcome.WRONG),
                kinds(counts, Outcome.UNPARSED).stream().mapToInt(i -> i).sum());
    }

    private static List<Integer> kinds(Map<Vote, Integer> counts, Outcome outcome) {
        return counts.entrySet().stream()
                .filter(kind -> kind.getKey().outcome() == outcome)
                .map(Map.Entry::getValue)
                .toList();
    }

    /// How many answers there are.
    public int size() {
        return sum(right) + sum(wrong) + unparsed;
    }

    /// The share that is right: what a single answer reaches.
    public double accuracy() {
        return (double) sum(right) / size();
    }

    /// The expected accuracy of a vote of n answers: maj@n.
    ///
    /// @param n at least 1, at most the pool's size
    public double majority(int n) {
        if (n < 1 || n > size()) {
            throw new IllegalArgumentException("a vote of " + n + " can't be drawn from " + size() + " answers");
        }
        double wins = 0;
        for (int kind = 0; kind < right.size(); kind++) {
            wins += winning(kind, n);
        }
        return Math.min(1, wins / ways(size(), n));
    }

    /// The expected accuracy of a vote whose size is `budget` on average, mixing the whole sizes around it.
    ///
    /// @param budget in answers, at least 1
    public double majority(double budget) {
        int below = (int) Math.floor(budget);
        double above = budget - below;
        return above == 0 ? majority(below) : (1 - above) * majority(below) + above * majority(below + 1);
    }

    /// Whether votes of this size overlap too much to stand for fresh ones.
    public boolean isThin(double budget) {
        return size() < 4 * budget;
    }

    /// The ways to draw n answers in which right kind number `kind` wins, ties counted by their share.
    private double winning(int kind, int n) {
        double sum = 0;
        for (int own = 1; own <= Math.min(n, right.get(kind)); own++) {
            // rest[m][t]: ways to draw m of the other kinds, none above `own`, with t kinds at `own`
            double[][] rest = others(kind, own, n - own);
            double shares = 0;
            for (int ties = 0; ties < rest[n - own].length; ties++) {
                shares += rest[n - own][ties] / (ties + 1);
            }
            sum += ways(right.get(kind), own) * shares;
        }
        return sum;
    }

    private double[][] others(int kind, int own, int drawn) {
        int mostTies = drawn / own;
        double[][] rest = new double[drawn + 1][mostTies + 1];
        for (int m = 0; m <= Math.min(drawn, unparsed); m++) {
            rest[m][0] = ways(unparsed, m);
        }
        for (int other = 0; other < right.size(); other++) {
            if (other != kind) {
                rest = add(rest, right.get(other), own);
            }
        }
        for (int votes : wrong) {
            rest = add(rest, votes, own);
        }
        return rest;
    }

    private static double[][] add(double[][] rest, int votes, int own) {
        double[][] sum = new double[rest.length][rest[0].length];
        for (int m = 0; m < rest.length; m++) {
            for (int ties = 0; ties < rest[m].length; ties++) {
                for (int x = 0; rest[m][ties] > 0 && x <= Math.min(own, votes) && m + x < rest.length; x++) {
                    int then = x == own ? ties + 1 : ties;
                    sum[m + x][then] += rest[m][ties] * ways(votes, x);
                }
            }
        }
        return sum;
    }

    private static double ways(int of, int drawn) {
        return drawn > of ? 0 : CombinatoricsUtils.binomialCoefficientDouble(of, drawn);
    }

    private static int sum(List<Integer> counts) {
        return counts.stream().mapToInt(i -> i).sum();
    }

    /// Distinct answers, those that could not be read left out.
    public int distinct() {
        return right.size() + wrong.size();
    }

    /// The entropy of the readable answers, in nats; 0 when there is none.
    public double entropy() {
        int[] counts = java.util.stream.Stream.of(right, wrong)
                .flatMap(List::stream)
                .mapToInt(i -> i)
                .toArray();
        double all = Arrays.stream(counts).sum();
        return Arrays.stream(counts)
                .mapToDouble(c -> -c / all * Math.log(c / all))
                .sum();
    }
}
