package org.loopwright.measure;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.commons.math3.stat.ranking.NaturalRanking;
import org.apache.commons.math3.stat.ranking.TiesStrategy;

/// How well stated confidence fits what turned out right.
///
/// - *Brier score*: G. W. Brier: Verification of forecasts expressed in terms of probability. Monthly
///   Weather Review 78 (1950); mean squared distance.
/// - *AUROC*: the chance that a right answer has more confidence than a wrong one, ties by half; J. A.
///   Hanley, B. J. McNeil: The meaning and use of the area under a ROC curve. Radiology 143 (1982).
/// - *ECE*: C. Guo et al.: On Calibration of Modern Neural Networks. ICML 2017, with bins of equal mass as in
///   K. Nguyen, B. O'Connor: Posterior calibration and exploratory analysis for NLP models. EMNLP 2015.
/// - *Risk and coverage*: R. El-Yaniv, Y. Wiener: On the foundations of noise-free selective classification.
///   JMLR 11 (2010): the share wrong among the most confident.
///
/// @param judged the answers
public record Calibration(List<Judged> judged) {
    /// The number of bins of reports.
    public static final int BINS = 10;

    /// One answer.
    ///
    /// @param unit the item or cluster that it belongs to: intervals draw whole ones
    /// @param confidence that it is right, in [0, 1]
    public record Judged(String unit, double confidence, boolean right) {
        public Judged {
            if (!(confidence >= 0 && confidence <= 1)) {
                throw new IllegalArgumentException("confidence " + confidence + " of " + unit + " is outside [0, 1]");
            }
        }
    }

    /// Answers of about one confidence.
    ///
    /// @param confidence mean
    /// @param accuracy share right
    public record Bin(int size, double confidence, double accuracy) {}

    /// One point of the risk-coverage curve.
    ///
    /// @param coverage share of answers kept, the most confident first
    /// @param risk share of them that is wrong
    public record Risk(double coverage, double risk) {}

    /// The last answers of an arm whose confidence is known; their units are its clusters.
    public static Calibration of(Arm arm) {
        return of(arm, Integer.MAX_VALUE);
    }

    /// The answers of an arm at a turn, as far as their confidence is known.
    public static Calibration of(Arm arm, int turn) {
        List<Judged> judged = new ArrayList<>();
        for (Trajectory attempt : arm.attempts()) {
            ItemTurn row = attempt.at(turn);
            Double confidence = row.confidence();
            if (confidence != null) {
                judged.add(new Judged(row.cluster(), confidence, attempt.right(turn) == 1));
            }
        }
        return new Calibration(judged);
    }

    public Calibration {
        judged = judged.stream()
                .sorted(Comparator.comparingDouble(Judged::confidence))
                .toList();
    }

    /// Mean squared distance of confidence from outcome, in [0, 1]; NaN without an answer.
    public double brier() {
        return judged.stream()
                .mapToDouble(j -> Math.pow(j.confidence() - (j.right() ? 1 : 0), 2))
                .average()
                .orElse(Double.NaN);
    }

    /// In [0, 1], 0.5 by chance; NaN unless there are right and wrong answers.
    public double auroc() {
        long right = judged.stream().filter(Judged::right).count();
        long wrong = judged.size() - right;
        if (right == 0 || wrong == 0) {
            return Double.NaN;
        }
        double[] ranks = new NaturalRanking(TiesStrategy.AVERAGE)
                .rank(judged.stream().mapToDouble(Judged::confidence).toArray());
        double sum = IntStream.range(0, ranks.length)
                .filter(i -> judged.get(i).right())
                .mapToDouble(i -> ranks[i])
                .sum();
        return (sum - right * (right + 1) / 2.0) / ((double) right * wrong);
    }

    /// Bins with as nearly equal counts as equal confidences, which stay together, allow.
    public List<Bin> bins(int count) {
        List<Bin> bins = new ArrayList<>();
        int from = 0;
        for (int bin = 1; bin <= count && from < judged.size(); bin++) {
            int to = Math.max(from + 1, (int) ((long) judged.size() * bin / count));
            while (to < judged.size()
                    && judged.get(to).confidence() == judged.get(to - 1).confidence()) {
                to++;
            }
            bins.add(bin(judged.subList(from, to)));
            from = to;
        }
        return bins;
    }

