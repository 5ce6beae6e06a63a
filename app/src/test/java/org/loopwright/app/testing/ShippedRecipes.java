package org.loopwright.app.testing;

import java.nio.file.Path;
import java.util.List;
import org.loopwright.app.local.LocalProjects;
import org.loopwright.app.session.ProjectSession;
import org.loopwright.app.shell.ProjectOpener;
import org.loopwright.project.kinds.KindJar;
import org.loopwright.recipe.gallery.Gallery;
import org.loopwright.testing.SampleFolder;

/// Projects of this machine, with the recipes of this repository in the gallery.
///
/// @param local opens them
public record ShippedRecipes(LocalProjects local) implements ProjectOpener {
    @Override
    public ProjectSession open(Path folder) {
        return local.open(folder);
    }

    @Override
    public Gallery recipes() {
        return new Gallery(SampleFolder.ROOT.resolve("sample-projects"));
    }

    @Override
    public void agree(List<KindJar> jars) {
        local.agree(jars);
    }

    @Override
    public void refuse(List<KindJar> jars) {
        local.refuse(jars);
    }
}
