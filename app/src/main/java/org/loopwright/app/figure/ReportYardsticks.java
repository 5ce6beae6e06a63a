package org.loopwright.app.figure;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.loopwright.app.text.Figures;
import org.loopwright.measure.Estimate;
import org.loopwright.measure.Interval;
import org.loopwright.measure.Transitions;
import org.loopwright.measure.compare.Comparison;
import org.loopwright.measure.compare.Yardsticks;

/// What differences have to exceed besides zero, as a table of a report.
final class ReportYardsticks {
    private final Comparison comparison;
    private final Html html;
    private final List<List<String>> rows = new ArrayList<>();

    ReportYardsticks(Comparison comparison, Html html) {
        this.comparison = comparison;
        this.html = html;
    }

    void write() {
        Yardsticks yardsticks = comparison.yardsticks();
        html.heading(3, "What a difference has to exceed");
        rows.add(List.of("yardstick", "arm", "observed", "against", "beyond it, 95 %"));
        yardsticks.nulls().forEach(this::add);
        yardsticks
                .placebos()
                .forEach(placebo -> rows.add(List.of(
                        placebo.isPlacebo() ? "placebo-adjusted gain" : "gain from the same drafts",
                        placebo.arm(),
                        Figures.signed(placebo.value().real().value()),
                        Figures.signed(placebo.value().placebo().value()) + " " + placebo.base(),
                        text(placebo.value().adjusted().estimate()))));
        yardsticks
                .blindSpots()
                .forEach(blind -> rows.add(List.of(
                        "blind spot",
                        blind.own(),
                        "the mistake is its own",
                        blind.users() + ": it is the user's",
                        blind.value().share().interval() == null
                                ? "not defined"
                                : text(blind.value().share()))));
        yardsticks
                .floors()
                .forEach(floor -> rows.add(List.of(
                        "noise floor, "
                                + floor.value()
                                        .source()
                                        .name()
                                        .toLowerCase(Locale.ROOT)
                                        .replace('_', ' '),
                        floor.arm(),
                        floor.value().replicates() + " runs",
                        Figures.percent(floor.value().flips()) + " of grades flip",
                        "two runs within " + Figures.plain(floor.value().difference()))));
        if (rows.size() > 1) {
            html.table(rows);
        }
        yardsticks.missing().forEach(html::note);
    }

    private void add(Yardsticks.Null redraw) {
        Transitions moved = comparison.arm(redraw.arm()).report().transitions();
        String against = Figures.percent(redraw.value().redraw()) + " by a redraw ("
                + redraw.value().drafts() + " drafts, " + redraw.pool() + ")";
        rows.add(List.of(
                "became right",
                redraw.arm(),
                Figures.percent(moved.fixedShare()),
                against,
                text(redraw.value().excessFixed())));
        rows.add(List.of(
                "became wrong",
                redraw.arm(),
                Figures.percent(moved.brokenShare()),
                against,
                text(redraw.value().excessBroken())));
    }

    private static String text(Estimate estimate) {
        return Figures.signed(estimate.value()) + range(estimate.interval());
    }

    private static String range(@Nullable Interval interval) {
        return interval == null
                ? ""
                : " [" + Figures.signed(interval.low()) + ", " + Figures.signed(interval.high()) + "]";
    }
}
