package org.loopwright.app.terminal;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.loopwright.journal.RunHeader;
import org.loopwright.measure.Arm;
import org.loopwright.measure.ItemTurn;
import org.loopwright.measure.MeasureException;
import org.loopwright.model.ModelCard;
import org.loopwright.project.Project;

/// Makes an arm of stored runs.
final class RunArms {
    private RunArms() {}

    /// The arm of runs that repeat one another: training seeds where their models differ, samples where only
    /// the run's seed does.
    ///
    /// @param names what people type for runs
    /// @param note hears how the runs were understood
    /// @throws MeasureException when a run has no finished item, or the runs are of different loops
    static Arm of(Project project, List<String> names, @Nullable String grader, Consumer<String> note) {
        Map<String, List<ItemTurn>> runs = new LinkedHashMap<>();
        Set<String> models = new TreeSet<>();
        Set<String> loops = new TreeSet<>();
        for (String name : names) {
            UUID id = RunIds.find(project, name);
            RunHeader header = project.summary(id).header();
            String by = grader == null ? header.grader() : grader;
            List<ItemTurn> turns = project.store().itemTurns(id, by);
            if (turns.isEmpty()) {
                throw new MeasureException(
                        "run " + name + " has no finished item with a grade by " + by + "; resume it, or regrade it");
            }
            loops.add(header.loop());
            models.add(header.models().values().stream().map(ModelCard::hash).collect(Collectors.joining("+")));
            if (runs.put(name, turns) != null) {
                throw new MeasureException("run " + name + " is given twice");
            }
        }
        if (loops.size() > 1) {
            throw new MeasureException("the runs are of different loops, " + String.join(", ", loops)
                    + ": they are no repeats; compare them with --pair");
        }
        if (runs.size() == 1) {
            return Arm.of(loops.iterator().next(), runs.values().iterator().next());
        }
        String loop = loops.iterator().next();
        if (models.size() == runs.size()) {
            note.accept("every run has models of its own: they are training runs, and the seed is the unit");
            return Arm.ofSeeds(loop, runs);
        }
        if (models.size() > 1) {
            throw new MeasureException("the " + runs.size() + " runs share " + models.size()
                    + " models: give runs of one model, which are samples, or one run for each model");
        }
        note.accept("all runs have the same models: they are samples of the same items");
        return Arm.ofRepeats(loop, runs.values());
    }
}
