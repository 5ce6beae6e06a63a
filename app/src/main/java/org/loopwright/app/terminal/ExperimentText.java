package org.loopwright.app.terminal;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.loopwright.experiment.ArmRun;
import org.loopwright.experiment.ExperimentArm;
import org.loopwright.experiment.ExperimentPlan;
import org.loopwright.experiment.ExperimentState;
import org.loopwright.experiment.Experiments;
import org.loopwright.experiment.Judged;
import org.loopwright.experiment.RunEstimate;
import org.loopwright.measure.Interval;
import org.loopwright.measure.PairedDifference;
import org.loopwright.measure.compare.ArmFigures;
import org.loopwright.measure.compare.Comparison;
import org.loopwright.project.Project;

/// Experiments as people read them in a terminal.
final class ExperimentText {
    private final Project project;
    private final PrintWriter out;

    ExperimentText(Project project, PrintWriter out) {
        this.project = project;
        this.out = out;
    }

    /// One line each.
    ///
    /// @return where each stands whose file is right
    List<ExperimentState> list(Experiments experiments) {
        List<ExperimentState> states = new ArrayList<>();
        List<Experiments.Listed> all = experiments.list();
        if (all.isEmpty()) {
            out.println("no experiments in " + project.root().resolve(Experiments.FOLDER)
                    + "; make one with --sweep, or with --ready KIND --of RUN");
        }
        for (Experiments.Listed listed : all) {
            if (listed.experiment().isEmpty()) {
                out.println(listed.name() + "  wrong: " + listed.problem());
                continue;
            }
            ExperimentState state = experiments.state(listed.experiment().get());
            states.add(state);
            out.println(listed.name() + "  " + state.experiment().dated() + "  "
                    + state.count(ArmRun.State.DONE) + "/" + state.runs().size() + " runs  "
                    + state.next().sentence());
        }
        return states;
    }

    void print(ExperimentState state) {
        var claim = state.experiment().claim();
        out.println(state.experiment().name() + " (" + state.experiment().dated() + ")");
        out.println("  hypothesis: " + claim.hypothesis());
        out.println("  primary:    " + claim.primary().text() + "; n = " + claim.plannedN() + " items of "
                + state.experiment().dataset() + "; margin " + claim.marginText());
        out.println(state.sealedAt()
                .map(at -> "  sealed at the first run, " + at)
                .orElse("  not sealed yet: no run was asked for"));
        state.restated().forEach(change -> out.println("  CHANGED AFTER THE FIRST RUN: " + change));
        state.experiment().arms().forEach(arm -> print(arm, state));
        state.judged().ifPresent(this::print);
        out.println("  next: " + state.next().sentence());
    }

    private void print(ExperimentArm arm, ExperimentState state) {
        StringBuilder line = new StringBuilder("  " + arm.name());
        for (ArmRun run : state.runsOf(arm.name())) {
            line.append("  seed ").append(run.seed()).append(' ').append(word(run.state()));
            run.run().ifPresent(id -> line.append(' ').append(id.toString().substring(24)));
            line.append(run.reason().isEmpty() ? "" : " (" + run.reason() + ")");
        }
        if (!arm.drafts().isEmpty()) {
            line.append("  on the drafts of ").append(arm.drafts());
        }
        out.println(line);
    }

    static String word(ArmRun.State state) {
        return state.name().toLowerCase(Locale.ROOT);
    }

    private void print(Judged judged) {
        judged.comparison().ifPresent(comparison -> comparison.arms().forEach(arm -> print(arm, comparison)));
        if (judged.difference().isEmpty() || judged.finding().isEmpty()) {
            out.println("  can't be judged: " + judged.problem());
            return;
        }
        PairedDifference difference = judged.difference().get();
        Interval interval = difference.interval(Interval.LEVEL);
        out.println(String.format(
                Locale.ROOT,
                "  difference: %+.1f points%s, n = %,d %ss",
                100 * difference.value(),
                interval == null
                        ? ""
                        : String.format(Locale.ROOT, " [%+.1f, %+.1f]", 100 * interval.low(), 100 * interval.high()),
                difference.n(),
                difference.unit().word()));
        out.println("  verdict: " + judged.finding().get().verdict().word() + ": "
                + judged.finding().get().reason());
    }

    private void print(ArmFigures arm, Comparison comparison) {
        out.println(String.format(
                Locale.ROOT,
                "    %-32s %5.1f %% right, %6.1f tokens an item%s%s",
                arm.name(),
                100 * arm.accuracy(),
                arm.tokens(),
                arm.brands().isEmpty() ? "" : ", " + String.join(", ", arm.brands()),
                arm.name().equals(comparison.base()) ? "  (base)" : ""));
    }

    void plan(ExperimentPlan plan) {
        out.println("plan: " + plan.runs().size() + " runs of "
                + plan.experiment().claim().plannedN() + " items, " + plan.count() + " to do");
        plan.runs()
                .forEach(line -> out.println("  " + line.run().arm() + ", seed "
                        + line.run().seed() + ": "
                        + word(line.run().state())
                        + line.estimate().map(estimate -> ", " + text(estimate)).orElse("")));
        Optional<RunEstimate> missing = plan.missing();
        missing.ifPresent(sum -> out.println("  in all: " + text(sum)));
    }

    static String text(RunEstimate estimate) {
        return String.format(
                Locale.ROOT,
                "%,.0f tokens written, %,.0f read, %s (by %s)",
                estimate.completionTokens(),
                estimate.promptTokens(),
                estimate.text(),
                estimate.from());
    }
}
