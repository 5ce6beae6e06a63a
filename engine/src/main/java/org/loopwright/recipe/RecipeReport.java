package org.loopwright.recipe;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.apache.commons.math3.stat.descriptive.moment.StandardDeviation;
import org.loopwright.measure.PairedPower;

/// What a recipe measured.
///
/// @param recipe what was said before
/// @param seeds of the runs
/// @param values arm -> its number for each seed, in the seeds' order
/// @param ledgers arm -> what it spent, the mean over seeds; and how many of its runs were discarded
/// @param alarms arm -> alarm -> in how many seeds
public record RecipeReport(
        Recipe recipe,
        List<Long> seeds,
        Map<String, List<Double>> values,
        Map<String, Map<String, Double>> ledgers,
        Map<String, Map<String, Integer>> alarms) {

    /// A contrast with its numbers.
    ///
    /// @param neededSeeds with which a difference of the recipe's margin would be found four times
    ///     out of five, were seeds to scatter as they did here (Cohen 1988, chapter 2); empty with one
    ///     seed, or where they didn't scatter
    public record Compared(
            Recipe.Contrast contrast, SeedInterval interval, RecipeVerdict verdict, OptionalLong neededSeeds) {}

    /// Mean and 95 % interval of an arm over seeds.
    public SeedInterval arm(String name) {
        return SeedInterval.of(array(values.getOrDefault(name, List.of())), 0.95);
    }

    /// The contrasts, in the recipe's order. Arms are paired by seed, and within a seed by item.
    public List<Compared> contrasts() {
        return compared(recipe.contrasts());
    }

    /// What is reported beside the bar.
    public List<Compared> watched() {
        return compared(recipe.watched());
    }

    private List<Compared> compared(List<Recipe.Contrast> contrasts) {
        List<Compared> compared = new ArrayList<>();
        for (Recipe.Contrast contrast : contrasts) {
            double[] each = new double[seeds.size()];
            for (int i = 0; i < each.length; i++) {
                Map<String, Double> ofSeed = new LinkedHashMap<>();
                int seed = i;
                values.forEach((arm, all) -> ofSeed.put(arm, all.get(seed)));
                each[i] = contrast.of(ofSeed);
            }
            compared.add(new Compared(
                    contrast,
                    SeedInterval.of(each, 0.95),
                    RecipeVerdict.of(each, contrast.above(), recipe.margin()),
                    neededSeeds(each)));
        }
        return compared;
    }

    private OptionalLong neededSeeds(double[] each) {
        double deviation = each.length < 2 ? 0 : new StandardDeviation().evaluate(each);
        return deviation > 0
                ? OptionalLong.of(PairedPower.of(deviation).neededUnits(recipe.margin(), PairedPower.POWER))
                : OptionalLong.empty();
    }

    /// The verdict on the bar.
    public RecipeVerdict verdict() {
        return RecipeVerdict.of(contrasts().stream().map(Compared::verdict).toList());
    }

    private static double[] array(List<Double> list) {
        return list.stream().mapToDouble(Double::doubleValue).toArray();
    }
}
