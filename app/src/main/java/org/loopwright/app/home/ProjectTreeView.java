package org.loopwright.app.home;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.control.TreeItem;
import javafx.scene.control.TreeView;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;
import org.loopwright.app.control.Labels;
import org.loopwright.app.control.Named;
import org.loopwright.app.look.Icons;
import org.loopwright.app.text.Texts;

/// The project at the left of the window: its name, and a tree of its loops, datasets, models and runs.
public final class ProjectTreeView extends VBox {
    /// Older runs are in the list of runs; no folder has that many loops, datasets or models.
    private static final int SHOWN = 100;

    private final ProjectTreeViewModel model;
    private final Label title = Labels.of("", "title-4");
    private final Label folder = Labels.of("", "small", "muted");
    private final TreeView<TreeEntry> tree = Named.node(new TreeView<>(), "project-tree", Texts.of("home.tree"));
    private boolean filling;

    /// @param choose called with the line that is chosen
    /// @param other opens another project
    public ProjectTreeView(ProjectTreeViewModel model, Consumer<TreeEntry> choose, Runnable other) {
        this.model = model;
        getStyleClass().add("sidebar");
        VBox names = new VBox(title, folder);
        names.setMinWidth(0);
        HBox.setHgrow(names, Priority.ALWAYS);
        HBox head = new HBox(
                names, Named.iconButton("open-project", Texts.of("home.open-other"), Icons.FOLDER.node(), other));
        head.getStyleClass().add("sidebar-head");
        head.setAlignment(Pos.CENTER_LEFT);
        tree.setShowRoot(false);
        tree.setCellFactory(owner -> new TreeEntryCell());
        VBox.setVgrow(tree, Priority.ALWAYS);
        tree.getSelectionModel().selectedItemProperty().subscribe(item -> {
            if (item != null && !filling) {
                choose.accept(item.getValue());
            }
        });
        getChildren().addAll(head, tree);
    }

    /// Starts to follow the view model.
    public Subscription attach() {
        return model.contentsProperty().subscribe(this::show);
    }

    private void show(@Nullable ProjectContents contents) {
        setVisible(contents != null);
        setManaged(contents != null);
        if (contents == null) {
            return;
        }
        title.setText(contents.card().title());
        folder.setText(String.valueOf(contents.card().root().getFileName()));
        folder.setTooltip(new Tooltip(contents.card().root().toString()));
        TreeItem<TreeEntry> root = new TreeItem<>(new TreeEntry.Group("project", 0));
        root.getChildren()
                .setAll(List.of(
                        group("loops", contents.loops(), TreeEntry.OfLoop::new),
                        group("datasets", contents.datasets(), TreeEntry.OfDataset::new),
                        group("models", contents.models(), TreeEntry.OfModel::new),
                        group("runs", contents.runs(), TreeEntry.OfRun::new)));
        filling = true;
        tree.setRoot(root);
        filling = false;
    }

    private static <T> TreeItem<TreeEntry> group(String key, List<T> things, Function<T, TreeEntry> entry) {
        TreeItem<TreeEntry> group = new TreeItem<>(new TreeEntry.Group(key, things.size()));
        things.stream().limit(SHOWN).map(entry).map(TreeItem::new).forEach(group.getChildren()::add);
        group.setExpanded(true);
        return group;
    }
}
