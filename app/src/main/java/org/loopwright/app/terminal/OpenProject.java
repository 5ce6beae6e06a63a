package org.loopwright.app.terminal;

import java.nio.file.Path;
import java.util.List;
import org.loopwright.app.UserFolders;
import org.loopwright.model.djl.DjlModels;
import org.loopwright.project.Project;
import org.loopwright.train.JobTrainer;
import org.loopwright.train.djl.DjlMovingModels;

/// A project with the local engine behind it, for one command.
///
/// @param project open
/// @param models opened its models; closed after it
record OpenProject(Project project, DjlModels models) implements AutoCloseable {

    /// Opens the project in `folder`. The engine starts with the first model that is opened.
    static OpenProject of(Path folder) {
        DjlModels models = DjlModels.onCpu();
        try {
            Project project = Project.open(
                    folder,
                    models,
                    List.of(UserFolders.models()),
                    () -> new JobTrainer(new DjlMovingModels(models.device())),
                    AllowedKinds.consent());
            AllowedKinds.report(project.kinds());
            return new OpenProject(project, models);
        } catch (RuntimeException e) {
            models.close();
            throw e;
        }
    }

    @Override
    public void close() {
        project.close();
        models.close();
    }
}
