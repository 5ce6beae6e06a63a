package org.loopwright.experiment;

import java.util.ArrayList;
import java.util.List;

/// What the first dev items say of a run before it starts.
///
/// @param items that were tried
/// @param accuracy share of right last answers
/// @param truncated share of completions that reached their token limit
/// @param unparsed share of items whose last answer could not be read, or that failed
/// @param warnings what speaks against starting, each with its number and what to do; empty when
///     nothing does
/// @param whole what the whole run would cost
public record FitCheck(
        int items, double accuracy, double truncated, double unparsed, List<String> warnings, RunEstimate whole) {
    private static final double FLOOR = 0.05;
    private static final double CEILING = 0.95;
    private static final double MOST_TRUNCATED = 0.05;
    private static final double MOST_UNPARSED = 0.10;

    public FitCheck {
        warnings = List.copyOf(warnings);
    }

    static FitCheck of(int items, double accuracy, double truncated, double unparsed, RunEstimate whole) {
        List<String> warnings = new ArrayList<>();
        if (accuracy < FLOOR) {
            warnings.add("accuracy " + Texts.percent(accuracy)
                    + " is below 5 %: hardly anything can be kept or lost; take easier items or a stronger model");
        }
        if (accuracy > CEILING) {
            warnings.add("accuracy " + Texts.percent(accuracy)
                    + " is above 95 %: hardly anything is left to correct; take harder items or a weaker model");
        }
        if (truncated > MOST_TRUNCATED) {
            warnings.add(Texts.percent(truncated)
                    + " of completions reached their token limit, more than 5 %: raise max-tokens");
        }
        if (unparsed > MOST_UNPARSED) {
            warnings.add(Texts.percent(unparsed)
                    + " of answers could not be read, more than 10 %: say the answer's form in the prompt, or choose"
                    + " another grader");
        }
        return new FitCheck(items, accuracy, truncated, unparsed, warnings, whole);
    }
}
