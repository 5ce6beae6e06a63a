package org.loopwright.app.design;

import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;
import org.loopwright.app.control.EmptyState;
import org.loopwright.app.control.Labels;
import org.loopwright.app.control.Named;
import org.loopwright.app.look.Icons;
import org.loopwright.app.session.LoopEntry;
import org.loopwright.app.text.Texts;
import org.loopwright.loop.LoopProblem;

/// The canvas with its tools and the side panel of the chosen node.
public final class DesignView extends BorderPane {
    private final DesignViewModel model;
    private final LoopCanvas canvas;
    private final NodePanel panel;
    private final StackPane stage = new StackPane();
    private final VBox problems = new VBox();
    private final EmptyState empty =
            new EmptyState(Icons.LOOP.node(), Texts.of("canvas.empty.title"), Texts.of("canvas.empty.sentence"));

    public DesignView(DesignViewModel model) {
        this.model = model;
        this.canvas = new LoopCanvas(this::choose);
        this.panel = new NodePanel(model::chooseNothing);
        Named.node(canvas, "canvas", Texts.of("canvas.name"));
        problems.getStyleClass().add("problems");
        problems.setPickOnBounds(false);
        problems.setMaxHeight(VBox.USE_PREF_SIZE);
        StackPane.setAlignment(problems, Pos.TOP_LEFT);
        stage.getChildren().addAll(canvas, tools(), legend(), problems, empty);
        setCenter(stage);
    }

    private void choose(@Nullable String node) {
        if (node == null) {
            model.chooseNothing();
        } else {
            model.choose(node);
        }
    }

    private HBox tools() {
        HBox tools = new HBox(
                Named.iconButton(
                        "zoom-out", Texts.of("canvas.zoom-out"), Icons.ZOOM_OUT.node(), () -> canvas.zoom(1 / 1.2)),
                Named.iconButton("zoom-in", Texts.of("canvas.zoom-in"), Icons.ZOOM_IN.node(), () -> canvas.zoom(1.2)),
                Named.iconButton("zoom-fit", Texts.of("canvas.fit"), Icons.FIT.node(), canvas::fit));
        tools.getStyleClass().add("canvas-tools");
        tools.setMaxSize(HBox.USE_PREF_SIZE, HBox.USE_PREF_SIZE);
        StackPane.setAlignment(tools, Pos.BOTTOM_RIGHT);
        return tools;
    }

    private static HBox legend() {
        HBox legend = new HBox();
        for (Family family : new Family[] {Family.WRITES, Family.JUDGES, Family.DECIDES, Family.GOLD, Family.CALLS}) {
            Label entry = Labels.of(family.label(), "legend-entry", family.tone());
            StackPane dot = new StackPane();
            dot.getStyleClass().add("legend-dot");
            entry.setGraphic(dot);
            legend.getChildren().add(entry);
        }
        legend.getStyleClass().add("legend");
        legend.setMouseTransparent(true);
        legend.setMaxSize(HBox.USE_PREF_SIZE, HBox.USE_PREF_SIZE);
        StackPane.setAlignment(legend, Pos.BOTTOM_LEFT);
        return legend;
    }

    /// Starts to follow the view model.
    public Subscription attach() {
        return Subscription.combine(
                model.placementProperty().subscribe(this::showPlacement),
                model.loopProperty().subscribe(this::showLoop),
                model.detailsProperty().subscribe(this::showDetails),
                model.liveProperty().subscribe(canvas::showLive));
    }

    private void showPlacement(@Nullable Placement placement) {
        canvas.show(placement);
        canvas.showLive(model.liveProperty().get());
    }

    private void showLoop(@Nullable LoopEntry entry) {
        empty.setVisible(entry == null);
        problems.getChildren().clear();
        for (LoopProblem problem : model.problems()) {
            Label line = Labels.chip(
                    Icons.WARNING.node(),
                    problem.describe(),
                    problem.severity() == LoopProblem.Severity.ERROR ? "danger" : "warning");
            problems.getChildren().add(line);
        }
    }

    private void showDetails(@Nullable NodeDetails details) {
        canvas.mark(details == null ? null : details.card().id());
        if (details != null) {
            panel.show(details);
            canvas.reveal(details.card().id());
        }
        setRight(details == null ? null : panel);
    }

    /// Shows the whole loop.
    public void fit() {
        canvas.fit();
    }
}
