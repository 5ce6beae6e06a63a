package org.loopwright.app.local;

import java.nio.file.Path;
import java.util.List;
import org.loopwright.app.UserFolders;
import org.loopwright.app.session.ModelStore;
import org.loopwright.app.session.ProjectSession;
import org.loopwright.app.shell.ProjectOpener;
import org.loopwright.model.ModelOpener;
import org.loopwright.model.shelf.ModelShelf;
import org.loopwright.project.Project;

/// Opens project folders of this machine. All of them share one device.
public final class LocalProjects implements ProjectOpener {
    private final ModelOpener models;

    /// @param models opens their models; the caller closes it after the last project
    public LocalProjects(ModelOpener models) {
        this.models = models;
    }

    @Override
    public ModelStore models() {
        return new LocalModelStore(new ModelShelf(UserFolders.models()));
    }

    @Override
    public ProjectSession open(Path folder) {
        return new LocalSession(Project.open(folder, models, List.of(UserFolders.models())));
    }
}
