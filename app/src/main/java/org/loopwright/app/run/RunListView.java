package org.loopwright.app.run;

import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.beans.binding.Bindings;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.SelectionMode;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableRow;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;
import org.loopwright.app.control.EmptyState;
import org.loopwright.app.control.Labels;
import org.loopwright.app.control.Named;
import org.loopwright.app.look.Icons;
import org.loopwright.app.text.Figures;
import org.loopwright.app.text.Texts;

/// The table of all runs; a double click opens a run's result.
public final class RunListView extends BorderPane {
    private final RunListViewModel model;
    private final TableView<RunRow> table = Named.node(new TableView<>(), "run-table", Texts.of("runs.table"));
    private final Consumer<RunRow> open;
    private final Button openButton;
    private final Button resumeButton;
    private final Button compareButton;

    /// @param open opens a run's result
    /// @param resume goes on with a run
    /// @param compare compares the chosen runs, oldest first
    public RunListView(
            RunListViewModel model, Consumer<RunRow> open, Consumer<RunRow> resume, Consumer<List<UUID>> compare) {
        this.model = model;
        this.open = open;
        this.openButton = Named.button("runs-open", Texts.of("runs.open"), Icons.RESULT.node(), () -> withChosen(open));
        this.resumeButton =
                Named.button("runs-resume", Texts.of("runs.resume"), Icons.PLAY.node(), () -> withChosen(resume));
        this.compareButton = Named.button(
                "runs-compare", Texts.of("runs.compare"), Icons.COMPARE.node(), () -> compare.accept(chosen()));
        table.getSelectionModel().setSelectionMode(SelectionMode.MULTIPLE);
        getStyleClass().add("page");
        setTop(head());
        setCenter(table);
        addColumns();
        table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
        table.setRowFactory(this::row);
        table.setPlaceholder(
                new EmptyState(Icons.RUN.node(), Texts.of("runs.empty.title"), Texts.of("runs.empty.sentence")));
        table.setOnKeyPressed(event -> {
            if (event.getCode() == KeyCode.ENTER) {
                withChosen(open);
            }
        });
    }

    private void withChosen(Consumer<RunRow> action) {
        RunRow row = table.getSelectionModel().getSelectedItem();
        if (row != null) {
            action.accept(row);
        }
    }

    /// The chosen runs, oldest first.
    private List<UUID> chosen() {
        return table.getSelectionModel().getSelectedItems().stream()
                .sorted(Comparator.comparing(row -> row.run().startedAt()))
                .map(RunRow::id)
                .toList();
    }

    private HBox head() {
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        openButton.getStyleClass().add("accent");
        HBox head =
                new HBox(Labels.of(Texts.of("runs.title"), "title-3"), space, compareButton, resumeButton, openButton);
        head.getStyleClass().add("page-head");
        head.setAlignment(Pos.CENTER_LEFT);
        return head;
    }

    private TableRow<RunRow> row(TableView<RunRow> owner) {
        TableRow<RunRow> row = new TableRow<>();
        row.setOnMouseClicked(event -> {
            if (event.getClickCount() == 2 && !row.isEmpty()) {
                open.accept(row.getItem());
            }
        });
        return row;
    }

    private void addColumns() {
        addText("runs.started", 120, row -> Figures.when(row.run().startedAt()));
        addText("runs.loop", 130, row -> row.run().header().loop());
        addText("runs.models", 160, RunRow::models);
        addText("runs.dataset", 100, row -> row.run().header().dataset().name());
        addText("runs.seed", 56, row -> Long.toString(row.run().header().seed()));
        addText("runs.items", 84, RunRow::items);
        addText("runs.accuracy", 140, RunRow::accuracy);
        addNode("runs.status", 128, RunListView::status);
        addNode("runs.brands", 150, RunListView::brands);
    }

    private void addText(String key, double width, Function<RunRow, String> text) {
        TableColumn<RunRow, String> column = new TableColumn<>(Texts.of(key));
        column.setCellValueFactory(cell -> new ReadOnlyObjectWrapper<>(text.apply(cell.getValue())));
        column.setPrefWidth(width);
        table.getColumns().add(column);
    }

    private void addNode(String key, double width, Function<RunRow, Node> node) {
        TableColumn<RunRow, RunRow> column = new TableColumn<>(Texts.of(key));
        column.setCellValueFactory(cell -> new ReadOnlyObjectWrapper<>(cell.getValue()));
        column.setCellFactory(owner -> new TableCell<>() {
            @Override
            protected void updateItem(@Nullable RunRow row, boolean empty) {
                super.updateItem(row, empty);
                setGraphic(row == null || empty ? null : node.apply(row));
            }
        });
        column.setSortable(false);
        column.setPrefWidth(width);
        table.getColumns().add(column);
    }

    private static Label status(RunRow row) {
        String tone = switch (row.state()) {
            case RUNNING -> "accent";
            case PAUSED, CANCELLED -> "neutral";
            case INTERRUPTED, OUT_OF_BUDGET -> "warning";
            case FINISHED -> "success";
        };
        String key = row.state().name().toLowerCase(Texts.LOCALE).replace('_', '-');
        return Named.tip(Labels.chip(Texts.of("runs.status." + key), tone), Texts.of("runs.status." + key + ".tip"));
    }

    private static Node brands(RunRow row) {
        HBox chips = new HBox(4);
        chips.setAlignment(Pos.CENTER_LEFT);
        row.run().brands().stream()
                .sorted()
                .forEach(brand -> chips.getChildren()
                        .add(Labels.chip(Texts.orElse("brand." + brand + ".short", brand), "danger")));
        return chips;
    }

    /// Starts to follow the view model.
    public Subscription attach() {
        table.setItems(model.rows());
        Subscription picked = table.getSelectionModel()
                .selectedItemProperty()
                .subscribe(row -> model.chosenProperty().set(row));
        compareButton
                .disableProperty()
                .bind(Bindings.size(table.getSelectionModel().getSelectedItems())
                        .lessThan(2));
        return Subscription.combine(picked, model.chosenProperty().subscribe(this::showChosen));
    }

    private void showChosen(@Nullable RunRow row) {
        if (row != null && !row.equals(table.getSelectionModel().getSelectedItem())) {
            table.getSelectionModel().select(row);
        }
        openButton.setDisable(row == null);
        resumeButton.setDisable(row == null || !row.resumable());
    }
}
