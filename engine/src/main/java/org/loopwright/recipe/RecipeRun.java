package org.loopwright.recipe;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.loopwright.journal.Event;
import org.loopwright.journal.JournalEntry;
import org.loopwright.journal.RunHeader;
import org.loopwright.loop.Content;
import org.loopwright.loop.Frame;
import org.loopwright.project.Project;
import org.loopwright.project.ProjectException;
import org.loopwright.project.RunRequest;
import org.loopwright.round.Ledger;
import org.loopwright.run.RunHandle;
import org.loopwright.run.RunListener;

/// Runs every arm of a recipe with every seed, one after the other. Steps that arms share are made once;
/// a recipe that was stopped goes on with what is made already.
public final class RecipeRun {
    private final Project project;
    private final Recipe recipe;
    private final Listener listener;

    /// @param project the recipe's, open with a trainer
    public RecipeRun(Project project, Recipe recipe, Listener listener) {
        this.project = project;
        this.recipe = recipe;
        this.listener = listener;
    }

    /// Hears of every run of a recipe.
    public interface Listener {
        /// A run begins.
        ///
        /// @return who hears what it does
        RunListener begins(String arm, long seed);

        /// A run ended with this number.
        void ended(String arm, long seed, double value);
    }

    /// Runs it.
    ///
    /// @param firstSeed the first of `seeds` consecutive ones
    /// @throws InterruptedException when the thread is interrupted: the run that goes on is cancelled
    /// @throws ProjectException when an arm fails, or measures nothing under its slot and number
    public RecipeReport run(long firstSeed, int seeds) throws InterruptedException {
        List<Long> all = new ArrayList<>();
        Map<String, List<Double>> values = new LinkedHashMap<>();
        Map<String, Map<String, Double>> ledgers = new LinkedHashMap<>();
        Map<String, Map<String, Integer>> alarms = new LinkedHashMap<>();
        for (long seed = firstSeed; seed < firstSeed + seeds; seed++) {
            all.add(seed);
            for (Map.Entry<String, Recipe.Arm> arm : recipe.arms().entrySet()) {
                List<JournalEntry> entries = run(arm.getKey(), arm.getValue(), seed);
                double value = value(arm.getKey(), arm.getValue(), entries);
                listener.ended(arm.getKey(), seed, value);
                values.computeIfAbsent(arm.getKey(), _ -> new ArrayList<>()).add(value);
                Map<String, Double> mean = ledgers.computeIfAbsent(arm.getKey(), _ -> new LinkedHashMap<>());
                Ledger.of(entries).forEach((name, sum) -> mean.merge(name, sum / seeds, Double::sum));
                if (entries.getFirst().event() instanceof Event.RunStarted(RunHeader header)) {
                    mean.put(Ledger.DISCARDED_RUNS, (double) project.rounds().discarded(header));
                }
                count(alarms.computeIfAbsent(arm.getKey(), _ -> new LinkedHashMap<>()), entries);
            }
        }
        return new RecipeReport(recipe, all, values, ledgers, alarms);
    }

    private List<JournalEntry> run(String name, Recipe.Arm arm, long seed) throws InterruptedException {
        RunRequest request = RunRequest.of(project.file().defaults())
                .withLoop(arm.loop())
                .withSeed(seed)
                .withParams(arm.params());
        RunHandle run = project.start(request, listener.begins(name, seed));
        RunHandle.Progress end;
        try {
            end = run.await();
        } catch (InterruptedException e) {
            run.cancel("recipe");
            throw e;
        }
        List<JournalEntry> entries = project.store().entries(run.id());
        if (end.status() != RunHandle.Status.FINISHED) {
            throw new ProjectException(
                    "arm " + name + ", seed " + seed + ", ended as " + end.status() + ": " + end.failure());
        }
        entries.stream()
                .map(JournalEntry::event)
                .filter(Event.FrameClosed.class::isInstance)
                .map(Event.FrameClosed.class::cast)
                .filter(closed -> closed.outcome() == Frame.Outcome.FAILED)
                .findFirst()
                .ifPresent(closed -> {
                    throw new ProjectException("arm " + name + ", seed " + seed + ", failed: " + closed.reason()
                            + " (run " + run.id() + ")");
                });
        return entries;
    }

    private static double value(String name, Recipe.Arm arm, List<JournalEntry> entries) {
        List<Map<String, Double>> versions = new ArrayList<>();
        for (JournalEntry entry : entries) {
            if (entry.event() instanceof Event.SlotWritten written
                    && written.slot().equals(arm.slot())
                    && written.value().content() instanceof Content.Measured measured) {
                versions.add(measured.numbers());
            }
        }
        int version = arm.version() < 0 ? versions.size() - 1 : arm.version();
        Double value = version >= 0 && version < versions.size()
                ? versions.get(version).get(arm.number())
                : null;
        if (value == null) {
            throw new ProjectException("arm " + name + " measured no `" + arm.number() + "` in version " + arm.version()
                    + " of slot `" + arm.slot() + "`, which has " + versions.size());
        }
        return value;
    }

    private static void count(Map<String, Integer> alarms, List<JournalEntry> entries) {
        entries.stream()
                .map(JournalEntry::event)
                .filter(Event.Alarmed.class::isInstance)
                .map(event -> ((Event.Alarmed) event).alarm())
                .distinct()
                .forEach(alarm -> alarms.merge(alarm, 1, Integer::sum));
    }
}
