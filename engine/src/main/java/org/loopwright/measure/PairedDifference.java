package org.loopwright.measure;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/// How two measurements of the same items differ: two turns of one arm, or two arms.
///
/// The method follows from the design and is stated with the result: one answer an item, Tango's score
/// interval and McNemar's test; averaged samples or clusters, the bootstrap and the permutation test over
/// units; training seeds, Student's t over seeds.
///
/// @param design of both
/// @param values differences, second less first
/// @param single counts, where each unit is one answer; else null
public record PairedDifference(
        Design design, UnitValues values, @Nullable PairedProportions single) {

    /// The difference between two turns of one arm.
    public static PairedDifference ofTurns(Arm arm, int from, int to) {
        Design design = arm.design();
        UnitValues values = design.values(arm, attempt -> attempt.right(to) - attempt.right(from));
        PairedProportions counts = null;
        if (design.hasSingleAnswers() && design.items() > 0) {
            McNemar moved = Transitions.of(arm.attempts(), from, to).mcNemar();
            counts = new PairedProportions(moved.broken(), moved.fixed(), design.items());
        }
        return new PairedDifference(design, values, counts);
    }

    /// The difference of the last answers of two arms, `second` less `first`.
    ///
    /// @throws MeasureException naming the item that only one has, or that differs between them
    public static PairedDifference ofArms(Arm first, Arm second) {
        return ofArms(first, second, attempt -> attempt.right(Integer.MAX_VALUE));
    }

    /// The difference of any quantity of two arms, `second` less `first`.
    ///
    /// @throws MeasureException naming the item that only one has, or that differs between them
    public static PairedDifference ofArms(Arm first, Arm second, ToDoubleFunction<Trajectory> quantity) {
        Arm.checkSame(first.name(), first.items(), second.name(), second.items());
        checkContent(first, second);
        Design one = first.design();
        Design other = second.design();
        Design joint = new Design(
                one.items(),
                one.clusters(),
                Math.max(one.attempts(), other.attempts()),
                Math.min(one.fewestSamples(), other.fewestSamples()),
                Math.max(one.mostSamples(), other.mostSamples()),
                Math.max(one.seeds(), other.seeds()));
        Map<String, Double> before = first.itemMeans(quantity);
        Map<String, Double> after = second.itemMeans(quantity);
        if (joint.unit() == Unit.SEED) {
            return new PairedDifference(joint, bySeed(first, second, quantity), null);
        }
        Map<String, Double> differences = new LinkedHashMap<>();
        before.forEach((item, value) -> differences.put(item, after.getOrDefault(item, Double.NaN) - value));
        UnitValues values = joint.gather(differences);
        return new PairedDifference(joint, values, joint.hasSingleAnswers() ? counts(differences) : null);
    }

    /// Counts of a difference that is -1, 0 or 1 for every item; null when it is anything else.
    private static @Nullable PairedProportions counts(Map<String, Double> differences) {
        if (differences.isEmpty() || differences.values().stream().anyMatch(d -> Math.abs(d) != 1 && d != 0)) {
            return null;
        }
        return new PairedProportions(
                differences.values().stream().filter(d -> d == -1).count(),
                differences.values().stream().filter(d -> d == 1).count(),
                differences.size());
    }

    private static UnitValues bySeed(Arm first, Arm second, ToDoubleFunction<Trajectory> quantity) {
        Set<String> seeds = new LinkedHashSet<>(
                first.seeds().size() > 1
                        ? first.seeds().keySet()
                        : second.seeds().keySet());
        for (Arm arm : java.util.List.of(first, second)) {
            for (String seed : seeds) {
                if (arm.seeds().size() > 1 && !arm.seeds().keySet().equals(seeds)) {
                    throw new MeasureException(arm.name() + " has the training seeds "
                            + arm.seeds().keySet()
                            + " and the other arm " + seeds + ", seed " + seed
                            + " included; arms are compared on the same seeds, or against one without");
                }
            }
        }
        return UnitValues.of(
                Unit.SEED,
                seeds.stream()
                        .mapToDouble(seed -> ofSeed(second, seed, quantity) - ofSeed(first, seed, quantity))
                        .toArray());
    }

    private static double ofSeed(Arm arm, String seed, ToDoubleFunction<Trajectory> quantity) {
        return Design.mean(arm.seeds().size() > 1 ? arm.itemMeans(seed, quantity) : arm.itemMeans(quantity));
    }

    private static void checkContent(Arm first, Arm second) {
        Map<String, Trajectory> known = new LinkedHashMap<>();
        first.attempts().forEach(attempt -> known.put(attempt.item(), attempt));
        for (Trajectory attempt : second.attempts()) {
            Trajectory other = known.get(attempt.item());
            String mine = attempt.at(0).contentHash();
            if (other != null && !mine.equals(other.at(0).contentHash())) {
                throw new MeasureException("item " + attempt.item() + " is another problem in " + second.name()
                        + " than in " + first.name() + ": their contents differ. The two were mixed up, or one"
                        + " dataset has changed since");
            }
            if (other != null && !attempt.cluster().equals(other.cluster())) {
                throw new MeasureException("item " + attempt.item() + " is in cluster " + other.cluster() + " in "
                        + first.name() + " and in cluster " + attempt.cluster() + " in " + second.name());
            }
        }
    }

    /// What counts as one independent piece of evidence.
    public Unit unit() {
        return values.unit();
    }

    /// How many units there are.
    public int n() {
        return values.size();
    }

    /// The difference, in [-1, 1]; NaN without a unit.
    public double value() {
        return values.mean();
    }

    /// The interval that fits the design; null below two units.
    public @Nullable Interval interval(double level) {
        if (single != null) {
            return single.interval(level);
        }
        return n() < 2 ? null : values.interval(level, Statistics.SEED).within(-1, 1);
    }

    /// The difference with its 95 % interval.
    public Estimate estimate() {
        return new Estimate(value(), interval(Interval.LEVEL));
    }

    /// The two-sided p-value of no difference: mid-p of McNemar's test for single answers, Student's t over
    /// seeds, else the permutation test. NaN below two units.
    public double p() {
        if (single != null) {
            return new McNemar(single.broken(), single.fixed()).midP();
        }
        if (n() < 2) {
            return Double.NaN;
        }
        return unit() == Unit.SEED ? values.studentP() : values.permutationP(Statistics.SEED);
    }

    /// What [#p] tests with.
    public String test() {
        if (single != null) {
            return "McNemar, mid-p";
        }
        return unit() == Unit.SEED ? "Student's t over seeds" : "paired permutation over " + unit().word() + "s";
    }

    /// McNemar's test; empty where it would take repetitions for evidence, see [Design#mcNemarRefusal].
    public Optional<McNemar> mcNemar() {
        return single == null ? Optional.empty() : Optional.of(new McNemar(single.broken(), single.fixed()));
    }

    /// The p-value that the difference lies within `margin`; NaN where the units say nothing about that.
    public double equivalenceP(double margin) {
        return single != null ? single.equivalenceP(margin) : n() < 2 ? Double.NaN : values.equivalenceP(margin);
    }

    /// Power of this comparison; empty where the units say nothing of their spread.
    public Optional<PairedPower> power() {
        double deviation = single != null ? single.deviation() : values.deviation();
        return deviation > 0 ? Optional.of(PairedPower.of(deviation)) : Optional.empty();
    }

    /// The smallest true difference that this many units find four times of five; NaN where unknown.
    public double smallestEffect() {
        return power().map(power -> power.smallestEffect(n(), PairedPower.POWER))
                .orElse(Double.NaN);
    }
}
