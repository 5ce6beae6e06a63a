package org.loopwright.app.exchange;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Consumer;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableMap;
import org.jspecify.annotations.Nullable;
import org.loopwright.app.session.ProjectSession;
import org.loopwright.app.text.Texts;
import org.loopwright.app.work.Background;
import org.loopwright.exchange.ImportOptions;
import org.loopwright.exchange.ImportPreview;
import org.loopwright.exchange.Importer;
import org.loopwright.task.Split;

/// A file that is about to be imported: what it holds, what its fields are taken for, and what is wrong.
public final class ImportViewModel {
    private final Background background;
    private final Consumer<Importer.Imported> imported;
    private final ReadOnlyObjectWrapper<@Nullable ImportPreview> preview = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
    private final ReadOnlyBooleanWrapper busy = new ReadOnlyBooleanWrapper();
    private final BooleanProperty asRuns = new SimpleBooleanProperty();
    private final StringProperty name = new SimpleStringProperty("");
    private final ObjectProperty<Split> split = new SimpleObjectProperty<>(Split.TEST);
    private final StringProperty correctFrom = new SimpleStringProperty("");
    private final ObservableMap<String, String> fields = FXCollections.observableMap(new LinkedHashMap<>());
    private @Nullable ProjectSession session;

    /// @param imported called on the window's thread when a file was taken in
    public ImportViewModel(Background background, Consumer<Importer.Imported> imported) {
        this.background = background;
        this.imported = imported;
    }

    /// Looks at a file and shows how it would be understood.
    public void open(ProjectSession project, Path file) {
        session = project;
        background.run(
                Texts.of("work.preview", file.getFileName()),
                () -> project.exchange().preview(file),
                this::show);
    }

    private void show(ImportPreview read) {
        problem.set("");
        busy.set(false);
        asRuns.set(read.form() != ImportPreview.Form.DATASET);
        name.set(read.name());
        split.set(read.split());
        correctFrom.set("");
        fields.clear();
        fields.putAll(read.fields());
        preview.set(read);
    }

    /// Takes the file in as it is set; what is wrong is said in [#problemProperty], and nothing was changed then.
    public void importNow() {
        ImportPreview read = preview.get();
        ProjectSession project = session;
        if (read == null || project == null || busy.get()) {
            return;
        }
        Optional<ImportOptions> options = options(read);
        if (options.isEmpty()) {
            return;
        }
        busy.set(true);
        problem.set("");
        Importer.Kind kind = asRuns.get() ? Importer.Kind.RUNS : Importer.Kind.DATASET;
        background.run(
                Texts.of("work.import", read.file().getFileName()),
                () -> attempt(project, read.file(), kind, options.get()),
                this::finish);
    }

    /// What came of it: one of both.
    private record Outcome(Importer.@Nullable Imported imported, String problem) {}

    private static Outcome attempt(ProjectSession project, Path file, Importer.Kind kind, ImportOptions options) {
        try {
            return new Outcome(project.exchange().importFile(file, kind, options), "");
        } catch (RuntimeException e) { // shown beside the fields that have to be mended, whatever it is
            return new Outcome(null, Optional.ofNullable(e.getMessage()).orElse(e.toString()));
        }
    }

    private void finish(Outcome outcome) {
        busy.set(false);
        problem.set(outcome.problem());
        Importer.Imported done = outcome.imported();
        if (done != null) {
            close();
            imported.accept(done);
        }
    }

    private Optional<ImportOptions> options(ImportPreview read) {
        OptionalDouble from = OptionalDouble.empty();
        if (!correctFrom.get().isBlank()) {
            try {
                from = OptionalDouble.of(Double.parseDouble(correctFrom.get().strip()));
            } catch (NumberFormatException _) {
                problem.set(Texts.of("import.no-number", correctFrom.get()));
                return Optional.empty();
            }
        }
        return Optional.of(new ImportOptions(
                asRuns.get() && read.form() != ImportPreview.Form.LOG ? said(read) : Map.of(),
                name.get().isBlank() ? Optional.empty() : Optional.of(name.get().strip()),
                Optional.of(split.get()),
                from));
    }

    /// All fields that were chosen, and those that were guessed and taken back.
    private Map<String, String> said(ImportPreview read) {
        Map<String, String> said = new LinkedHashMap<>(fields);
        read.fields().keySet().forEach(ours -> said.putIfAbsent(ours, ""));
        return said;
    }

    /// Takes a column for one of our fields; empty for none.
    public void map(String ours, String column) {
        if (column.isEmpty()) {
            fields.remove(ours);
        } else {
            fields.put(ours, column);
        }
    }

    /// Our field -> the file's, those that are set.
    public ObservableMap<String, String> fields() {
        return FXCollections.unmodifiableObservableMap(fields);
    }

    /// Leaves the file alone.
    public void close() {
        preview.set(null);
    }

    /// What can be chosen for a field: nothing, and every column.
    List<String> columns(ImportPreview read) {
        List<String> columns = new java.util.ArrayList<>(read.columns());
        columns.addFirst("");
        return columns;
    }

    /// The file, or null while none is looked at.
    public ReadOnlyObjectProperty<@Nullable ImportPreview> previewProperty() {
        return preview.getReadOnlyProperty();
    }

    /// What is wrong, with line and field; empty when nothing is.
    public ReadOnlyStringProperty problemProperty() {
        return problem.getReadOnlyProperty();
    }

    /// Whether the file is being taken in.
    public ReadOnlyBooleanProperty busyProperty() {
        return busy.getReadOnlyProperty();
    }

    /// Whether rows are attempts, and not problems.
    public BooleanProperty asRunsProperty() {
        return asRuns;
    }

    /// Name of the dataset.
    public StringProperty nameProperty() {
        return name;
    }

    /// What its problems may be used for.
    public ObjectProperty<Split> splitProperty() {
        return split;
    }

    /// The score from which on an answer is right; empty where the file says yes or no.
    public StringProperty correctFromProperty() {
        return correctFrom;
    }
}
