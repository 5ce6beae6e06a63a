package org.loopwright.experiment;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.loopwright.experiment.DriftCheck.Difference;
import org.loopwright.journal.Event;
import org.loopwright.journal.JournalEntry;
import org.loopwright.journal.RunHeader;
import org.loopwright.loop.FramePath;
import org.loopwright.measure.ItemTurn;
import org.loopwright.model.Completion;
import org.loopwright.model.ModelCard;
import org.loopwright.model.TokenValues;
import org.loopwright.project.Project;
import org.loopwright.run.RunHandle;
import org.loopwright.run.RunListener;

/// Runs 20 stored items again and compares them with what was stored, completion for completion.
public final class DriftChecks {
    /// Items that are run again.
    public static final int ITEMS = 20;

    private final Project project;

    public DriftChecks(Project project) {
        this.project = project;
    }

    /// Starts to run items again, spread over the run; returns before the first is done.
    ///
    /// @throws org.loopwright.project.ProjectException when the run is unknown, or lost a file
    public RunHandle start(UUID run, RunListener listener) {
        List<String> all = project.summary(run).header().dataset().items();
        List<String> chosen = new ArrayList<>();
        int count = Math.min(ITEMS, all.size());
        for (int i = 0; i < count; i++) {
            chosen.add(all.get((int) ((long) i * all.size() / count)));
        }
        return project.variants().rerun(run, chosen, listener);
    }

    /// Compares what a trial of [#start] did with what the run had done.
    public DriftCheck result(UUID run, UUID trial) {
        RunHeader before = project.summary(run).header();
        List<String> items = project.summary(trial).header().dataset().items();
        List<Difference> differences = new ArrayList<>();
        double largest = 0;
        for (String item : items) {
            List<Event.Generated> then = generated(run, item);
            List<Event.Generated> now = generated(trial, item);
            difference(item, then, now).ifPresent(differences::add);
            largest = Math.max(largest, largest(then, now));
        }
        return new DriftCheck(
                items.size(),
                items.size() - differences.size(),
                gradeChanges(before, trial, items),
                largest,
                before.models().values().stream().allMatch(ModelCard::exact),
                differences);
    }

    private List<Event.Generated> generated(UUID run, String item) {
        return project.store().entries(run, FramePath.ofItem(item)).stream()
                .map(JournalEntry::event)
                .filter(Event.Generated.class::isInstance)
                .map(Event.Generated.class::cast)
                .toList();
    }

    private static Optional<Difference> difference(String item, List<Event.Generated> then, List<Event.Generated> now) {
        for (int step = 0; step < Math.max(then.size(), now.size()); step++) {
            if (step >= then.size() || step >= now.size()) {
                Event.Generated there = step < then.size() ? then.get(step) : now.get(step);
                String one = step < then.size() ? there.node() : "no step";
                String other = step < now.size() ? there.node() : "no step";
                return Optional.of(new Difference(item, there.node(), there.visit(), -1, one, other));
            }
            Optional<Difference> found = difference(item, then.get(step), now.get(step));
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    private static Optional<Difference> difference(String item, Event.Generated then, Event.Generated now) {
        if (!then.node().equals(now.node())
                || then.completions().size() != now.completions().size()) {
            return Optional.of(new Difference(item, then.node(), then.visit(), -1, then.node(), now.node()));
        }
        for (int i = 0; i < then.completions().size(); i++) {
            Completion one = then.completions().get(i);
            Completion other = now.completions().get(i);
            if (!one.text().equals(other.text()) || !one.ids().equals(other.ids())) {
                int at = firstDifference(one, other);
                return Optional.of(
                        new Difference(item, then.node(), then.visit(), at, token(one, at), token(other, at)));
            }
        }
        return Optional.empty();
    }

    private static int firstDifference(Completion one, Completion other) {
        int at = 0;
        while (at < Math.min(one.ids().size(), other.ids().size())
                && one.ids().get(at) == other.ids().get(at)) {
            at++;
        }
        return at;
    }

    private static String token(Completion completion, int at) {
        return at < completion.ids().size() ? Integer.toString(completion.ids().get(at)) : "its end";
    }

    private static double largest(List<Event.Generated> then, List<Event.Generated> now) {
        double largest = 0;
        for (int step = 0; step < Math.min(then.size(), now.size()); step++) {
            List<Completion> one = then.get(step).completions();
            List<Completion> other = now.get(step).completions();
            for (int i = 0; i < Math.min(one.size(), other.size()); i++) {
                if (one.get(i).ids().equals(other.get(i).ids())) {
                    largest = Math.max(
                            largest, largest(one.get(i).logProb(), other.get(i).logProb()));
                }
            }
        }
        return largest;
    }

    private static double largest(
            @org.jspecify.annotations.Nullable TokenValues one, @org.jspecify.annotations.Nullable TokenValues other) {
        double largest = 0;
        for (int i = 0; one != null && other != null && i < Math.min(one.size(), other.size()); i++) {
            largest = Math.max(largest, Math.abs(one.get(i) - other.get(i)));
        }
        return largest;
    }

    private int gradeChanges(RunHeader before, UUID trial, List<String> items) {
        Map<String, Boolean> then = right(before.id(), before.grader());
        Map<String, Boolean> now = right(trial, before.grader());
        return (int) items.stream()
                .filter(item -> !java.util.Objects.equals(then.get(item), now.get(item)))
                .count();
    }

    private Map<String, Boolean> right(UUID run, String grader) {
        Map<String, Boolean> right = new HashMap<>();
        for (ItemTurn turn : project.store().itemTurns(run, grader)) {
            right.put(turn.item(), turn.correct());
        }
        return right;
    }
}
