package org.loopwright.app.result;

import org.jspecify.annotations.Nullable;
import org.loopwright.app.session.Interval;
import org.loopwright.app.session.RunFigures;
import org.loopwright.app.text.Figures;
import org.loopwright.app.text.Texts;

/// The sentences at the top of a result: what was measured, never more.
///
/// @param before accuracy of the first answers
/// @param after accuracy of the last answers
/// @param difference last minus first, with its interval
/// @param test the p-value, or why there is none
/// @param items how many, and how many independent units where those are fewer
/// @param reading what these data allow to say
record Headline(String before, String after, String difference, String test, String items, String reading) {

    /// The headline of a run's figures; they have at least one item.
    static Headline of(RunFigures figures) {
        Interval interval = figures.deltaInterval();
        return new Headline(
                Figures.percent(figures.turns().getFirst().accuracy()),
                Figures.percent(figures.turns().getLast().accuracy()),
                interval == null
                        ? Figures.points(figures.delta())
                        : Texts.of(
                                "result.difference",
                                Figures.signed(figures.delta()),
                                Figures.signed(interval.low()),
                                Figures.signed(interval.high())),
                test(figures),
                figures.clusters() == figures.items()
                        ? Figures.count(figures.items())
                        : Texts.of(
                                "result.clusters", Figures.count(figures.items()), Figures.count(figures.clusters())),
                reading(figures, interval));
    }

    private static String test(RunFigures figures) {
        Double p = figures.mcNemarP();
        if (p != null) {
            return Texts.of("result.mcnemar", Figures.probability(p));
        }
        return Texts.of(figures.clusters() < figures.items() ? "result.no-mcnemar.clusters" : "result.no-mcnemar");
    }

    private static String reading(RunFigures figures, @Nullable Interval interval) {
        if (figures.turns().size() < 2) {
            return Texts.of("result.reading.one-turn");
        }
        if (interval == null) {
            return Texts.of("result.reading.no-interval");
        }
        if (interval.low() > 0) {
            return Texts.of("result.reading.higher", figures.items());
        }
        return interval.high() < 0
                ? Texts.of("result.reading.lower", figures.items())
                : Texts.of("result.reading.open", figures.items());
    }
}
