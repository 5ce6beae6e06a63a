package org.loopwright.app.local;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.loopwright.app.UserFolders;
import org.loopwright.app.session.ModelStore;
import org.loopwright.app.session.ProjectSession;
import org.loopwright.app.shell.ProjectOpener;
import org.loopwright.model.ModelOpener;
import org.loopwright.model.djl.DjlModels;
import org.loopwright.model.shelf.ModelShelf;
import org.loopwright.project.Project;
import org.loopwright.project.ProjectException;
import org.loopwright.project.kinds.KindJar;
import org.loopwright.project.kinds.RememberedConsent;
import org.loopwright.train.JobTrainer;
import org.loopwright.train.Trainer;
import org.loopwright.train.djl.DjlMovingModels;

/// Opens project folders of this machine. All of them share one device.
public final class LocalProjects implements ProjectOpener {
    private final Function<Path, Project> open;

    /// @param models opens their models; the caller closes it after the last project. Nothing can be trained
    public LocalProjects(ModelOpener models) {
        this.open = folder -> Project.open(folder, models, shelves(), LocalProjects::noTrainer, consent());
    }

    /// Projects whose round loops train with `trainer`, asked for when the first training begins.
    public LocalProjects(ModelOpener models, Supplier<Trainer> trainer) {
        this.open = folder -> Project.open(folder, models, shelves(), trainer, consent());
    }

    /// Projects whose round loops can train.
    ///
    /// @param models opens their models, and trains; the caller closes it after the last project
    public LocalProjects(DjlModels models) {
        this(models, () -> new JobTrainer(new DjlMovingModels(models.device())));
    }

    private static Trainer noTrainer() {
        throw new ProjectException("this window was opened without a trainer, so no round loop can train");
    }

    private static RememberedConsent consent() {
        return new RememberedConsent(UserFolders.agreedKinds());
    }

    @Override
    public void agree(List<KindJar> jars) {
        jars.forEach(consent()::agree);
    }

    @Override
    public void refuse(List<KindJar> jars) {
        jars.forEach(consent()::refuse);
    }

    private static List<Path> shelves() {
        return List.of(UserFolders.models());
    }

    @Override
    public ModelStore models() {
        return new LocalModelStore(new ModelShelf(UserFolders.models()));
    }

    @Override
    public ProjectSession open(Path folder) {
        return new LocalSession(open.apply(folder));
    }
}
