package org.loopwright.app.home;

import java.util.List;
import org.loopwright.app.session.DatasetEntry;
import org.loopwright.app.session.LoopEntry;
import org.loopwright.app.session.ModelEntry;
import org.loopwright.app.session.ProjectCard;
import org.loopwright.app.session.ProjectSession;
import org.loopwright.store.RunSummary;

/// What a project holds.
public record ProjectContents(
        ProjectCard card,
        List<LoopEntry> loops,
        List<DatasetEntry> datasets,
        List<ModelEntry> models,
        List<RunSummary> runs) {
    public ProjectContents {
        loops = List.copyOf(loops);
        datasets = List.copyOf(datasets);
        models = List.copyOf(models);
        runs = List.copyOf(runs);
    }

    /// Reads a project's files, not its runs: the store takes longer to open. Slow.
    static ProjectContents read(ProjectSession session) {
        return new ProjectContents(session.card(), session.loops(), session.datasets(), session.models(), List.of());
    }

    /// This with its runs.
    ProjectContents withRuns(List<RunSummary> all) {
        return new ProjectContents(card, loops, datasets, models, all);
    }
}
