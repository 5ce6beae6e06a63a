package org.loopwright.measure;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/// How observations hang together, and so what the unit of analysis is.
///
/// The unit is never the sample: answers to one item resemble each other, and a test that takes them for
/// independent gives false alarms (12 to 25 % at the 5 % level with eight samples an item). It is the item;
/// the cluster, where several items belong together; the training seed, where there are several: what holds
/// for the next training run is asked, and seeds differ by more than items do.
///
/// @param items how many
/// @param clusters name -> its items
/// @param attempts of all items under all seeds
/// @param fewestSamples of an item under a seed
/// @param mostSamples likewise
/// @param seeds training seeds
public record Design(
        int items, Map<String, List<String>> clusters, int attempts, int fewestSamples, int mostSamples, int seeds) {

    /// The design of an arm.
    public static Design of(Arm arm) {
        Map<String, List<String>> clusters = new LinkedHashMap<>();
        Map<String, String> clusterOf = new HashMap<>();
        int fewest = Integer.MAX_VALUE;
        int most = 0;
        for (List<Trajectory> seed : arm.seeds().values()) {
            Map<String, Integer> samples = new LinkedHashMap<>();
            for (Trajectory attempt : seed) {
                samples.merge(attempt.item(), 1, Integer::sum);
                String before = clusterOf.putIfAbsent(attempt.item(), attempt.cluster());
                if (before == null) {
                    clusters.computeIfAbsent(attempt.cluster(), _ -> new ArrayList<>())
                            .add(attempt.item());
                } else if (!before.equals(attempt.cluster())) {
                    throw new MeasureException("item " + attempt.item() + " of " + arm.name() + " is in cluster "
                            + before + " and in cluster " + attempt.cluster() + "; an item has one cluster");
                }
            }
            for (int count : samples.values()) {
                fewest = Math.min(fewest, count);
                most = Math.max(most, count);
            }
        }
        return new Design(
                clusterOf.size(),
                clusters,
                arm.attempts().size(),
                clusterOf.isEmpty() ? 0 : fewest,
                most,
                arm.seeds().size());
    }

    /// What counts as one independent piece of evidence.
    public Unit unit() {
        if (seeds > 1) {
            return Unit.SEED;
        }
        return clusters.size() < items ? Unit.CLUSTER : Unit.ITEM;
    }

    /// Whether every unit is one answer, as binomial formulas ask for.
    public boolean hasSingleAnswers() {
        return unit() == Unit.ITEM && mostSamples <= 1;
    }

    /// Why the unit is what it is: one sentence.
    public String reason() {
        String averaged = mostSamples > 1 ? "; " + samples() + " samples an item are averaged within it first" : "";
        return switch (unit()) {
            case SEED -> seeds + " training seeds: each is one value, the mean over " + items + " items" + averaged;
            case CLUSTER ->
                items + " items in " + clusters.size() + " clusters: items of a cluster go together" + averaged;
            case ITEM -> items + " items, each on its own" + averaged;
        };
    }

    private String samples() {
        return fewestSamples == mostSamples ? Integer.toString(mostSamples) : fewestSamples + " to " + mostSamples;
    }

    /// Why McNemar's test does not fit; empty where it does.
    public Optional<String> mcNemarRefusal() {
        return switch (unit()) {
            case SEED ->
                Optional.of("McNemar's test pools " + seeds
                        + " training seeds as if they were items; use Student's t over the seeds");
            case CLUSTER ->
                Optional.of("McNemar's test takes the " + items + " items of " + clusters.size()
                        + " clusters for independent; use the permutation test over clusters");
            case ITEM ->
                mostSamples > 1
                        ? Optional.of("McNemar's test on " + attempts + " pooled samples takes the " + samples()
                                + " samples of an item for independent, which fires 12 to 25 % of the time without an"
                                + " effect; use the permutation test over the " + items + " items")
                        : Optional.empty();
        };
    }

    /// A quantity of an arm of this design, gathered in its units.
    public UnitValues values(Arm arm, ToDoubleFunction<Trajectory> quantity) {
        if (unit() == Unit.SEED) {
            return UnitValues.of(
                    Unit.SEED,
                    arm.seeds().keySet().stream()
                            .mapToDouble(seed -> mean(arm.itemMeans(seed, quantity)))
                            .toArray());
        }
        return gather(arm.itemMeans(quantity));
    }

    /// Values of items, gathered in clusters, or each on its own.
    public UnitValues gather(Map<String, Double> ofItem) {
        return new UnitValues(
                clusters.size() < items ? Unit.CLUSTER : Unit.ITEM,
                clusters.values().stream()
                        .map(members -> members.stream()
                                .mapToDouble(item -> ofItem.getOrDefault(item, Double.NaN))
                                .toArray())
                        .toList());
    }

    static double mean(Map<String, Double> ofItem) {
        return ofItem.values().stream().mapToDouble(v -> v).average().orElse(Double.NaN);
    }
}
