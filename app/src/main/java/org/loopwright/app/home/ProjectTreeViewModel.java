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

    /// Reads a project again: its files first, so that its loop can be drawn, then its runs.
    ///
    /// @param then called on the window's thread when the files were read
    public void load(ProjectSession session, Consumer<ProjectContents> then) {
        background.run(Texts.of("work.project"), () -> ProjectContents.read(session), read -> {
            ProjectContents before = contents.get();
            contents.set(before != null && before.card().equals(read.card()) ? read.withRuns(before.runs()) : read);
            then.accept(read);
            loadRuns(session);
        });
    }

    /// Reads a project's runs again.
    public void loadRuns(ProjectSession session) {
        background.run(Texts.of("work.runs"), session::runs, runs -> {
            ProjectContents before = contents.get();
            if (before != null) {
                contents.set(before.withRuns(runs));
            }
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
