package org.loopwright.app.terminal;

import java.util.List;
import java.util.UUID;
import org.loopwright.project.Project;
import org.loopwright.project.ProjectException;
import org.loopwright.store.RunSummary;

/// Finds a run by what people type.
final class RunIds {
    static final String DESCRIPTION = "Id of the run, the end of it, or `last`.";

    private RunIds() {}

    /// The run that `text` names: `last`, a whole id, or its beginning or end when only one fits.
    ///
    /// @throws ProjectException when none or several fit
    static UUID find(Project project, String text) {
        List<UUID> runs =
                project.store().runs().stream().map(r -> r.header().id()).toList();
        List<RunSummary> started = project.runs();
        if (text.equals("last") && !started.isEmpty()) {
            return started.getFirst().header().id();
        }
        List<UUID> fitting = runs.stream()
                .filter(id -> id.toString().endsWith(text) || id.toString().startsWith(text))
                .toList();
        if (fitting.size() != 1) {
            throw new ProjectException((fitting.isEmpty() ? "no run" : fitting.size() + " runs") + " of project "
                    + project.file().name() + " fit `" + text + "`; `runs` lists them all");
        }
        return fitting.getFirst();
    }
}
