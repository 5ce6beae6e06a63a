package org.loopwright.app.home;

import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;
import org.loopwright.app.session.ProjectSession;
import org.loopwright.app.text.Texts;
import org.loopwright.app.work.Background;

/// What the project's tree shows.
public final class ProjectTreeViewModel {
    private final Background background;
    private final ReadOnlyObjectWrapper<@Nullable ProjectContents> contents = new ReadOnlyObjectWrapper<>();

    public ProjectTreeViewModel(Background background) {
        this.background = background;
    }

    /// Reads a project again.
    ///
    /// @param then called on the window's thread with what was read
    public void load(ProjectSession session, Consumer<ProjectContents> then) {
        background.run(Texts.of("work.project"), () -> ProjectContents.read(session), read -> {
            contents.set(read);
            then.accept(read);
        });
    }

    /// Shows no project.
    public void clear() {
        contents.set(null);
    }

    /// What the project holds, or null when none is open.
    public ReadOnlyObjectProperty<@Nullable ProjectContents> contentsProperty() {
        return contents.getReadOnlyProperty();
    }
}
