package org.loopwright.app.train;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiConsumer;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.loopwright.app.control.Labels;
import org.loopwright.app.control.Named;
import org.loopwright.app.look.Icons;
import org.loopwright.app.session.CheckpointEntry;
import org.loopwright.app.text.Figures;
import org.loopwright.app.text.Texts;
import org.loopwright.round.CheckpointComparison;
import org.loopwright.round.CheckpointExport;
import org.loopwright.round.TrainingDataFile;

/// One checkpoint: where it comes from, how it differs from its parent, and what can be done with it.
final class CheckpointCard extends VBox {
    /// What of a card is shown first, in this order.
    private static final List<String> FIRST = List.of(
            "parent-name",
            "parent",
            "data-name",
            "data-rows",
            "rows",
            "sources",
            "objective",
            "weights",
            "optimizer",
            "schedule",
            "batch",
            "steps",
            "tokens",
            "seconds",
            "precision",
            "seed",
            "code",
            "run",
            "end");

    private static final int TENSORS = 6;

    private final CheckpointsViewModel model;

    /// @param compare opens the comparison of two item runs, the parent's first
    CheckpointCard(CheckpointsViewModel model, CheckpointEntry entry, BiConsumer<UUID, UUID> compare) {
        this.model = model;
        setId("checkpoint-card");
        getStyleClass().add("checkpoint-card");
        Label hash = Labels.of(entry.stored().hash(), "small", "code-text", "muted");
        hash.setTooltip(new Tooltip(entry.stored().hash()));
        getChildren()
                .addAll(
                        Labels.of(CheckpointsViewModel.name(entry), "title-4"),
                        hash,
                        actions(entry, compare),
                        asking(entry),
                        exports());
        showComparison(model.comparisonProperty().get());
        getChildren().addAll(Labels.section(Texts.of("checkpoints.lineage")), lineage(entry));
    }

    private FlowPane actions(CheckpointEntry entry, BiConsumer<UUID, UUID> compare) {
        FlowPane actions = new FlowPane(8, 8);
        actions.getChildren()
                .addAll(
                        Named.button(
                                "checkpoint-compare",
                                Texts.of("checkpoints.compare"),
                                Icons.COMPARE.node(),
                                model::compare),
                        Named.button(
                                "checkpoint-run", Texts.of("checkpoints.run"), Icons.PLAY.node(), model::keepAsModel));
        Optional<CheckpointEntry> before = model.treeProperty()
                .get()
                .parent(entry)
                .filter(other -> other.itemRun().isPresent())
                .or(() -> earlier(entry));
        if (before.isPresent() && entry.itemRun().isPresent()) {
            UUID first = before.get().itemRun().get();
            UUID second = entry.itemRun().get();
            actions.getChildren()
                    .add(Named.button(
                            "checkpoint-answers",
                            Texts.of("checkpoints.answers", CheckpointsViewModel.name(before.get())),
                            Icons.ITEMS.node(),
                            () -> compare.accept(first, second)));
        }
        return actions;
    }

    /// The measured one that was made before, where the parent itself was not measured.
    private Optional<CheckpointEntry> earlier(CheckpointEntry entry) {
        List<CheckpointEntry> all = model.treeProperty().get().all();
        return all.subList(0, Math.max(0, all.indexOf(entry))).stream()
                .filter(other -> other.itemRun().isPresent())
                .reduce((_, later) -> later);
    }

    private HBox asking(CheckpointEntry entry) {
        Label question = Labels.wrapping(
                Texts.of("checkpoints.delete.question", Bytes.of(entry.stored().bytes())), "muted");
        var really = Named.button(
                "checkpoint-delete-really", Texts.of("models.remove.yes"), Icons.REMOVE.node(), model::delete);
        really.getStyleClass().add("danger");
        HBox asked = new HBox(8, question, really);
        HBox.setHgrow(question, Priority.ALWAYS);
        asked.setVisible(false);
        asked.managedProperty().bind(asked.visibleProperty());
        var delete = Named.button(
                "checkpoint-delete",
                Texts.of("checkpoints.delete", Bytes.of(entry.stored().bytes())),
                Icons.REMOVE.node(),
                () -> asked.setVisible(true));
        delete.visibleProperty().bind(asked.visibleProperty().not());
        delete.managedProperty().bind(delete.visibleProperty());
        HBox row = new HBox(8, delete, asked);
        HBox.setHgrow(asked, Priority.ALWAYS);
        return row;
    }

