package org.loopwright.app.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.UUID;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;
import org.loopwright.app.session.ModelEntry;
import org.loopwright.app.session.ProjectSession;
import org.loopwright.app.text.Texts;
import org.loopwright.app.work.Background;
import org.loopwright.experiment.control.ControlOptions;
import org.loopwright.experiment.control.ReadyExperiment;
import org.loopwright.measure.BudgetGain.BudgetUnit;
import org.loopwright.measure.Hypothesis;
import org.loopwright.measure.compare.Comparison;
import org.loopwright.store.RunSummary;

/// Which runs are compared, with what, and what came of it.
public final class CompareViewModel {
    private final Background background;
    private final ReadOnlyStringWrapper report = new ReadOnlyStringWrapper("");
    private final ReadOnlyObjectWrapper<@Nullable Compared> compared = new ReadOnlyObjectWrapper<>();
    private final ObservableList<UUID> pending = FXCollections.observableArrayList();
    /// One wrapper for all: listeners of one that nobody holds would be lost.
    private final ObservableList<UUID> shownPending = FXCollections.unmodifiableObservableList(pending);
    private Runnable queued = () -> {};
    private Question question = Question.NONE;
    private @Nullable ProjectSession session;

    /// What is asked.
    ///
    /// @param base name of the arm that the others are compared with; empty for the first
    /// @param primary name of the arm whose contrast is the primary one; empty for the first other
    /// @param margin stated before, in points; empty when none was
    private record Question(List<UUID> runs, String base, String primary, OptionalDouble margin, BudgetUnit budget) {
        private static final Question NONE =
                new Question(List.of(), "", "", OptionalDouble.empty(), BudgetUnit.COMPLETION_TOKENS);

        private Hypothesis hypothesis() {
            return margin.isEmpty() ? Hypothesis.higher() : Hypothesis.higher().withMargin(margin.getAsDouble() / 100);
        }
    }

    /// What is shown.
    ///
    /// @param primary name of the arm whose contrast stands at the top
    /// @param margin in points
    public record Compared(Comparison comparison, String primary, OptionalDouble margin) {}

    public CompareViewModel(Background background) {
        this.background = background;
    }

    /// Compares runs; a later call wins.
    public void show(ProjectSession open, List<UUID> runs) {
        report.set("");
        session = open;
        pending.clear();
        ask(new Question(List.copyOf(runs), "", "", OptionalDouble.empty(), BudgetUnit.COMPLETION_TOKENS));
    }

    /// Compares the others with this arm.
    public void chooseBase(String arm) {
        if (!arm.equals(question.base())) {
            String primary = arm.equals(question.primary()) ? "" : question.primary();
            ask(new Question(question.runs(), arm, primary, question.margin(), question.budget()));
        }
    }

    /// Puts the contrast of this arm at the top.
    public void choosePrimary(String arm) {
        if (!arm.equals(question.primary())) {
            ask(new Question(question.runs(), question.base(), arm, question.margin(), question.budget()));
        }
    }

    /// States the largest difference that would not matter, in points.
    ///
    /// @param margin above 0, or empty
    public void stateMargin(OptionalDouble margin) {
        if (!margin.equals(question.margin())) {
            ask(new Question(question.runs(), question.base(), question.primary(), margin, question.budget()));
        }
    }

    /// Counts budgets in these.
    public void chooseBudget(BudgetUnit budget) {
        if (budget != question.budget()) {
            ask(new Question(question.runs(), question.base(), question.primary(), question.margin(), budget));
        }
    }

    /// Writes the report of the runs that are compared, with the margin that is stated.
    public void writeReport() {
        ProjectSession open = session;
        Question asked = question;
        if (open != null) {
            report.set(Texts.of("compare.report.writing"));
            background.run(
                    Texts.of("work.report"),
                    () -> open.report(asked.runs(), asked.hypothesis()),
                    page -> report.set(Texts.of("compare.report.written", page)),
                    () -> report.set(""));
        }
    }

    /// Where the report was written, in words; empty when none was.
    public ReadOnlyStringProperty reportProperty() {
        return report.getReadOnlyProperty();
    }

    /// Grades the stored answers by other graders that could read them, and compares again; no model is called.
    public void gradeByOthers() {
        ProjectSession open = session;
        Question asked = question;
        if (open != null) {
            background.run(
                    Texts.of("work.regrade"),
                    () -> {
                        open.gradeByOthers(asked.runs());
                        return asked;
                    },
                    graded -> {
                        if (graded.runs().equals(question.runs())) {
                            ask(question);
                        }
                    });
        }
    }

    /// Runs after a control was queued.
    public void onQueued(Runnable then) {
        queued = then;
    }

    /// Makes a control of the run at the top and queues it; it becomes an arm when it ended.
    public void addControl(ReadyExperiment kind, ControlOptions options) {
        ProjectSession open = session;
        Compared shown = compared.get();
        if (open == null || shown == null) {
            return;
        }
        Question asked = question;
        background.run(
                Texts.of("work.control", Texts.of("control." + kind.word())),
                () -> open.lab().control(kind, first(open, asked.runs(), shown.primary()), options),
                run -> {
                    pending.add(run);
                    queued.run();
                    ended(run);
                });
    }

    private static UUID first(ProjectSession open, List<UUID> runs, String arm) {
        return open.lab().arms(runs).getOrDefault(arm, runs).getFirst();
    }

    /// The models that a stronger critic can be.
    void models(Consumer<List<String>> show) {
        ProjectSession open = session;
        if (open != null) {
            background.run(
                    Texts.of("work.compare"),
                    () -> open.models().stream()
                            .filter(model -> model.problem().isEmpty())
                            .map(ModelEntry::id)
                            .toList(),
                    show);
        }
    }

    /// A run of the queue ended: a control that waits for it becomes an arm.
    public void ended(UUID run) {
        ProjectSession open = session;
        if (open != null && pending.contains(run)) {
            background.run(Texts.of("work.compare"), () -> open.run(run), found -> {
                boolean done = found.filter(summary -> summary.status() == RunSummary.Status.FINISHED)
                        .isPresent();
                if (done && pending.remove(run) && !question.runs().contains(run)) {
                    List<UUID> runs = new ArrayList<>(question.runs());
                    runs.add(run);
                    ask(new Question(runs, question.base(), question.primary(), question.margin(), question.budget()));
                }
            });
        }
    }

    /// The runs of controls that are not done yet.
    ObservableList<UUID> pending() {
        return shownPending;
    }

    private void ask(Question asked) {
        question = asked;
        ProjectSession open = session;
        if (open == null) {
            return;
        }
        background.run(Texts.of("work.compare"), () -> answer(open, asked), answered -> {
            if (asked.equals(question)) {
                // What was left open is now what was found.
                question = new Question(
                        asked.runs(), answered.comparison().base(), answered.primary(), asked.margin(), asked.budget());
                compared.set(answered);
            }
        });
    }

    private static Compared answer(ProjectSession open, Question asked) {
        Comparison comparison = open.compare(asked.runs(), asked.base(), asked.hypothesis(), asked.budget());
        boolean known = comparison.contrasts().stream()
                .anyMatch(contrast -> contrast.arm().equals(asked.primary()));
        return new Compared(
                comparison, known ? asked.primary() : comparison.primary().arm(), asked.margin());
    }

    /// Shows nothing.
    public void clear() {
        session = null;
        question = Question.NONE;
        pending.clear();
        compared.set(null);
    }

    /// What is shown, or null.
    public ReadOnlyObjectProperty<@Nullable Compared> comparedProperty() {
        return compared.getReadOnlyProperty();
    }
}
