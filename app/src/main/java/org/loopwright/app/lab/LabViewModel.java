package org.loopwright.app.lab;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;
import org.loopwright.app.session.ProjectSession;
import org.loopwright.app.text.Texts;
import org.loopwright.app.work.Background;
import org.loopwright.app.work.Pulse;
import org.loopwright.experiment.GraderLab;
import org.loopwright.experiment.StoppingLab;
import org.loopwright.project.RoundRuns;
import org.loopwright.store.RunSummary;

/// What a run's stored answers say under other graders and other stop rules. Rules are asked as soon as a run is
/// chosen; graders write into its journal, so a person begins them.
public final class LabViewModel {
    private final Background background;
    private final LabTask<GraderLab.Report> graders;
    private final LabTask<StoppingLab.Report> rules;
    private final ObservableList<RunSummary> runs = FXCollections.observableArrayList();
    private final ReadOnlyObjectWrapper<@Nullable RunSummary> chosen = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<Optional<GraderLab.Plan>> plan = new ReadOnlyObjectWrapper<>(Optional.empty());
    private Consumer<UUID> onChosen = run -> {};
    private @Nullable ProjectSession session;

    public LabViewModel(Background background, Pulse pulse) {
        this.background = background;
        this.graders = new LabTask<>(background, pulse);
        this.rules = new LabTask<>(background, pulse);
    }

    /// Follows a project, or none.
    public void use(@Nullable ProjectSession open) {
        session = open;
        graders.clear();
        rules.clear();
        runs.clear();
        chosen.set(null);
        plan.set(Optional.empty());
    }

    /// Reads the runs again; the one that is shown stays.
    public void load() {
        RunSummary now = chosen.get();
        load(now == null ? Optional.empty() : Optional.of(now.header().id()));
    }

    /// Shows a run.
    public void show(UUID run) {
        load(Optional.of(run));
    }

    private void load(Optional<UUID> wanted) {
        ProjectSession open = session;
        if (open == null) {
            return;
        }
        background.run(
                Texts.of("work.runs"),
                () -> open.runs().stream().filter(LabViewModel::canBeAsked).toList(),
                read -> {
                    if (open.equals(session)) {
                        take(read, wanted);
                    }
                });
    }

    private void take(List<RunSummary> read, Optional<UUID> wanted) {
        runs.setAll(read);
        Optional<RunSummary> next = read.stream()
                .filter(run -> wanted.isPresent() && run.header().id().equals(wanted.get()))
                .findFirst()
                .or(() -> read.stream().findFirst());
        next.ifPresentOrElse(this::choose, () -> chosen.set(null));
    }

    /// Round loops have no answers of their own.
    private static boolean canBeAsked(RunSummary run) {
        return run.itemsDone() > run.itemsFailed()
                && run.status() != RunSummary.Status.RUNNING
                && !RoundRuns.isRounds(run.header());
    }

    /// Asks the answers of another run.
    void choose(RunSummary run) {
        RunSummary before = chosen.get();
        ProjectSession open = session;
        if (open == null || (before != null && before.equals(run))) {
            return;
        }
        chosen.set(run);
        onChosen.accept(run.header().id());
        graders.clear();
        plan(open, run.header().id());
        askRules();
    }

    private void plan(ProjectSession open, UUID run) {
        plan.set(Optional.empty());
        background.run(Texts.of("work.lab"), () -> open.storedAnswers().plan(run), read -> {
            if (isChosen(run)) {
                plan.set(Optional.of(read));
                if (read.missing().isEmpty()) {
                    grade();
                }
            }
        });
    }

    private boolean isChosen(UUID run) {
        RunSummary now = chosen.get();
        return now != null && now.header().id().equals(run);
    }

    /// Grades by every grader that has not graded the run.
    void grade() {
        ProjectSession open = session;
        RunSummary run = chosen.get();
        if (open != null && run != null) {
            UUID id = run.header().id();
            graders.begin(
                    Texts.of("work.regrade"), progress -> open.storedAnswers().regrade(id, progress));
        }
    }

    /// Asks other stop rules and selectors.
    void askRules() {
        ProjectSession open = session;
        RunSummary run = chosen.get();
        if (open != null && run != null) {
            UUID id = run.header().id();
            rules.begin(Texts.of("work.lab"), progress -> open.storedAnswers().stopping(id, progress));
        }
    }

    /// Told of the run that is shown.
    public void onChosen(Consumer<UUID> told) {
        onChosen = told;
    }

    LabTask<GraderLab.Report> graders() {
        return graders;
    }

    LabTask<StoppingLab.Report> rules() {
        return rules;
    }

    ObservableList<RunSummary> runs() {
        return runs;
    }

    /// The run whose answers are asked, or null.
    public ReadOnlyObjectProperty<@Nullable RunSummary> chosenProperty() {
        return chosen.getReadOnlyProperty();
    }

    /// What grading would take; empty while it is not known.
    ReadOnlyObjectProperty<Optional<GraderLab.Plan>> planProperty() {
        return plan.getReadOnlyProperty();
    }
}
