package org.loopwright.experiment;

import com.github.f4b6a3.uuid.UuidCreator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.loopwright.journal.Event;
import org.loopwright.journal.RunHeader;
import org.loopwright.measure.ItemTurn;
import org.loopwright.model.Completion;
import org.loopwright.project.Project;
import org.loopwright.project.ProjectException;
import org.loopwright.project.ProjectFile.DatasetRef;
import org.loopwright.project.RunRequest;
import org.loopwright.project.RunVariant;
import org.loopwright.run.RunHandle;
import org.loopwright.run.RunListener;
import org.loopwright.store.RunSummary;
import org.loopwright.task.Grade;
import org.loopwright.task.Split;

/// Tries a run on the first 50 dev items, as a trial that enters no statistics.
public final class FitChecks {
    /// Items that are tried.
    public static final int ITEMS = 50;

    private final Project project;

    public FitChecks(Project project) {
        this.project = project;
    }

    /// Starts the trial; returns before its first item is done.
    ///
    /// @throws ProjectException when the variant can't run, or there are no dev items of its dataset
    public RunHandle start(RunVariant variant, RunListener listener) {
        RunRequest request =
                variant.request().withDataset(dev(variant.request().dataset())).withItems(ITEMS);
        RunVariant trial = new RunVariant(request, variant.settings(), Optional.empty());
        return project.variants().start(UuidCreator.getTimeOrderedEpoch(), RunHeader.Kind.TRIAL, trial, listener);
    }

    /// The dev split of a dataset: test items are never looked at to decide whether a run is worth
    /// while.
    private String dev(String id) {
        List<DatasetRef> all = project.datasets();
        DatasetRef wanted = all.stream()
                .filter(ref -> ref.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new ProjectException("there is no dataset `" + id + "`; there are "
                        + all.stream().map(DatasetRef::id).toList()));
        return all.stream()
                .filter(ref -> ref.split() == Split.DEV && ref.name().equals(wanted.name()))
                .sorted(java.util.Comparator.comparing(ref -> !ref.id().equals(id)))
                .map(DatasetRef::id)
                .findFirst()
                .orElseThrow(
                        () -> new ProjectException(
                                "dataset `" + id
                                        + "` has no dev items to try first; give the project a dataset of the same name with split dev"));
    }

    /// What a trial that ended says of the run.
    ///
    /// @param trial the run that [#start] began
    public FitCheck result(UUID trial, RunVariant variant) {
        RunSummary summary = project.summary(trial);
        Map<String, ItemTurn> last = new HashMap<>();
        project.store()
                .itemTurns(trial, summary.header().grader())
                .forEach(turn -> last.merge(turn.item(), turn, (old, now) -> now.turn() > old.turn() ? now : old));
        int items = Math.max(1, summary.itemsDone());
        long right = last.values().stream().filter(ItemTurn::correct).count();
        long read = last.values().stream()
                .filter(turn -> turn.status() == Grade.Status.PARSED)
                .count();
        List<Completion> completions = project.store().entries(trial).stream()
                .map(entry -> entry.event())
                .filter(Event.Generated.class::isInstance)
                .flatMap(event -> ((Event.Generated) event).completions().stream())
                .toList();
        long cut = completions.stream()
                .filter(completion -> completion.finish() == Completion.Finish.LENGTH)
                .count();
        int whole = project.variants().content(variant).items().size();
        return FitCheck.of(
                summary.itemsDone(),
                (double) right / items,
                (double) cut / Math.max(1, completions.size()),
                1 - (double) read / items,
                new Estimates(project).of(trial, whole));
    }
}
