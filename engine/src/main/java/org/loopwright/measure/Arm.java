package org.loopwright.measure;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToDoubleFunction;

/// What one way of answering did: its attempts at each item, under each training seed.
///
/// @param name for people
/// @param seeds training seed -> attempts; at least one, each with the same items
public record Arm(String name, Map<String, List<Trajectory>> seeds) {
    public Arm {
        Map<String, List<Trajectory>> copy = new LinkedHashMap<>();
        seeds.forEach((seed, attempts) -> copy.put(seed, List.copyOf(attempts)));
        seeds = Collections.unmodifiableMap(copy);
        checkItems(name, seeds);
    }

    private static void checkItems(String name, Map<String, List<Trajectory>> seeds) {
        Set<String> first = null;
        String of = "";
        for (Map.Entry<String, List<Trajectory>> seed : seeds.entrySet()) {
            Set<String> items = itemsOf(seed.getValue());
            if (first == null) {
                first = items;
                of = seed.getKey();
            }
            checkSame("seed " + of + " of " + name, first, "seed " + seed.getKey(), items);
        }
    }

    /// @throws MeasureException naming an item that only one of both has
    static void checkSame(String left, Set<String> leftItems, String right, Set<String> rightItems) {
        for (String item : rightItems) {
            if (!leftItems.contains(item)) {
                throw new MeasureException(lacks(left, item, right, leftItems, rightItems));
            }
        }
        for (String item : leftItems) {
            if (!rightItems.contains(item)) {
                throw new MeasureException(lacks(right, item, left, leftItems, rightItems));
            }
        }
    }

    private static String lacks(
            String without, String item, String with, Set<String> leftItems, Set<String> rightItems) {
        long common = leftItems.stream().filter(rightItems::contains).count();
        return without + " has no item " + item + ", which " + with + " has; " + common
                + " item(s) are in both. Pairs need the same items on both sides";
    }

    /// An arm of one training seed.
    public static Arm of(String name, List<ItemTurn> turns) {
        return new Arm(name, Map.of("", Trajectory.of(turns)));
    }

    /// An arm of several runs with the same models: their attempts are samples of one another.
    public static Arm ofRepeats(String name, Collection<List<ItemTurn>> runs) {
        List<Trajectory> attempts = new ArrayList<>();
        runs.forEach(run -> attempts.addAll(Trajectory.of(run)));
        return new Arm(name, Map.of("", attempts));
    }

    /// An arm of several training runs.
    ///
    /// @param runs training seed -> its turns
    public static Arm ofSeeds(String name, Map<String, List<ItemTurn>> runs) {
        Map<String, List<Trajectory>> seeds = new LinkedHashMap<>();
        runs.forEach((seed, turns) -> seeds.put(seed, Trajectory.of(turns)));
        return new Arm(name, seeds);
    }

    /// All attempts, of all seeds.
    public List<Trajectory> attempts() {
        return seeds.values().stream().flatMap(List::stream).toList();
    }

    /// The ids of its items, in order.
    public Set<String> items() {
        return itemsOf(attempts());
    }

    private static Set<String> itemsOf(List<Trajectory> attempts) {
        Set<String> items = new LinkedHashSet<>();
        attempts.forEach(attempt -> items.add(attempt.item()));
        return items;
    }

    /// The number of the last turn of any attempt; -1 without attempts.
    public int lastTurn() {
        return attempts().stream().mapToInt(Trajectory::lastTurn).max().orElse(-1);
    }

    /// The mean of a quantity over each item's attempts, all seeds alike.
    public Map<String, Double> itemMeans(ToDoubleFunction<Trajectory> quantity) {
        return itemMeans(attempts(), quantity);
    }

    /// The mean of a quantity over each item's attempts under one seed.
    public Map<String, Double> itemMeans(String seed, ToDoubleFunction<Trajectory> quantity) {
        return itemMeans(seeds.getOrDefault(seed, List.of()), quantity);
    }

    private static Map<String, Double> itemMeans(List<Trajectory> attempts, ToDoubleFunction<Trajectory> quantity) {
        Map<String, double[]> sums = new LinkedHashMap<>();
        for (Trajectory attempt : attempts) {
            double[] sum = sums.computeIfAbsent(attempt.item(), _ -> new double[2]);
            sum[0] += quantity.applyAsDouble(attempt);
            sum[1]++;
        }
        Map<String, Double> means = new LinkedHashMap<>();
        sums.forEach((item, sum) -> means.put(item, sum[0] / sum[1]));
        return means;
    }

    /// How its items, samples and seeds hang together.
    public Design design() {
        return Design.of(this);
    }
}
