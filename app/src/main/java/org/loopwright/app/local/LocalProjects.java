package org.loopwright.app.local;

import java.nio.file.Path;
import java.util.function.Function;
import org.loopwright.app.session.ProjectSession;
import org.loopwright.app.shell.ProjectOpener;
import org.loopwright.model.ModelOpener;
import org.loopwright.model.djl.DjlModels;
import org.loopwright.project.Project;
import org.loopwright.train.JobTrainer;
import org.loopwright.train.djl.DjlMovingModels;

/// Opens project folders of this machine. All of them share one device.
public final class LocalProjects implements ProjectOpener {
    private final Function<Path, Project> open;

    /// @param models opens their models; the caller closes it after the last project. Nothing can be trained
    public LocalProjects(ModelOpener models) {
        this.open = folder -> Project.open(folder, models);
    }

    /// Projects whose round loops can train.
    ///
    /// @param models opens their models, and trains; the caller closes it after the last project
    public LocalProjects(DjlModels models) {
        this.open = folder ->
                Project.open(folder, models, () -> new JobTrainer(new DjlMovingModels(models.device())));
    }

    @Override
    public ProjectSession open(Path folder) {
        return new LocalSession(open.apply(folder));
    }
}
