package org.loopwright.app.models;

import java.io.File;
import java.util.function.Function;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.input.DragEvent;
import javafx.scene.input.TransferMode;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;
import org.loopwright.app.control.EmptyState;
import org.loopwright.app.control.Labels;
import org.loopwright.app.control.Named;
import org.loopwright.app.look.Icons;
import org.loopwright.app.text.Texts;

/// The table of models, with a field that gets one from the hub or from a path, and a strip that shows one on
/// its way. Files and folders can be dropped on it.
public final class ModelsView extends BorderPane {
    private final ModelsViewModel model;
    private final TableView<ModelRow> table = Named.node(new TableView<>(), "model-table", Texts.of("models.table"));
    private final TextField source = Named.node(new TextField(), "model-source", Texts.of("models.source"));
    private final Button bring;
    private final Button remove;
    private final Button really;
    private final Button keep;
    private final Label question = Labels.whole("", "muted");
    private final Label note = Named.node(Labels.of("", "muted"), "model-note", Texts.of("models.title"));
    private final ProgressBar bar = new ProgressBar();
    private final Label words = Labels.of("", "muted");
    private final HBox strip;
    private final HBox asking;

    /// The page of `model`.
    public ModelsView(ModelsViewModel model) {
        this.model = model;
        this.bring = Named.button("model-bring", Texts.of("models.bring"), Icons.ADD.node(), this::bring);
        this.remove = Named.button("model-remove", Texts.of("models.remove"), Icons.REMOVE.node(), () -> ask(true));
        this.really = Named.button("model-remove-really", Texts.of("models.remove.yes"), Icons.REMOVE.node(), () -> {
            ask(false);
            model.removeChosen();
        });
        this.keep = Named.button("model-keep", Texts.of("models.remove.no"), Icons.CLOSE.node(), () -> ask(false));
        really.getStyleClass().add("danger");
        bring.getStyleClass().add("accent");
        this.asking = row(question, really, keep);
        this.strip =
                row(bar, words, Named.button("model-stop", Texts.of("models.stop"), Icons.STOP.node(), model::stop));
        getStyleClass().add("page");
        setTop(head());
        setCenter(table);
        addColumns();
        table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
        setOnDragOver(this::offerDrop);
        setOnDragDropped(this::drop);
    }

    private static HBox row(javafx.scene.Node... nodes) {
        HBox row = new HBox(8, nodes);
        row.setAlignment(Pos.CENTER_LEFT);
        return row;
    }

    private VBox head() {
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        source.setPromptText(Texts.of("models.source"));
        source.setPrefColumnCount(30);
        source.setOnAction(event -> bring());
        bar.setPrefWidth(220);
        HBox line = row(Labels.of(Texts.of("models.title"), "title-3"), space, remove, source, bring);
        VBox head = new VBox(line, asking, strip, note);
        head.getStyleClass().add("page-head");
        return head;
    }

    private void addColumns() {
        add("models.name", 150, ModelRow::name);
        add("models.origin", 220, ModelRow::origin);
        add("models.kind", 90, ModelRow::kind);
        add("models.weights", 80, ModelRow::weights);
        add("models.precision", 90, ModelRow::precision);
        add("models.size", 80, ModelRow::size);
        add(
                "models.hash",
                126,
                row -> row.hash().substring(0, Math.min(12, row.hash().length())));
        add("models.uses", 170, row -> row.problem().isEmpty() ? row.uses() : row.problem());
    }

    private void add(String key, double width, Function<ModelRow, String> text) {
        TableColumn<ModelRow, ModelRow> column = new TableColumn<>(Texts.of(key));
        column.setCellValueFactory(cell -> new ReadOnlyObjectWrapper<>(cell.getValue()));
        column.setComparator(java.util.Comparator.comparing(text));
        column.setCellFactory(owner -> new TableCell<>() {
            @Override
            protected void updateItem(@Nullable ModelRow row, boolean empty) {
                super.updateItem(row, empty);
                setText(row == null || empty ? "" : text.apply(row));
                boolean wrong = row != null && !empty && !row.problem().isEmpty() && key.equals("models.uses");
                setGraphic(wrong ? Icons.WARNING.node("warning-icon") : null);
                setTooltip(
                        row == null || empty || text.apply(row).isEmpty()
                                ? null
                                : new javafx.scene.control.Tooltip(text.apply(row)));
            }
        });
        column.setPrefWidth(width);
        table.getColumns().add(column);
    }

    private void bring() {
        model.bring(source.getText());
        source.clear();
    }

    private void offerDrop(DragEvent event) {
        if (event.getDragboard().hasFiles()) {
            event.acceptTransferModes(TransferMode.COPY);
        }
        event.consume();
    }

    private void drop(DragEvent event) {
        event.getDragboard().getFiles().stream().map(File::getPath).findFirst().ifPresent(model::bring);
        event.setDropCompleted(true);
        event.consume();
    }

    private void ask(boolean open) {
        ModelRow row = model.chosenProperty().get();
        boolean asked = open && row != null;
        show(asking, asked);
        if (asked && row != null) {
            question.setText(Texts.of("models.remove.question", row.name(), Sizes.of(row.bytes())));
            keep.requestFocus();
        }
    }

    private static void show(Region node, boolean visible) {
        node.setVisible(visible);
        node.setManaged(visible);
    }

    /// Starts to follow the view model.
    public Subscription attach() {
        table.setItems(model.rows());
        return Subscription.combine(
                table.getSelectionModel()
                        .selectedItemProperty()
                        .subscribe(row -> model.chosenProperty().set(row)),
                model.chosenProperty().subscribe(this::showChosen),
                model.loadedProperty().subscribe(this::showEmpty),
                model.transferProperty().subscribe(this::showTransfer),
                model.noteProperty().subscribe(text -> {
                    note.setText(text);
                    show(note, !text.isEmpty());
                }));
    }

    private void showEmpty(boolean loaded) {
        table.setPlaceholder(
                loaded
                        ? new EmptyState(
                                Icons.MODEL.node(), Texts.of("models.empty.title"), Texts.of("models.empty.sentence"))
                        : Labels.of(Texts.of("models.reading"), "muted"));
    }

    private void showChosen(@Nullable ModelRow row) {
        if (row != null && !row.equals(table.getSelectionModel().getSelectedItem())) {
            table.getSelectionModel().select(row);
        }
        remove.setDisable(row == null || !row.place().removable());
        ask(false);
    }

    private void showTransfer(ModelsViewModel.@Nullable Transfer transfer) {
        show(strip, transfer != null);
        bring.setDisable(transfer != null);
        if (transfer != null) {
            bar.setProgress(transfer.done());
            words.setText(
                    transfer.words().isEmpty()
                            ? Texts.of("models.bringing", transfer.source())
                            : transfer.source() + "  ·  " + transfer.words());
        }
    }
}
