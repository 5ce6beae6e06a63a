package org.loopwright.measure;

import java.util.LinkedHashMap;
import java.util.Map;

/// What drawing another draft would have changed by chance alone, and what a loop changed beyond that.
///
/// Of k independent drafts of an item, c right, the share of ordered pairs that go from wrong to right is
/// c(k - c) / (k(k - 1)), and from right to wrong the same. Redrawing alone "fixes" 15 to 40 % of wrong
/// drafts, so a loop is to be judged by what it fixes beyond.
///
/// @param drafts fewest drafts of an item
/// @param redraw the null: share of items that a redraw moves each way
/// @param keep P(right redraw, given right draft): the null of keep-right, sum c(c - 1)/(k - 1) over sum c, each
///     item weighing the same; NaN where no draft is right
/// @param fix P(right redraw, given another draft): the null of fix-wrong; NaN where all drafts are right
/// @param excessFixed i->c less the null
/// @param excessBroken c->i less the null
public record ResamplingNull(
        int drafts, double redraw, double keep, double fix, Estimate excessFixed, Estimate excessBroken) {
    /// The fewest drafts of an item that the null is computed from.
    public static final int DRAFTS = 4;

    /// @param loop whose transitions are judged, from its first answer to its last
    /// @param pool independent drafts of the same items, by the same model
    /// @throws MeasureException when an item has fewer than [#DRAFTS] drafts, or is in one only
    public static ResamplingNull of(Arm loop, Arm pool) {
        Arm.checkSame(loop.name(), loop.items(), pool.name(), pool.items());
        Design design = loop.design();
        Map<String, Double> nulls = new LinkedHashMap<>();
        int fewest = Integer.MAX_VALUE;
        Map<String, int[]> drafts = counts(pool);
        double draftRight = 0;
        for (Map.Entry<String, int[]> item : drafts.entrySet()) {
            int right = item.getValue()[0];
            int all = item.getValue()[1];
            if (all < DRAFTS) {
                throw new MeasureException("item " + item.getKey() + " has " + all + " draft(s) in " + pool.name()
                        + "; the resampling null needs " + DRAFTS);
            }
            fewest = Math.min(fewest, all);
            nulls.put(item.getKey(), of(right, all));
            draftRight += (double) right / all;
        }
        double share = draftRight / drafts.size();
        Map<String, Double> fixed = loop.itemMeans(a -> a.right(0) == 0 && a.right(Integer.MAX_VALUE) == 1 ? 1 : 0);
        Map<String, Double> broken = loop.itemMeans(a -> a.right(0) == 1 && a.right(Integer.MAX_VALUE) == 0 ? 1 : 0);
        return new ResamplingNull(
                fewest,
                Design.mean(nulls),
                share == 0 ? Double.NaN : (share - Design.mean(nulls)) / share,
                share == 1 ? Double.NaN : Design.mean(nulls) / (1 - share),
                Estimate.of(design.gather(less(fixed, nulls))),
                Estimate.of(design.gather(less(broken, nulls))));
    }

    /// The null of one item: the unbiased estimate of p(1 - p).
    ///
    /// @param right of the drafts
    /// @param drafts at least 2
    public static double of(int right, int drafts) {
        return (double) right * (drafts - right) / ((double) drafts * (drafts - 1));
    }

    private static Map<String, int[]> counts(Arm pool) {
        Map<String, int[]> drafts = new LinkedHashMap<>();
        for (Trajectory attempt : pool.attempts()) {
            int[] count = drafts.computeIfAbsent(attempt.item(), _ -> new int[2]);
            count[0] += (int) attempt.right(0);
            count[1]++;
        }
        return drafts;
    }

    private static Map<String, Double> less(Map<String, Double> values, Map<String, Double> nulls) {
        Map<String, Double> excess = new LinkedHashMap<>();
        values.forEach((item, value) -> excess.put(item, value - nulls.getOrDefault(item, Double.NaN)));
        return excess;
    }
}
