package org.loopwright.app.models;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;
import org.loopwright.app.session.ModelEntry;
import org.loopwright.app.session.ModelStore;
import org.loopwright.app.session.ProjectSession;
import org.loopwright.app.text.Figures;
import org.loopwright.app.text.Texts;
import org.loopwright.app.work.Background;
import org.loopwright.model.hub.FetchListener;
import org.loopwright.model.shelf.ModelDetails;

/// The models that there are, and one that is on its way.
public final class ModelsViewModel {
    private final Background background;
    private final Executor screen;
    private final ModelStore store;
    private final ObservableList<ModelRow> rows = FXCollections.observableArrayList();
    private final ObjectProperty<@Nullable ModelRow> chosen = new SimpleObjectProperty<>();
    private final ReadOnlyObjectWrapper<@Nullable Transfer> transfer = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyBooleanWrapper loaded = new ReadOnlyBooleanWrapper();
    private final ReadOnlyStringWrapper note = new ReadOnlyStringWrapper("");
    private final AtomicReference<@Nullable Thread> worker = new AtomicReference<>();
    private @Nullable ProjectSession session;
    private Runnable changed = () -> {};

    /// A model on its way.
    ///
    /// @param source what was asked for
    /// @param done share in [0, 1], or -1 while nothing is known
    /// @param words bytes, speed and estimate; may be empty
    public record Transfer(String source, double done, String words) {}

    /// @param screen runs what follows on the window's thread
    public ModelsViewModel(Background background, Executor screen, ModelStore store) {
        this.background = background;
        this.screen = screen;
        this.store = store;
    }

    /// Runs `action` whenever the models have changed.
    public void onChanged(Runnable action) {
        changed = action;
    }

    /// Reads the list again.
    public void load(ProjectSession open) {
        session = open;
        background.run(Texts.of("work.models"), () -> read(open), read -> {
            ModelRow before = chosen.get();
            rows.setAll(read);
            loaded.set(true);
            chosen.set(read.stream()
                    .filter(row -> before != null && row.name().equals(before.name()) && row.place() == before.place())
                    .findFirst()
                    .orElse(null));
        });
    }

    private List<ModelRow> read(ProjectSession open) {
        ModelRow.Usage usage = new ModelRow.Usage(open.card().models(), open.runs());
        List<ModelRow> read = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (ModelDetails details : store.ofProject(open.card().root())) {
            read.add(ModelRow.of(details, ModelRow.Place.PROJECT, usage));
            names.add(details.model().name());
        }
        List<ModelDetails> own = store.own();
        own.forEach(details -> names.add(details.model().name()));
        for (ModelEntry entry : open.models()) {
            if (!names.contains(entry.id())) {
                read.add(ModelRow.remote(entry, usage));
            }
        }
        own.forEach(details -> read.add(ModelRow.of(details, ModelRow.Place.OWN, usage)));
        store.unfinished().forEach(model -> read.add(ModelRow.unfinished(model)));
        return read;
    }

    /// Copies a model from a path, or downloads it from the hub. One at a time.
    ///
    /// @param source a path, or `owner/name`
    public void bring(String source) {
        String asked = source.strip();
        if (asked.isEmpty() || transfer.get() != null) {
            return;
        }
        note.set("");
        transfer.set(new Transfer(asked, -1, ""));
        background.run(
                Texts.of("work.model-bring", asked),
                () -> brought(asked),
                name -> {
                    transfer.set(null);
                    note.set(name.isEmpty() ? Texts.of("models.stopped", asked) : Texts.of("models.brought", name));
                    reload();
                },
                () -> {
                    transfer.set(null);
                    reload();
                });
    }

    /// @return the model's name, or an empty text when it was stopped
    private String brought(String source) {
        worker.set(Thread.currentThread());
        try {
            return store.bring(source, new Pace(source));
        } catch (InterruptedException _) {
            return "";
        } finally {
            worker.set(null);
            // A stop that came too late must not stop what this thread does next.
            Thread.interrupted();
        }
    }

    /// Turns progress into words, on the downloading thread.
    private final class Pace implements FetchListener {
        private final String source;
        private final long began = System.nanoTime();
        private long before = -1;

        Pace(String source) {
            this.source = source;
        }

        @Override
        public void progress(Progress progress) {
            before = before < 0 ? progress.done() : before;
            double seconds = (System.nanoTime() - began) / 1e9;
            double speed = (progress.done() - before) / Math.max(seconds, 1e-3);
            String words = Texts.of("models.bytes", Sizes.of(progress.done()), Sizes.of(progress.total()));
            if (speed > 0 && seconds > 1 && progress.done() < progress.total()) {
                Duration left = Duration.ofSeconds((long) ((progress.total() - progress.done()) / speed) + 1);
                words = Texts.of("models.pace", words, Sizes.of((long) speed), Figures.duration(left));
            }
            Transfer now = new Transfer(source, (double) progress.done() / Math.max(1, progress.total()), words);
            screen.execute(() -> {
                if (transfer.get() != null) {
                    transfer.set(now);
                }
            });
        }
    }

    /// Stops what is on its way; a download goes on when it is asked for again.
    public void stop() {
        Thread working = worker.get();
        if (working != null) {
            working.interrupt();
        }
    }

    /// Removes the chosen model.
    public void removeChosen() {
        ModelRow row = chosen.get();
        if (row == null || !row.place().removable()) {
            return;
        }
        background.run(Texts.of("work.model-remove", row.name()), () -> store.remove(row.name()), bytes -> {
            note.set(Texts.of("models.removed", row.name(), Sizes.of(bytes)));
            reload();
        });
    }

    private void reload() {
        changed.run();
        if (session != null) {
            load(session);
        }
    }

    /// The models: the project's, then the person's own.
    public ObservableList<ModelRow> rows() {
        return FXCollections.unmodifiableObservableList(rows);
    }

    /// The chosen one, or null.
    public ObjectProperty<@Nullable ModelRow> chosenProperty() {
        return chosen;
    }

    /// What is on its way, or null.
    public ReadOnlyObjectProperty<@Nullable Transfer> transferProperty() {
        return transfer.getReadOnlyProperty();
    }

    /// Whether the list was read once.
    public ReadOnlyBooleanProperty loadedProperty() {
        return loaded.getReadOnlyProperty();
    }

    /// What was done last, in words; may be empty.
    public ReadOnlyStringProperty noteProperty() {
        return note.getReadOnlyProperty();
    }
}
