package org.loopwright.app.train;

import java.util.List;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.Function;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.SplitPane;
import javafx.scene.control.TreeItem;
import javafx.scene.control.TreeTableColumn;
import javafx.scene.control.TreeTableView;
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
import org.loopwright.app.session.CheckpointEntry;
import org.loopwright.app.text.Figures;
import org.loopwright.app.text.Texts;

/// The checkpoints of a project: who was trained from whom, and one of them in full.
public final class CheckpointsView extends BorderPane {
    private final CheckpointsViewModel model;
    private final BiConsumer<UUID, UUID> compare;
    private final TreeTableView<CheckpointEntry> table =
            Named.node(new TreeTableView<>(), "checkpoint-table", Texts.of("checkpoints.title"));
    private final Label total =
            Named.node(Labels.whole("", "muted"), "checkpoint-total", Texts.of("checkpoints.title"));
    private final Label note =
            Named.node(Labels.wrapping("", "muted"), "checkpoint-note", Texts.of("checkpoints.title"));
    private final ScrollPane side = new ScrollPane();
    private final SplitPane split = new SplitPane(table, side);
    private boolean filling;

    /// @param compare opens the comparison of two item runs
    public CheckpointsView(CheckpointsViewModel model, BiConsumer<UUID, UUID> compare) {
        this.model = model;
        this.compare = compare;
        getStyleClass().add("page");
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        HBox line = new HBox(8, Labels.of(Texts.of("checkpoints.title"), "title-3"), space, total);
        line.setAlignment(Pos.CENTER_LEFT);
        VBox head = new VBox(line, note);
        head.getStyleClass().add("page-head");
        setTop(head);
        side.setFitToWidth(true);
        side.getStyleClass().addAll("plain-scroll", "checkpoint-side");
        split.setDividerPositions(0.62);
        SplitPane.setResizableWithParent(side, false);
        table.setShowRoot(false);
        table.setColumnResizePolicy(TreeTableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
        add("checkpoints.name", 170, CheckpointsViewModel::name);
        add(
                "checkpoints.accuracy",
                90,
                entry -> Double.isNaN(entry.accuracy()) ? "–" : Figures.percent(entry.accuracy()));
        add("checkpoints.data", 140, CheckpointsView::data);
        add("checkpoints.loop", 110, entry -> entry.stored().card().settings().getOrDefault("loop", "–"));
        add("checkpoints.loss", 80, CheckpointsView::loss);
        add("checkpoints.bytes", 80, entry -> Bytes.of(entry.stored().bytes()));
    }

    private static String data(CheckpointEntry entry) {
        var card = entry.stored().card().settings();
        return card.containsKey("data-rows")
                ? Texts.of(
                        "checkpoints.rows-of", card.getOrDefault("data-rows", ""), card.getOrDefault("data-name", ""))
                : Texts.of("checkpoints.random");
    }

    private static String loss(CheckpointEntry entry) {
        Double loss = entry.stored().card().evaluation().get("loss");
        return loss == null ? "–" : String.format(Texts.LOCALE, "%.4f", loss);
    }

    private void add(String key, double width, Function<CheckpointEntry, String> text) {
        TreeTableColumn<CheckpointEntry, String> column = new TreeTableColumn<>(Texts.of(key));
        column.setCellValueFactory(
                cell -> new ReadOnlyObjectWrapper<>(text.apply(cell.getValue().getValue())));
        column.setPrefWidth(width);
        column.setSortable(false);
        table.getColumns().add(column);
    }

    /// Starts to follow the view model.
    public Subscription attach() {
        return Subscription.combine(
                table.getSelectionModel().selectedItemProperty().subscribe(item -> {
                    if (!filling && item != null) {
                        model.choose(item.getValue());
                    }
                }),
                model.treeProperty().subscribe(tree -> show(tree)),
                model.chosenProperty().subscribe(entry -> showChosen(entry)),
                model.comparisonProperty()
                        .subscribe(found -> showChosen(model.chosenProperty().get())),
                model.noteProperty().subscribe(text -> {
                    note.setText(text);
                    note.setVisible(!text.isEmpty());
                    note.setManaged(!text.isEmpty());
                }));
    }

    private void show(CheckpointsViewModel.Tree tree) {
        total.setText(Texts.of("checkpoints.total", Integer.toString(tree.all().size()), Bytes.of(tree.bytes())));
        if (tree.all().isEmpty()) {
            setCenter(new EmptyState(
                    Icons.MODEL.node(), Texts.of("checkpoints.empty.title"), Texts.of("checkpoints.empty.sentence")));
            return;
        }
        filling = true;
        TreeItem<CheckpointEntry> root = new TreeItem<>();
        tree.roots().forEach(entry -> root.getChildren().add(item(entry, tree)));
        table.setRoot(root);
        filling = false;
        setCenter(split);
        showChosen(model.chosenProperty().get());
    }

    private static TreeItem<CheckpointEntry> item(CheckpointEntry entry, CheckpointsViewModel.Tree tree) {
        TreeItem<CheckpointEntry> item = new TreeItem<>(entry);
        item.setExpanded(true);
        tree.children()
                .getOrDefault(entry.stored().hash(), List.of())
                .forEach(child -> item.getChildren().add(item(child, tree)));
        return item;
    }

    private void showChosen(@Nullable CheckpointEntry entry) {
        side.setContent(entry == null ? new Region() : new CheckpointCard(model, entry, compare));
        TreeItem<CheckpointEntry> root = table.getRoot();
        if (entry != null && root != null) {
            filling = true;
            find(root, entry);
            filling = false;
        }
    }

    private void find(TreeItem<CheckpointEntry> under, CheckpointEntry wanted) {
        for (TreeItem<CheckpointEntry> child : under.getChildren()) {
            if (wanted.equals(child.getValue())) {
                table.getSelectionModel().select(child);
                return;
            }
            find(child, wanted);
        }
    }
}