    private static Bin bin(List<Judged> members) {
        return new Bin(
                members.size(),
                members.stream().mapToDouble(Judged::confidence).average().orElse(Double.NaN),
                members.stream().mapToDouble(j -> j.right() ? 1 : 0).average().orElse(Double.NaN));
    }

    /// Expected calibration error over [#BINS] bins: the mean distance of confidence and accuracy, in [0, 1].
    public double ece() {
        return bins(BINS).stream()
                .mapToDouble(b -> b.size() * Math.abs(b.accuracy() - b.confidence()) / judged.size())
                .sum();
    }

    /// The curve, from the most confident on; answers of equal confidence enter together.
    public List<Risk> riskCoverage() {
        List<Risk> curve = new ArrayList<>();
        int wrong = 0;
        for (int kept = 1; kept <= judged.size(); kept++) {
            Judged next = judged.get(judged.size() - kept);
            wrong += next.right() ? 0 : 1;
            boolean tied =
                    kept < judged.size() && judged.get(judged.size() - kept - 1).confidence() == next.confidence();
            if (!tied) {
                curve.add(new Risk((double) kept / judged.size(), (double) wrong / kept));
            }
        }
        return curve;
    }

    /// The interval of a figure of this, whole units drawn.
    ///
    /// @param figure `Calibration::ece` and its like
    public Interval interval(java.util.function.ToDoubleFunction<Calibration> figure, double level, long seed) {
        List<List<Judged>> units = new ArrayList<>(judged.stream()
                .collect(java.util.stream.Collectors.groupingBy(
                        Judged::unit, java.util.TreeMap::new, java.util.stream.Collectors.toList()))
                .values());
        return Bootstrap.of(
                units.size(),
                drawn -> {
                    List<Judged> resample = new ArrayList<>();
                    for (int unit : drawn) {
                        resample.addAll(units.get(unit));
                    }
                    return figure.applyAsDouble(new Calibration(resample));
                },
                level,
                seed);
    }

    /// The interval of [#ece], whole units drawn; the same as [#interval] of it, without a list for each
    /// resample.
    public Interval eceInterval(double level, long seed) {
        Map<String, Integer> numbers = new TreeMap<>();
        judged.forEach(answer -> numbers.put(answer.unit(), 0));
        int next = 0;
        for (Map.Entry<String, Integer> unit : numbers.entrySet()) {
            unit.setValue(next++);
        }
        int[] unitOf = judged.stream()
                .mapToInt(answer -> numbers.getOrDefault(answer.unit(), 0))
                .toArray();
        return Bootstrap.of(
                numbers.size(),
                drawn -> {
                    int[] times = new int[numbers.size()];
                    for (int unit : drawn) {
                        times[unit]++;
                    }
                    return ece(unitOf, times);
                },
                level,
                seed);
    }

    /// [#ece] of a resample.
    ///
    /// @param unitOf the unit of each answer
    /// @param times how often each unit was drawn
    private double ece(int[] unitOf, int[] times) {
        long all = 0;
        for (int unit : unitOf) {
            all += times[unit];
        }
        double error = 0;
        long passed = 0;
        int at = 0;
        for (int bin = 1; bin <= BINS && at < unitOf.length; bin++) {
            long until = Math.max(passed + 1, all * bin / BINS);
            double surplus = 0;
            while (at < unitOf.length && (passed < until || isTied(at))) {
                Judged answer = judged.get(at);
                int weight = times[unitOf[at]];
                surplus += weight * ((answer.right() ? 1 : 0) - answer.confidence());
                passed += weight;
                at++;
            }
            error += Math.abs(surplus);
        }
        return error / all;
    }

    private boolean isTied(int at) {
        return at > 0 && judged.get(at).confidence() == judged.get(at - 1).confidence();
    }
}
