package org.loopwright.measure;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.commons.math3.distribution.TDistribution;
import org.apache.commons.math3.stat.StatUtils;

/// How far two runs of the very same thing lie apart: what a difference must exceed to mean anything.
///
/// @param source what alone was varied
/// @param replicates how many runs
/// @param accuracies of each
/// @param flips share of items whose last answer's grade differs between two of them, on average
public record NoiseFloor(Source source, int replicates, List<Double> accuracies, double flips) {
    /// What is varied while all else is kept. Closed set.
    public enum Source {
        /// Nothing but the order and shape of computation.
        NUMERICS,
        /// The sampler's seed.
        SAMPLING,
        /// The prompt's wording.
        PARAPHRASE,
        /// The order of examples in the prompt.
        EXEMPLAR_ORDER,
        /// The training's seed.
        TRAINING_SEED
    }

    /// The floor of replicates on the same items.
    ///
    /// @param replicates at least two
    /// @throws MeasureException naming an item that only one has
    public static NoiseFloor of(Source source, List<Arm> replicates) {
        if (replicates.size() < 2) {
            throw new MeasureException("a noise floor needs two runs of the same, and there is " + replicates.size());
        }
        List<Double> flips = new ArrayList<>();
        for (int i = 0; i < replicates.size(); i++) {
            for (int j = i + 1; j < replicates.size(); j++) {
                UnitValues moved = PairedDifference.ofArms(replicates.get(i), replicates.get(j))
                        .values();
                flips.add(moved.units().stream()
                        .flatMapToDouble(java.util.Arrays::stream)
                        .map(Math::abs)
                        .average()
                        .orElse(Double.NaN));
            }
        }
        return new NoiseFloor(
                source,
                replicates.size(),
                replicates.stream()
                        .map(arm -> Design.mean(arm.itemMeans(a -> a.right(Integer.MAX_VALUE))))
                        .toList(),
                flips.stream().mapToDouble(f -> f).average().orElse(Double.NaN));
    }

    /// The floor of an arm that was run several times: over its training seeds where it has several, else over
    /// its samples, which differ by the sampler's seed.
    ///
    /// @return empty with one run, or where items have different numbers of samples
    public static Optional<NoiseFloor> of(Arm arm) {
        if (arm.seeds().size() > 1) {
            return Optional.of(of(
                    Source.TRAINING_SEED,
                    arm.seeds().entrySet().stream()
                            .map(seed -> new Arm(seed.getKey(), Map.of("", seed.getValue())))
                            .toList()));
        }
        Design design = arm.design();
        if (design.fewestSamples() < 2 || design.fewestSamples() != design.mostSamples()) {
            return Optional.empty();
        }
        Map<String, List<Trajectory>> byItem = new LinkedHashMap<>();
        arm.attempts()
                .forEach(attempt -> byItem.computeIfAbsent(attempt.item(), _ -> new ArrayList<>())
                        .add(attempt));
        List<Arm> replicates = IntStream.range(0, design.fewestSamples())
                .mapToObj(k -> new Arm(
                        "sample " + k,
                        Map.of(
                                "",
                                byItem.values().stream().map(all -> all.get(k)).toList())))
                .toList();
        return Optional.of(of(Source.SAMPLING, replicates));
    }

    /// The standard deviation of the accuracies.
    public double deviation() {
        return Math.sqrt(
                StatUtils.variance(accuracies.stream().mapToDouble(a -> a).toArray()));
    }

    /// A difference of two single runs that 95 % of such pairs stay below.
    public double difference() {
        double t = new TDistribution(null, replicates - 1.0, 1e-12).inverseCumulativeProbability(0.975);
        return t * Math.sqrt(2) * deviation();
    }
}
