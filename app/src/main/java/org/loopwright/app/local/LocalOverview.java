package org.loopwright.app.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.loopwright.app.session.ClaimCard;
import org.loopwright.app.session.Overview;
import org.loopwright.app.session.ProjectCard;
import org.loopwright.app.session.ProjectOverview;
import org.loopwright.app.session.RecentRun;
import org.loopwright.app.text.Figures;
import org.loopwright.app.text.Texts;
import org.loopwright.experiment.ArmRun;
import org.loopwright.experiment.Experiment;
import org.loopwright.experiment.ExperimentState;
import org.loopwright.experiment.Experiments;
import org.loopwright.experiment.NextAction;
import org.loopwright.experiment.QueueEntry;
import org.loopwright.measure.Interval;
import org.loopwright.measure.ItemTurn;
import org.loopwright.measure.PairedDifference;
import org.loopwright.project.Project;
import org.loopwright.project.ProjectException;
import org.loopwright.project.RoundRuns;
import org.loopwright.store.RunSummary;

/// A project of this machine at a glance. Its notes lie in `notes.md`.
///
/// @param card name, description and folder
record LocalOverview(Project project, ProjectCard card) implements Overview {
    private static final String NOTES = "notes.md";
    private static final int RECENT = 5;
    /// What longer runs reached is on their own page: reading all their turns would keep this one waiting.
    private static final int SHORT = 20_000;

    @Override
    public ProjectOverview read() {
        Experiments experiments = new Experiments(project);
        List<ClaimCard> claims = new ArrayList<>();
        experiments.list().forEach(listed -> claims.add(claim(experiments, listed)));
        claims.sort(Comparator.comparing((ClaimCard claim) -> claim.next().kind())
                .thenComparing(ClaimCard::dated, Comparator.reverseOrder()));
        List<RunSummary> runs = project.runs();
        return new ProjectOverview(
                card,
                claims,
                runs.stream()
                        .filter(run -> run.status() != RunSummary.Status.FINISHED)
                        .filter(run -> run.status() != RunSummary.Status.CANCELLED)
                        .toList(),
                runs.stream()
                        .filter(run -> run.status() == RunSummary.Status.FINISHED)
                        .limit(RECENT)
                        .map(this::recent)
                        .toList(),
                experiments.queue().places().stream()
                        .filter(place -> place.state() == QueueEntry.State.WAITING)
                        .map(place -> place.entry().title())
                        .toList(),
                experiments.queue().isPaused(),
                runs.size(),
                notes());
    }

    private RecentRun recent(RunSummary run) {
        if (run.itemsDone() > SHORT || RoundRuns.isRounds(run.header())) {
            return new RecentRun(run, OptionalDouble.empty(), OptionalDouble.empty());
        }
        Map<String, ItemTurn> first = new LinkedHashMap<>();
        Map<String, ItemTurn> last = new LinkedHashMap<>();
        for (ItemTurn turn :
                project.store().itemTurns(run.header().id(), run.header().grader())) {
            String attempt = turn.item() + "#" + turn.sample();
            first.putIfAbsent(attempt, turn);
            last.put(attempt, turn);
        }
        return new RecentRun(run, right(first.values()), right(last.values()));
    }

    private static OptionalDouble right(Collection<ItemTurn> turns) {
        return turns.stream().mapToDouble(turn -> turn.correct() ? 1 : 0).average();
    }

    private static ClaimCard claim(Experiments experiments, Experiments.Listed listed) {
        if (listed.experiment().isEmpty()) {
            return broken(listed.name(), listed.problem());
        }
        Experiment experiment = listed.experiment().get();
        try {
            return claim(experiments.state(experiment));
        } catch (ProjectException e) {
            return broken(listed.name(), String.valueOf(e.getMessage()));
        }
    }

    private static ClaimCard broken(String name, String problem) {
        return new ClaimCard(
                name,
                LocalDate.EPOCH,
                "",
                "",
                0,
                "",
                "",
                Optional.empty(),
                List.of(),
                new ClaimCard.Progress(0, 0, 0, 0, 0),
                new NextAction(NextAction.Kind.MEND, problem),
                List.of());
    }

    private static ClaimCard claim(ExperimentState state) {
        Experiment experiment = state.experiment();
        return new ClaimCard(
                experiment.name(),
                experiment.dated(),
                experiment.claim().hypothesis(),
                experiment.claim().primary().text(),
                experiment.claim().plannedN(),
                experiment.claim().marginText(),
                state.judged()
                        .flatMap(judged -> judged.difference())
                        .map(LocalOverview::text)
                        .orElse(""),
                state.judged().flatMap(judged -> judged.finding()),
                state.restated(),
                new ClaimCard.Progress(
                        state.runs().size(),
                        state.count(ArmRun.State.DONE),
                        state.count(ArmRun.State.QUEUED) + state.count(ArmRun.State.RUNNING),
                        state.count(ArmRun.State.MISSING) + state.count(ArmRun.State.INTERRUPTED),
                        state.count(ArmRun.State.STALE)),
                state.next(),
                state.runs().stream()
                        .filter(run -> run.state() == ArmRun.State.DONE)
                        .flatMap(run -> run.run().stream())
                        .toList());
    }

    private static String text(PairedDifference difference) {
        Interval interval = difference.interval(Interval.LEVEL);
        return Figures.points(difference.value())
                + (interval == null
                        ? ""
                        : "  "
                                + Texts.of(
                                        "compare.interval",
                                        Figures.signed(interval.low()),
                                        Figures.signed(interval.high())));
    }

    @Override
    public int enqueue(String experiment) {
        Experiments experiments = new Experiments(project);
        return experiments.enqueue(experiments.named(experiment)).size();
    }

    private Path file() {
        return project.root().resolve(NOTES);
    }

    @Override
    public String notes() {
        try {
            return Files.exists(file()) ? Files.readString(file()) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(file() + " can't be read: " + e.getMessage(), e);
        }
    }

    @Override
    public boolean saveNotes(String text, String known) {
        String now = notes();
        if (now.equals(text)) {
            return true;
        }
        if (!now.equals(known)) {
            return false;
        }
        Path fresh = file().resolveSibling(NOTES + ".new");
        try {
            Files.writeString(fresh, text);
            Files.move(fresh, file(), StandardCopyOption.REPLACE_EXISTING);
            return true;
        } catch (IOException e) {
            throw new UncheckedIOException(file() + " can't be written: " + e.getMessage(), e);
        }
    }
}
