package org.loopwright.app.design;

import java.util.List;
import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;
import org.loopwright.app.session.ProjectSession;
import org.loopwright.app.text.Texts;
import org.loopwright.app.work.Background;
import org.loopwright.loop.LoopSpec;
import org.loopwright.loop.diff.LoopDiff;
import org.loopwright.loop.yaml.LoopYaml;
import org.loopwright.recipe.gallery.RecipeAbout;
import org.loopwright.recipe.gallery.RecipeOrigin;

/// How far the loop under work has come from the recipe that its project was made from. Belongs to the window's
/// thread.
final class OriginWatch {
    private final Background background;
    private final LoopWork work;
    private final ReadOnlyObjectWrapper<@Nullable Drift> drift = new ReadOnlyObjectWrapper<>();
    private @Nullable RecipeOrigin origin;
    private String file = "";

    /// How far a loop has come.
    ///
    /// @param recipe its title
    /// @param state of this loop to the recipe's
    /// @param differences how many
    /// @param stated in what the recipe itself differs from its paper
    record Drift(String recipe, State state, int differences, List<RecipeAbout.Deviation> stated) {
        Drift {
            stated = List.copyOf(stated);
        }

        /// Closed set.
        enum State {
            AS_SHIPPED,
            CHANGED,
            OWN
        }
    }

    OriginWatch(Background background, LoopWork work) {
        this.background = background;
        this.work = work;
        work.specProperty().subscribe(now -> compare());
    }

    /// Reads where a project came from.
    void use(@Nullable ProjectSession project) {
        origin = null;
        compare();
        if (project != null) {
            background.run(Texts.of("work.origin"), project::origin, (Optional<RecipeOrigin> found) -> {
                origin = found.orElse(null);
                compare();
            });
        }
    }

    /// Another loop is under work.
    void follow(String fileName) {
        file = fileName;
        compare();
    }

    private void compare() {
        RecipeOrigin from = origin;
        LoopSpec now = work.specProperty().get();
        drift.set(from == null || now == null || file.isEmpty() ? null : drift(from, now));
    }

    private Drift drift(RecipeOrigin from, LoopSpec now) {
        LoopSpec shipped = Optional.ofNullable(from.loops().get(file))
                .flatMap(text -> Optional.ofNullable(LoopYaml.read(text).loop()))
                .orElse(null);
        List<RecipeAbout.Deviation> stated = from.about().deviations();
        if (shipped == null) {
            return new Drift(from.title(), Drift.State.OWN, 0, stated);
        }
        int count = LoopDiff.of(shipped, now).differences().size();
        return new Drift(from.title(), count == 0 ? Drift.State.AS_SHIPPED : Drift.State.CHANGED, count, stated);
    }

    /// How far, or null for a project of its own.
    ReadOnlyObjectProperty<@Nullable Drift> driftProperty() {
        return drift.getReadOnlyProperty();
    }
}
