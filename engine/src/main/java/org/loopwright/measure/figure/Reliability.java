package org.loopwright.measure.figure;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.loopwright.measure.Binomial;
import org.loopwright.measure.Calibration;
import org.loopwright.measure.Interval;
import org.loopwright.measure.Statistics;
import org.loopwright.measure.compare.ArmFigures;
import org.loopwright.measure.figure.FigureData.Bar;

/// A reliability diagram: how many answers of about one confidence are right, and how many answers there are. A
/// model that knows what it knows lies on the diagonal.
///
/// A. Niculescu-Mizil, R. Caruana: Predicting Good Probabilities With Supervised Learning. ICML 2005; bins of
/// equal mass as in [Calibration].
///
/// @param arm that answered
/// @param series first answers, last answers; those of which no confidence is known are left out
public record Reliability(String arm, List<Series> series) implements FigureData {
    /// Bars of the count of answers by confidence.
    public static final int COUNTS = 20;

    /// The answers of one turn.
    ///
    /// @param name `first answers`
    /// @param bins from the least confident on
    /// @param counts how many answers have a confidence in each of [#COUNTS] equal parts of [0, 1]
    /// @param brier in [0, 1]
    /// @param ece in [0, 1]
    /// @param eceInterval whole items drawn; null with one item
    /// @param auroc in [0, 1]; NaN where all answers are right, or none
    public record Series(
            String name,
            List<Bin> bins,
            List<Integer> counts,
            double brier,
            double ece,
            @Nullable Interval eceInterval,
            double auroc) {
        public Series {
            bins = List.copyOf(bins);
            counts = List.copyOf(counts);
        }

        /// How many answers.
        public int size() {
            return bins.stream().mapToInt(Bin::size).sum();
        }

        static Series of(String name, Calibration calibration, boolean single) {
            int[] counts = new int[COUNTS];
            calibration.judged().forEach(one -> counts[Math.min(COUNTS - 1, (int) (COUNTS * one.confidence()))]++);
            boolean several = calibration.judged().stream()
                            .map(Calibration.Judged::unit)
                            .distinct()
                            .limit(2)
                            .count()
                    > 1;
            return new Series(
                    name,
                    calibration.bins(Calibration.BINS).stream()
                            .map(bin -> Bin.of(bin, single))
                            .toList(),
                    java.util.Arrays.stream(counts).boxed().toList(),
                    calibration.brier(),
                    calibration.ece(),
                    several ? calibration.eceInterval(Interval.LEVEL, Statistics.SEED) : null,
                    calibration.auroc());
        }
    }

    /// Answers of about one confidence.
    ///
    /// @param confidence mean, in percent
    /// @param accuracy in percent; its interval is Clopper-Pearson's, and there is none where an item answers
    ///     more than once
    public record Bin(int size, double confidence, Bar accuracy) {
        private static Bin of(Calibration.Bin bin, boolean single) {
            return new Bin(
                    bin.size(),
                    100 * bin.confidence(),
                    Bar.of(
                            "",
                            bin.accuracy(),
                            single
                                    ? Binomial.clopperPearson(
                                            Math.round(bin.accuracy() * bin.size()), bin.size(), Interval.LEVEL)
                                    : null));
        }
    }

    public Reliability {
        series = List.copyOf(series);
    }

    /// The diagram of an arm: of its last answers, and of its first where it answers more than once.
    public static Reliability of(ArmFigures arm) {
        boolean single = arm.report().design().hasSingleAnswers();
        List<Series> series = new ArrayList<>();
        if (arm.report().turns().size() > 1 && !arm.firstCalibration().judged().isEmpty()) {
            series.add(Series.of("first answers", arm.firstCalibration(), single));
        }
        if (!arm.lastCalibration().judged().isEmpty()) {
            series.add(Series.of(series.isEmpty() ? "answers" : "last answers", arm.lastCalibration(), single));
        }
        return new Reliability(arm.name(), series);
    }

    @Override
    public FigureTable table() {
        return new FigureTable(
                "answers of " + arm,
                List.of("confidence", "accuracy", "low", "high", "count", "Brier x 100", "ECE, points", "AUROC, %"),
                series.stream().flatMap(Reliability::rows).toList());
    }

    private static Stream<FigureTable.Row> rows(Series series) {
        List<FigureTable.Row> rows = new ArrayList<>();
        for (int i = 0; i < series.bins().size(); i++) {
            Bin bin = series.bins().get(i);
            rows.add(new FigureTable.Row(
                    series.name() + ", bin " + (i + 1),
                    List.of(
                            bin.confidence(),
                            bin.accuracy().value(),
                            bin.accuracy().low(),
                            bin.accuracy().high(),
                            (double) bin.size(),
                            Double.NaN,
                            Double.NaN,
                            Double.NaN)));
        }
        rows.add(new FigureTable.Row(
                series.name() + ", all",
                List.of(
                        Double.NaN,
                        Double.NaN,
                        Double.NaN,
                        Double.NaN,
                        (double) series.size(),
                        100 * series.brier(),
                        100 * series.ece(),
                        100 * series.auroc())));
        return rows.stream();
    }
}
