package org.loopwright.app.design;

import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.HBox;
import javafx.scene.layout.StackPane;
import org.loopwright.app.control.CanvasPanel;
import org.loopwright.app.control.Labels;
import org.loopwright.app.control.Named;
import org.loopwright.app.look.Icons;
import org.loopwright.app.text.Texts;

/// The buttons on the canvas: what changes the loop and what opens panels at the top, what changes the
/// view at the bottom, and what the colours mean.
final class CanvasTools {
    private final ToggleButton palette = toggle("palette-toggle", Texts.of("design.palette"), Icons.ADD);
    private final ToggleButton loop = toggle("loop-settings", Texts.of("design.loop"), Icons.SETTINGS);
    private final ToggleButton text = toggle("text-toggle", Texts.of("design.text"), Icons.TEXT);
    private final ToggleButton compare = toggle("diff-toggle", Texts.of("design.compare"), Icons.DIFF);
    private final Button comment;
    private final Button group;
    private final Button save;
    private final Button undo;
    private final Button redo;
    private final HBox top;

    /// @param writeComment puts a comment on the canvas and lets it be written
    /// @param makeGroup draws a frame around the marked nodes
    CanvasTools(DesignViewModel model, Runnable writeComment, Runnable makeGroup) {
        this.comment = Named.iconButton("add-comment", Texts.of("design.comment"), Icons.COMMENT.node(), writeComment);
        this.group = Named.iconButton("add-group", Texts.of("design.group"), Icons.GROUP.node(), makeGroup);
        this.save = Named.iconButton("loop-save", Texts.of("design.save"), Icons.SAVE.node(), model::save);
        this.undo = Named.iconButton("undo", Texts.of("design.undo"), Icons.UNDO.node(), model::undo);
        this.redo = Named.iconButton("redo", Texts.of("design.redo"), Icons.REDO.node(), model::redo);
        this.top = new HBox(
                palette,
                undo,
                redo,
                save,
                Named.iconButton("lay-out", Texts.of("design.layout"), Icons.LAYOUT.node(), model::layOutAnew),
                Named.iconButton("align", Texts.of("design.align"), Icons.ALIGN.node(), model.nodes()::align),
                Named.iconButton("remove-nodes", Texts.of("design.remove"), Icons.REMOVE.node(), model.nodes()::remove),
                comment,
                group,
                Named.iconButton("extract", Texts.of("design.extract"), Icons.EXTRACT.node(), model.nested()::extract),
                Named.iconButton(
                        "dissolve", Texts.of("design.dissolve"), Icons.DISSOLVE.node(), model.nested()::dissolve),
                Named.iconButton("into", Texts.of("design.into"), Icons.INTO.node(), model.nested()::into),
                loop,
                text,
                compare);
        top.getStyleClass().addAll("canvas-tools", "top-tools");
        place(top, Pos.TOP_LEFT);
    }

    private static void place(HBox box, Pos where) {
        box.setMaxSize(HBox.USE_PREF_SIZE, HBox.USE_PREF_SIZE);
        StackPane.setAlignment(box, where);
    }

    private static ToggleButton toggle(String id, String words, Icons icon) {
        ToggleButton button = Named.node(new ToggleButton("", icon.node()), id, words);
        button.getStyleClass().addAll("flat", "icon-button");
        return Named.tip(button, words);
    }

    /// The bar at the top.
    HBox top() {
        return top;
    }

    /// Puts a comment on the canvas.
    Button comment() {
        return comment;
    }

    /// Draws a frame around the marked nodes.
    Button group() {
        return group;
    }

    /// Opens and closes the palette.
    ToggleButton palette() {
        return palette;
    }

    /// Opens and closes the loop's editor.
    ToggleButton loop() {
        return loop;
    }

    /// Opens and closes the text.
    ToggleButton text() {
        return text;
    }

    /// Draws what differs from another version, or no longer.
    ToggleButton compare() {
        return compare;
    }

    /// Adds the button that opens and closes a panel.
    ToggleButton addPanel(CanvasPanel panel) {
        ToggleButton button = toggle(panel.id() + "-toggle", panel.title(), panel.icon());
        top.getChildren().add(button);
        return button;
    }

    /// The bar that changes the view.
    HBox view(LoopCanvas canvas) {
        HBox tools = new HBox(
                Named.iconButton(
                        "zoom-out", Texts.of("canvas.zoom-out"), Icons.ZOOM_OUT.node(), () -> canvas.zoom(1 / 1.2)),
                Named.iconButton("zoom-in", Texts.of("canvas.zoom-in"), Icons.ZOOM_IN.node(), () -> canvas.zoom(1.2)),
                Named.iconButton("zoom-fit", Texts.of("canvas.fit"), Icons.FIT.node(), canvas::fit));
        tools.getStyleClass().add("canvas-tools");
        place(tools, Pos.BOTTOM_RIGHT);
        return tools;
    }

    /// What the colours mean; gone where there is no room.
    HBox legend(StackPane stage) {
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
        legend.visibleProperty().bind(stage.widthProperty().greaterThan(720));
        place(legend, Pos.BOTTOM_LEFT);
        return legend;
    }

    /// Enables what can be done.
    void show(DesignViewModel.Progress progress) {
        save.setDisable(progress.unsaved() == DesignViewModel.Unsaved.NOTHING);
        undo.setDisable(progress.undo().isEmpty());
        redo.setDisable(progress.redo().isEmpty());
        Named.tip(undo, progress.undo().isEmpty() ? Texts.of("design.undo") : Texts.of("menu.undo", progress.undo()));
        Named.tip(redo, progress.redo().isEmpty() ? Texts.of("design.redo") : Texts.of("menu.redo", progress.redo()));
    }
}
