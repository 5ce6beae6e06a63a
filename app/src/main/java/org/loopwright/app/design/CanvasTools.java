package org.loopwright.app.design;

import javafx.geometry.Insets;
import javafx.geometry.Orientation;
import javafx.geometry.Pos;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.Label;
import javafx.scene.control.Separator;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToolBar;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import org.loopwright.app.control.CanvasPanel;
import org.loopwright.app.control.Labels;
import org.loopwright.app.control.Named;
import org.loopwright.app.look.Icons;
import org.loopwright.app.text.Texts;

/// The buttons on the canvas: what changes the loop and what opens panels at the top, what changes the
/// view at the bottom, and what the colours mean.
final class CanvasTools {
    /// Room around the bar at the top.
    static final double MARGIN = 12;

    private final ToggleButton palette = toggle("palette-toggle", Texts.of("design.palette"), Icons.ADD);
    private final ToggleButton loop = toggle("loop-settings", Texts.of("design.loop"), Icons.SETTINGS);
    private final ToggleButton text = toggle("text-toggle", Texts.of("design.text"), Icons.TEXT);
    private final ToggleButton compare = toggle("diff-toggle", Texts.of("design.compare"), Icons.DIFF);
    private final Button comment;
    private final Button group;
    private final Button save;
    private final Button undo;
    private final Button redo;
    private final ToolBar top;
    private int panels;

    /// @param writeComment puts a comment on the canvas and lets it be written
    /// @param makeGroup draws a frame around the marked nodes
    CanvasTools(DesignViewModel model, Runnable writeComment, Runnable makeGroup) {
        this.comment = button("add-comment", Texts.of("design.comment"), Icons.COMMENT, writeComment);
        this.group = button("add-group", Texts.of("design.group"), Icons.GROUP, makeGroup);
        this.save = button("loop-save", Texts.of("design.save"), Icons.SAVE, model::save);
        this.undo = button("undo", Texts.of("design.undo"), Icons.UNDO, model::undo);
        this.redo = button("redo", Texts.of("design.redo"), Icons.REDO, model::redo);
        // What does not fit goes into a menu at the end: first what is used least.
        this.top = Named.node(new ToolBar(), "canvas-tools", Texts.of("design.tools"));
        top.getItems()
                .addAll(
                        palette,
                        undo,
                        redo,
                        save,
                        new Separator(Orientation.VERTICAL),
                        text,
                        compare,
                        new Separator(Orientation.VERTICAL));
        top.getItems()
                .addAll(
                        loop,
                        button("remove-nodes", Texts.of("design.remove"), Icons.REMOVE, model.nodes()::remove),
                        button("lay-out", Texts.of("design.layout"), Icons.LAYOUT, model::layOutAnew),
                        comment,
                        group,
                        button("into", Texts.of("design.into"), Icons.INTO, model.nested()::into),
                        button("align", Texts.of("design.align"), Icons.ALIGN, model.nodes()::align),
                        button("extract", Texts.of("design.extract"), Icons.EXTRACT, model.nested()::extract),
                        button("dissolve", Texts.of("design.dissolve"), Icons.DISSOLVE, model.nested()::dissolve));
        top.getStyleClass().addAll("canvas-tools", "top-tools");
        top.setMaxSize(Region.USE_PREF_SIZE, Region.USE_PREF_SIZE);
        StackPane.setAlignment(top, Pos.TOP_LEFT);
        StackPane.setMargin(top, new Insets(MARGIN));
        top.skinProperty().subscribe(skin -> nameRest());
    }

    /// The button of the menu with the rest is made by the bar itself.
    private void nameRest() {
        Node rest = top.lookup(".tool-bar-overflow-button");
        if (rest != null) {
            Named.node(rest, "more-tools", Texts.of("design.more-tools"));
            rest.setAccessibleRole(AccessibleRole.MENU_BUTTON);
            Tooltip.install(rest, new Tooltip(Texts.of("design.more-tools")));
        }
    }

    /// A tool: an icon on the bar, with its words in the menu of those that don't fit.
    private static <B extends ButtonBase> B tool(B button, String words) {
        button.setText(words);
        button.getStyleClass().add("tool");
        return button;
    }

    private static Button button(String id, String words, Icons icon, Runnable action) {
        return tool(Named.iconButton(id, words, icon.node(), action), words);
    }

    private static ToggleButton toggle(String id, String words, Icons icon) {
        ToggleButton button = Named.node(new ToggleButton("", icon.node()), id, words);
        button.getStyleClass().addAll("flat", "icon-button");
        return tool(Named.tip(button, words), words);
    }

    /// The bar at the top.
    ToolBar top() {
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
        // Beside the other panels.
        top.getItems().add(top.getItems().indexOf(compare) + 1 + panels, button);
        panels++;
        return button;
    }

    private static void place(HBox box, Pos where) {
        box.setMaxSize(HBox.USE_PREF_SIZE, HBox.USE_PREF_SIZE);
        StackPane.setAlignment(box, where);
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
