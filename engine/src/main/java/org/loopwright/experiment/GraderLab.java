package org.loopwright.experiment;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.UUID;
import org.loopwright.measure.Arm;
import org.loopwright.measure.Outcome;
import org.loopwright.measure.PairedDifference;
import org.loopwright.measure.Trajectory;
import org.loopwright.project.Project;
import org.loopwright.project.RunArms;
import org.loopwright.store.RunSummary;
import org.loopwright.task.Graders;

/// Asks a run's stored answers what other graders say of them, without a model call: how much a result hangs
/// on how answers are read. Grades are appended to the run's journal; a grader that graded it before is not
/// asked again.
public final class GraderLab {
    /// So many items are graded, and not kept, to say how long all will take.
    private static final int TRIED = 50;

    private final Project project;

    public GraderLab(Project project) {
        this.project = project;
    }

    /// What is left to do.
    ///
    /// @param items that ended
    /// @param missing graders that have not graded the run
    /// @param estimate how long they will take, by the first items; zero when none is missing
    public record Plan(int items, List<String> missing, Duration estimate) {
        public Plan {
            missing = List.copyOf(missing);
        }
    }

    /// What one grader says.
    ///
    /// @param accuracy share of right last answers, in [0, 1]
    /// @param unparsed share of last answers that it can't read, in [0, 1]
    /// @param changed last answers that it grades otherwise than the run's own
    /// @param difference this grader less the run's own, paired by item
    public record Row(String grader, double accuracy, double unparsed, int changed, PairedDifference difference) {}

    /// What all say.
    ///
    /// @param own the grader that the run was started with
    /// @param rows the run's own grader first, then those that are meant for such answers
    public record Report(String own, List<Row> rows) {
        public Report {
            rows = List.copyOf(rows);
        }

        /// Whether a grader is meant for such answers as the run's own is.
        public boolean fits(String grader) {
            return grader.equals(own) || Graders.alternatives(own).contains(grader);
        }

        /// How far apart the accuracies lie by the graders that are meant for such answers; in [0, 1].
        public double spread() {
            var read = rows.stream()
                    .filter(row -> fits(row.grader()))
                    .mapToDouble(Row::accuracy)
                    .summaryStatistics();
            return read.getMax() - read.getMin();
        }
    }

    /// What a report of this run needs.
    public Plan plan(UUID run) {
        RunSummary summary = project.summary(run);
        List<String> missing = missing(run);
        Duration estimate = Duration.ZERO;
        int tried = Math.min(TRIED, summary.itemsDone());
        if (!missing.isEmpty() && tried > 0) {
            long began = System.nanoTime();
            project.tryGrader(run, missing.getFirst(), tried);
            double each = (System.nanoTime() - began) / (double) tried;
            estimate = Duration.ofNanos(Math.round(each * summary.itemsDone() * missing.size()));
        }
        return new Plan(summary.itemsDone(), missing, estimate);
    }

    private List<String> missing(UUID run) {
        return Graders.names().stream()
                .filter(grader -> project.store().itemTurns(run, grader).isEmpty())
                .toList();
    }

    /// Grades the run by every grader that has not graded it, and compares all.
    ///
    /// @return empty when the watcher ended it: the grades of graders that were done are kept, those of the one
    ///     at work are not
    public Optional<Report> of(UUID run, LabProgress progress) {
        List<String> missing = missing(run);
        for (int i = 0; i < missing.size(); i++) {
            if (grade(run, missing, i, progress).isEmpty()) {
                return Optional.empty();
            }
        }
        RunArms arms = new RunArms(project.store());
        String own = project.summary(run).header().grader();
        Arm before = arms.repeats(List.of(run), own);
        List<Row> rows = new ArrayList<>(List.of(row(own, before, before)));
        List<String> others = new ArrayList<>(Graders.alternatives(own));
        Graders.names().stream().filter(grader -> !others.contains(grader)).forEach(others::add);
        others.remove(own);
        others.forEach(grader -> rows.add(row(grader, before, arms.repeats(List.of(run), grader))));
        return Optional.of(new Report(own, rows));
    }

    private OptionalInt grade(UUID run, List<String> missing, int index, LabProgress progress) {
        String grader = missing.get(index);
        return project.regrade(
                run, grader, (done, all) -> progress.at(grader, index * all + done, missing.size() * all));
    }

    private static Row row(String grader, Arm own, Arm arm) {
        List<Trajectory> attempts = arm.attempts();
        int all = attempts.size();
        long right = attempts.stream().filter(a -> last(a) == Outcome.RIGHT).count();
        long unread = attempts.stream().filter(a -> last(a) == Outcome.UNPARSED).count();
        Map<String, Outcome> before = outcomes(own);
        Map<String, Outcome> now = outcomes(arm);
        long changed = now.entrySet().stream()
                .filter(one -> (one.getValue() == Outcome.RIGHT) != (before.get(one.getKey()) == Outcome.RIGHT))
                .count();
        return new Row(
                grader, (double) right / all, (double) unread / all, (int) changed, PairedDifference.ofArms(own, arm));
    }

    private static Map<String, Outcome> outcomes(Arm arm) {
        Map<String, Outcome> outcomes = new TreeMap<>();
        arm.attempts()
                .forEach(attempt ->
                        outcomes.put(attempt.item() + "#" + attempt.at(0).sample(), last(attempt)));
        return outcomes;
    }

    private static Outcome last(Trajectory attempt) {
        return attempt.outcome(attempt.lastTurn());
    }
}
