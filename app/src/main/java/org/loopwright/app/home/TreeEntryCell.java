package org.loopwright.app.home;

import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.control.TreeCell;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import org.jspecify.annotations.Nullable;
import org.loopwright.app.control.Labels;
import org.loopwright.app.look.Icons;
import org.loopwright.app.session.ModelEntry;
import org.loopwright.app.text.Figures;
import org.loopwright.app.text.Texts;
import org.loopwright.model.ModelCard;
import org.loopwright.store.RunSummary;

/// A line of the tree: icon, name, and a short fact at the right.
final class TreeEntryCell extends TreeCell<TreeEntry> {
    @Override
    protected void updateItem(@Nullable TreeEntry entry, boolean empty) {
        super.updateItem(entry, empty);
        getStyleClass().remove("group-cell");
        setGraphic(entry == null || empty ? null : line(entry));
        setText(null);
        setTooltip(entry == null || empty ? null : tip(entry));
    }

    private static @Nullable Tooltip tip(TreeEntry entry) {
        if (entry instanceof TreeEntry.OfLoop(var loop) && !loop.parse().runnable()) {
            return new Tooltip(String.join("\n", loop.parse().errors()));
        }
        if (entry instanceof TreeEntry.OfModel(var model)) {
            ModelCard card = model.card();
            return new Tooltip(
                    card == null
                            ? model.problem()
                            : Texts.of(
                                    "home.model-tip",
                                    card.device(),
                                    card.numerics(),
                                    String.join(", ", card.labels())));
        }
        return null;
    }

    private Node line(TreeEntry entry) {
        return switch (entry) {
            case TreeEntry.Group(String key, int size) -> {
                getStyleClass().add("group-cell");
                yield line(null, Texts.of("home." + key), Integer.toString(size));
            }
            case TreeEntry.OfLoop(var loop) ->
                line(loop.parse().runnable() ? Icons.LOOP.node() : Icons.WARNING.node("danger-icon"), loop.name(), "");
            case TreeEntry.OfDataset(var dataset) ->
                line(
                        Icons.DATASET.node(),
                        dataset.name(),
                        Texts.of("home.dataset-fact", dataset.split().label(), Figures.count(dataset.items())));
            case TreeEntry.OfModel(var model) ->
                model.card() == null
                        ? line(Icons.WARNING.node("danger-icon"), model.id(), Texts.of("home.model-broken"))
                        : line(Icons.MODEL.node(), model.id(), Figures.weights(parameters(model)));
            case TreeEntry.OfRun(var run) ->
                line(runIcon(run), run.header().loop(), Texts.of("home.run-fact", Figures.when(run.startedAt())));
        };
    }

    private static long parameters(ModelEntry model) {
        ModelCard card = model.card();
        return card == null ? 0 : card.parameters();
    }

    private static Node runIcon(RunSummary run) {
        return run.status() == RunSummary.Status.FINISHED ? Icons.RUN.node() : Icons.CLOCK.node("warning-icon");
    }

    private static HBox line(@Nullable Node icon, String name, String fact) {
        Label title = Labels.of(name);
        title.setGraphic(icon);
        title.setMinWidth(40);
        HBox.setHgrow(title, Priority.ALWAYS);
        title.setMaxWidth(Double.MAX_VALUE);
        HBox line = new HBox(title, Labels.whole(fact, "fact"));
        line.getStyleClass().add("tree-line");
        line.setAlignment(Pos.CENTER_LEFT);
        line.setPrefWidth(10);
        return line;
    }
}
