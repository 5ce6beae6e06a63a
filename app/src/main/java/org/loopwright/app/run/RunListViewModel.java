package org.loopwright.app.run;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;
import org.loopwright.app.session.ProjectSession;
import org.loopwright.app.session.RunFigures;
import org.loopwright.app.text.Texts;
import org.loopwright.app.work.Background;
import org.loopwright.store.RunSummary;

/// All runs of the project, latest first.
public final class RunListViewModel {
    private final Background background;
    private final Supplier<@Nullable UUID> running;
    private final ObservableList<RunRow> rows = FXCollections.observableArrayList();
    private final ObjectProperty<@Nullable RunRow> chosen = new SimpleObjectProperty<>();
    private final ReadOnlyBooleanWrapper loaded = new ReadOnlyBooleanWrapper();

    /// @param running the run that goes on in this window, or null
    public RunListViewModel(Background background, Supplier<@Nullable UUID> running) {
        this.background = background;
        this.running = running;
    }

    /// Reads the list again.
    public void load(ProjectSession session) {
        UUID here = running.get();
        background.run(Texts.of("work.runs"), () -> read(session, here), read -> {
            RunRow before = chosen.get();
            rows.setAll(read);
            chosen.set(same(before, read));
            loaded.set(true);
        });
    }

    private static @Nullable RunRow same(@Nullable RunRow before, List<RunRow> read) {
        return read.stream()
                .filter(row -> before != null && row.id().equals(before.id()))
                .findFirst()
                .orElse(read.isEmpty() ? null : read.getFirst());
    }

    private static List<RunRow> read(ProjectSession session, @Nullable UUID here) {
        List<RunRow> read = new ArrayList<>();
        for (RunSummary run : session.runs()) {
            UUID id = run.header().id();
            RunFigures figures = run.itemsDone() == 0 ? null : session.figures(id);
            read.add(new RunRow(run, figures, id.equals(here)));
        }
        return read;
    }

    /// The runs.
    public ObservableList<RunRow> rows() {
        return FXCollections.unmodifiableObservableList(rows);
    }

    /// The chosen run, or null.
    public ObjectProperty<@Nullable RunRow> chosenProperty() {
        return chosen;
    }

    /// Whether the list was read once.
    public ReadOnlyBooleanProperty loadedProperty() {
        return loaded.getReadOnlyProperty();
    }
}