    private VBox exports() {
        ComboBox<CheckpointExport.Form> form = choice("checkpoint-form", CheckpointExport.Form.values());
        TextField to = target("checkpoint-to", model.suggested(""));
        var export = Named.button(
                "checkpoint-export",
                Texts.of("checkpoints.export"),
                Icons.EXPORT.node(),
                () -> model.export(form.getValue(), to.getText()));
        ComboBox<TrainingDataFile.Layout> layout = choice("checkpoint-layout", TrainingDataFile.Layout.values());
        TextField dataTo = target("checkpoint-data-to", model.suggested(".jsonl"));
        var exportData = Named.button(
                "checkpoint-export-data",
                Texts.of("checkpoints.export-data"),
                Icons.EXPORT.node(),
                () -> model.exportData(Optional.of(layout.getValue()), dataTo.getText()));
        GridPane grid = new GridPane();
        grid.getStyleClass().add("export-grid");
        ColumnConstraints wide = new ColumnConstraints();
        wide.setHgrow(Priority.ALWAYS);
        grid.getColumnConstraints().addAll(wide, new ColumnConstraints());
        export.setMaxWidth(Double.MAX_VALUE);
        exportData.setMaxWidth(Double.MAX_VALUE);
        grid.addRow(0, form, export);
        grid.add(to, 0, 1, 2, 1);
        grid.addRow(2, layout, exportData);
        grid.add(dataTo, 0, 3, 2, 1);
        return new VBox(Labels.section(Texts.of("checkpoints.exports")), grid);
    }

    private static <E> ComboBox<E> choice(String id, E[] values) {
        ComboBox<E> box = Named.node(new ComboBox<>(), id, Texts.of("checkpoints.form"));
        box.getItems().setAll(values);
        box.setConverter(new javafx.util.StringConverter<>() {
            @Override
            public String toString(E value) {
                return value == null
                        ? ""
                        : Texts.of("checkpoints.form."
                                + value.toString().toLowerCase(Locale.ROOT).replace('_', '-'));
            }

            @Override
            public E fromString(String text) {
                throw new UnsupportedOperationException("it can't be typed");
            }
        });
        box.getSelectionModel().selectFirst();
        box.setMaxWidth(Double.MAX_VALUE);
        return box;
    }

    private static TextField target(String id, String text) {
        TextField field = Named.node(new TextField(text), id, Texts.of("checkpoints.to"));
        field.setMinWidth(60);
        return field;
    }

    private void showComparison(Optional<CheckpointComparison> found) {
        if (found.isEmpty()) {
            return;
        }
        CheckpointComparison comparison = found.get();
        GridPane table = new GridPane();
        table.setId("checkpoint-comparison");
        table.getStyleClass().add("pairs-table");
        named(table, 150);
        table.addRow(
                0,
                Labels.of(Texts.of("checkpoints.moved"), "muted"),
                Labels.whole(Figures.percent(comparison.moved()), "figure-own"));
        int row = 1;
        for (CheckpointComparison.Tensor tensor :
                comparison.tensors().stream().limit(TENSORS).toList()) {
            table.addRow(row++, shortened(tensor.name()), Labels.whole(Figures.percent(tensor.moved()), "small"));
        }
        for (Map.Entry<String, CheckpointComparison.Two> one :
                comparison.settings().entrySet()) {
            String text = Texts.of(
                    "checkpoints.changed",
                    one.getValue().parent().isEmpty() ? "–" : one.getValue().parent(),
                    one.getValue().own().isEmpty() ? "–" : one.getValue().own());
            Label value = Labels.of(text, "small");
            value.setTooltip(new Tooltip(text));
            value.setMinWidth(0);
            table.addRow(row++, Labels.of(one.getKey(), "small", "muted"), value);
        }
        getChildren().addAll(Labels.section(Texts.of("checkpoints.comparison")), table);
    }

    private static Label shortened(String tensor) {
        Label label = Labels.of(tensor.replace("model.", "").replace(".weight", ""), "small", "code-text");
        label.setMinWidth(0);
        label.setTooltip(new Tooltip(tensor));
        return label;
    }

    /// Gives the names enough room, and the values the rest.
    private static void named(GridPane table, double least) {
        ColumnConstraints names = new ColumnConstraints();
        names.setMinWidth(least);
        ColumnConstraints values = new ColumnConstraints();
        values.setHgrow(Priority.ALWAYS);
        table.getColumnConstraints().setAll(names, values);
    }

    private static GridPane lineage(CheckpointEntry entry) {
        GridPane table = new GridPane();
        table.setId("checkpoint-lineage");
        table.getStyleClass().add("pairs-table");
        named(table, 90);
        Map<String, String> card = entry.stored().card().settings();
        int row = 0;
        for (String name : FIRST) {
            String value = card.getOrDefault(name, "");
            if (!value.isEmpty()) {
                Label text = Labels.of(value, "small");
                text.setTooltip(new Tooltip(value));
                text.setMinWidth(0);
                table.addRow(row++, Labels.whole(Texts.of("checkpoints.card." + name), "small", "muted"), text);
            }
        }
        for (Map.Entry<String, Double> measured :
                entry.stored().card().evaluation().entrySet()) {
            table.addRow(
                    row++,
                    Labels.whole(measured.getKey(), "small", "muted"),
                    Labels.of(String.format(Texts.LOCALE, "%.4g", measured.getValue()), "small"));
        }
        return table;
    }
}
