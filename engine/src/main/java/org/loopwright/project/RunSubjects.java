package org.loopwright.project;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.loopwright.journal.RunHeader;
import org.loopwright.measure.Arm;
import org.loopwright.measure.ItemTurn;
import org.loopwright.measure.MeasureException;
import org.loopwright.measure.ResamplingNull;
import org.loopwright.measure.compare.ArmFigures;
import org.loopwright.measure.compare.ComparedArm;
import org.loopwright.measure.compare.Yardsticks;
import org.loopwright.measure.figure.FigureSubject;
import org.loopwright.store.RunStore;
import org.loopwright.store.RunSummary;

/// Single runs as the subject of figures. A run's resampling null is made of the first answers of all runs of
/// the same loop, models, parameters and items, one for each seed: they are independent drafts, by the same
/// prompt.
public final class RunSubjects {
    private final Function<UUID, Optional<RunSummary>> run;
    private final Supplier<List<RunSummary>> runs;
    private final BiFunction<UUID, String, List<ItemTurn>> turns;

    /// @param run a run by its id
    /// @param runs all runs
    /// @param turns a run's turns by its id and the name of a grader
    public RunSubjects(
            Function<UUID, Optional<RunSummary>> run,
            Supplier<List<RunSummary>> runs,
            BiFunction<UUID, String, List<ItemTurn>> turns) {
        this.run = run;
        this.runs = runs;
        this.turns = turns;
    }

    /// Subjects of the runs of `store`.
    public RunSubjects(RunStore store) {
        this(store::run, store::runs, store::itemTurns);
    }

    /// The subject of one run.
    ///
    /// @throws MeasureException when it has no finished item
    public FigureSubject of(UUID id) {
        RunSummary summary = run.apply(id).orElseThrow(() -> new MeasureException("there is no run " + id));
        ComparedArm arm = new RunArms(run, turns).arms(List.of(id), "").getFirst();
        return new FigureSubject(
                List.of(ArmFigures.of(arm)), Optional.empty(), yardsticks(summary, arm.arm()), Map.of());
    }

    private Yardsticks yardsticks(RunSummary summary, Arm arm) {
        if (arm.lastTurn() == 0) {
            return Yardsticks.of(arm, null, "");
        }
        Map<Long, RunSummary> bySeed = new LinkedHashMap<>();
        bySeed.put(summary.header().seed(), summary);
        runs.get().stream()
                .filter(other -> repeats(summary, other))
                .forEach(other -> bySeed.putIfAbsent(other.header().seed(), other));
        Arm drafts = drafts(bySeed, arm);
        int missing = ResamplingNull.DRAFTS - bySeed.size();
        return Yardsticks.of(
                arm,
                drafts,
                drafts != null
                        ? ""
                        : missing > 0
                                ? "It needs " + ResamplingNull.DRAFTS + " independent drafts of each item, and there "
                                        + (bySeed.size() == 1 ? "is 1" : "are " + bySeed.size()) + ": run "
                                        + summary.header().loop() + " on the same items with " + missing
                                        + " more seed" + (missing == 1 ? "" : "s") + "."
                                : "The runs of " + summary.header().loop()
                                        + " with other seeds have other items than this one.");
    }

    private @Nullable Arm drafts(Map<Long, RunSummary> bySeed, Arm arm) {
        if (bySeed.size() < ResamplingNull.DRAFTS) {
            return null;
        }
        Arm drafts = Arm.ofRepeats(
                bySeed.size() + " seeds of "
                        + bySeed.values().iterator().next().header().loop(),
                bySeed.values().stream()
                        .map(one -> turns.apply(one.header().id(), one.header().grader()))
                        .toList());
        return drafts.items().equals(arm.items()) && drafts.design().fewestSamples() >= ResamplingNull.DRAFTS
                ? drafts
                : null;
    }

    private static boolean repeats(RunSummary one, RunSummary other) {
        RunHeader mine = one.header();
        RunHeader theirs = other.header();
        return other.status() == RunSummary.Status.FINISHED
                && theirs.origins().isEmpty()
                && mine.loopHash().equals(theirs.loopHash())
                && mine.params().equals(theirs.params())
                && mine.grader().equals(theirs.grader())
                && models(mine).equals(models(theirs))
                && mine.dataset().hash().equals(theirs.dataset().hash())
                && new TreeSet<>(mine.dataset().items())
                        .equals(new TreeSet<>(theirs.dataset().items()));
    }

    private static Map<String, String> models(RunHeader header) {
        return header.models().entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, role -> role.getValue().hash()));
    }
}
