package org.loopwright.app.design;

import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import javafx.geometry.Bounds;
import javafx.geometry.Point2D;
import javafx.geometry.Pos;
import javafx.geometry.Side;
import javafx.scene.control.Button;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuItem;
import javafx.scene.control.TextArea;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.StackPane;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;
import org.loopwright.app.control.EmptyState;
import org.loopwright.app.control.Labels;
import org.loopwright.app.control.Named;
import org.loopwright.app.look.Icons;
import org.loopwright.app.session.ExitId;
import org.loopwright.app.session.LoopEntry;
import org.loopwright.app.text.Texts;
import org.loopwright.loop.LoopSpec;
import org.loopwright.loop.NodeKind;

/// The designer: the canvas with its tools, the palette, the editors of nodes and of the loop, the text,
/// and what is wrong.
public final class DesignView extends BorderPane {
    private static final double STEP = 12;
    private static final double LEAP = 96;

    private final DesignViewModel model;
    private final LoopCanvas canvas;
    private final NodePanel panel;
    private final LoopPanel loopPanel;
    private final ProblemList problems;
    private final PaletteView side;
    private final PaletteView inPlace;
    private final StackPane stage = new StackPane();
    private final TextArea text = Named.node(new TextArea(), "loop-text", Texts.of("design.text"));
    private final Label refusal = Labels.wrapping("", "chip", "danger", "refusal");
    private final ToggleButton paletteToggle = toggle("palette-toggle", Texts.of("design.palette"), Icons.ADD);
    private final ToggleButton loopToggle = toggle("loop-settings", Texts.of("design.loop"), Icons.SETTINGS);
    private final ToggleButton textToggle = toggle("text-toggle", Texts.of("design.text"), Icons.TEXT);
    private final Button save;
    private final Button undo;
    private final Button redo;
    private final EmptyState empty =
            new EmptyState(Icons.LOOP.node(), Texts.of("canvas.empty.title"), Texts.of("canvas.empty.sentence"));
    private @Nullable String drawnFile;
    private Point place = new Point(0, 0);
    private @Nullable ExitId onto;

    public DesignView(DesignViewModel model) {
        this.model = model;
        this.canvas = new LoopCanvas(new Actions());
        this.panel = new NodePanel(model);
        this.loopPanel = new LoopPanel(model, () -> loopToggle.setSelected(false));
        this.problems = new ProblemList(this::open, model::fix, model::change);
        this.side = new PaletteView("palette", model.kinds());
        this.inPlace = new PaletteView("add", model.kinds());
        this.save = Named.iconButton("loop-save", Texts.of("design.save"), Icons.SAVE.node(), model::save);
        this.undo = Named.iconButton("undo", Texts.of("design.undo"), Icons.UNDO.node(), model::undo);
        this.redo = Named.iconButton("redo", Texts.of("design.redo"), Icons.REDO.node(), model::redo);
        Named.node(canvas, "canvas", Texts.of("canvas.name"));
        connectPalettes();
        text.getStyleClass().addAll("code-text", "loop-text");
        text.focusedProperty().subscribe((was, is) -> {
            if (was && !is) {
                takeText();
            }
        });
        refusal.setId("refusal");
        refusal.setMaxWidth(480);
        refusal.setMaxHeight(Label.USE_PREF_SIZE);
        StackPane.setAlignment(refusal, Pos.BOTTOM_CENTER);
        stage.getChildren().addAll(canvas, tools(), zoomTools(), legend(), refusal, empty, inPlace);
        stage.addEventHandler(KeyEvent.KEY_PRESSED, this::key);
        // Not when it is pressed: the letter would land in the search that opens.
        stage.addEventHandler(KeyEvent.KEY_TYPED, event -> {
            boolean writing = event.getTarget() instanceof javafx.scene.control.TextInputControl;
            if (!writing && event.getCharacter().equalsIgnoreCase("n") && !event.isShortcutDown()) {
                offer(canvas.middle(), null);
                event.consume();
            }
        });
        setCenter(stage);
        setBottom(problems);
    }

    private void connectPalettes() {
        side.onTake(kind -> add(kind, canvas.middle(), null));
        side.onDrop((kind, scene) -> {
            Point2D local = canvas.sceneToLocal(scene);
            if (canvas.contains(local)) {
                add(kind, centred(canvas.at(scene.getX(), scene.getY())), null);
            }
        });
        inPlace.getStyleClass().add("floating");
        inPlace.setMaxSize(260, 300);
        inPlace.setManaged(false);
        inPlace.setVisible(false);
        inPlace.onTake(kind -> {
            inPlace.setVisible(false);
            add(kind, place, onto);
        });
        inPlace.onCancel(() -> {
            inPlace.setVisible(false);
            canvas.requestFocus();
        });
    }

    private void add(NodeKind kind, Point at, @Nullable ExitId exit) {
        model.add(kind, at, exit);
        canvas.requestFocus();
    }

    private static Point centred(Point at) {
        return new Point(at.x() - Placement.CARD_WIDTH / 2, at.y() - Placement.CARD_HEIGHT / 2);
    }

    private void open(String node) {
        model.select(Set.of(node));
        model.choose(node);
        canvas.focus(node);
    }

    private static ToggleButton toggle(String id, String words, Icons icon) {
        ToggleButton button = Named.node(new ToggleButton("", icon.node()), id, words);
        button.getStyleClass().addAll("flat", "icon-button");
        return Named.tip(button, words);
    }

    private HBox tools() {
        HBox tools = new HBox(
                paletteToggle,
                undo,
                redo,
                save,
                Named.iconButton("lay-out", Texts.of("design.layout"), Icons.LAYOUT.node(), model::layOutAnew),
                Named.iconButton("align", Texts.of("design.align"), Icons.ALIGN.node(), model::align),
                Named.iconButton("remove-nodes", Texts.of("design.remove"), Icons.REMOVE.node(), model::removeSelected),
                loopToggle,
                textToggle);
        tools.getStyleClass().addAll("canvas-tools", "top-tools");
        tools.setMaxSize(HBox.USE_PREF_SIZE, HBox.USE_PREF_SIZE);
        StackPane.setAlignment(tools, Pos.TOP_LEFT);
        return tools;
    }

    private HBox zoomTools() {
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

    private HBox legend() {
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
        legend.setMaxSize(HBox.USE_PREF_SIZE, HBox.USE_PREF_SIZE);
        StackPane.setAlignment(legend, Pos.BOTTOM_LEFT);
        return legend;
    }

    /// Starts to follow the view model.
    public Subscription attach() {
        return Subscription.combine(
                model.placementProperty().subscribe(this::showPlacement),
                model.loopProperty().subscribe(this::showLoop),
                model.detailsProperty().subscribe(details -> showSides()),
                model.specProperty().subscribe(spec -> showSides()),
                model.textProperty().subscribe(this::showText),
                model.selectedProperty().subscribe(canvas::mark),
                model.progressProperty().subscribe(this::showProgress),
                model.refusalProperty().subscribe(this::showRefusal),
                paletteToggle.selectedProperty().subscribe(open -> setLeft(open ? side : null)),
                loopToggle.selectedProperty().subscribe(open -> showSides()),
                textToggle.selectedProperty().subscribe(open -> showSides()),
                model.liveProperty().subscribe(canvas::showLive));
    }

    private void showPlacement(@Nullable Placement placement) {
        canvas.showFlow(model.flow().orElse(null));
        canvas.show(placement);
        canvas.showLive(model.liveProperty().get());
    }

    private void showLoop(@Nullable LoopEntry entry) {
        empty.setVisible(entry == null);
        String file = entry == null ? null : entry.fileName();
        if (!java.util.Objects.equals(file, drawnFile)) {
            drawnFile = file;
            inPlace.setVisible(false);
            canvas.fit();
        }
    }

    private void showText(String now) {
        if (!text.isFocused()) {
            text.setText(now);
        }
        problems.show(model.problems());
        canvas.showFlow(model.flow().orElse(null));
    }

    private void takeText() {
        if (!text.getText().equals(model.textProperty().get())) {
            model.replaceText(Texts.of("edit.text"), text.getText());
        }
    }

    private void showProgress(DesignViewModel.Progress progress) {
        save.setDisable(progress.unsaved() == DesignViewModel.Unsaved.NOTHING);
        undo.setDisable(progress.undo().isEmpty());
        redo.setDisable(progress.redo().isEmpty());
    }

    private void showRefusal(String reason) {
        refusal.setText(reason);
        refusal.setVisible(!reason.isEmpty());
    }

    /// At the right: the node's editor, or the loop's, and the text under it.
    private void showSides() {
        NodeDetails details = model.detailsProperty().get();
        LoopSpec spec = model.specProperty().get();
        if (details != null) {
            panel.show(details);
            canvas.reveal(details.card().id());
        }
        if (loopToggle.isSelected()) {
            loopPanel.show(spec);
        }
        javafx.scene.Node editor = loopToggle.isSelected() ? loopPanel : details != null ? panel : null;
        HBox sides = new HBox();
        if (textToggle.isSelected()) {
            sides.getChildren().add(text);
        }
        if (editor != null) {
            sides.getChildren().add(editor);
        }
        if (!(getRight() instanceof HBox shown) || !shown.getChildren().equals(sides.getChildren())) {
            setRight(sides.getChildren().isEmpty() ? null : sides);
        }
    }

    private void key(KeyEvent event) {
        if (event.getTarget() instanceof javafx.scene.control.TextInputControl || inPlace.isVisible()) {
            return;
        }
        double step = event.isShiftDown() ? LEAP : STEP;
        switch (event.getCode()) {
            case LEFT -> model.nudge(-step, 0);
            case RIGHT -> model.nudge(step, 0);
            case UP -> model.nudge(0, -step);
            case DOWN -> model.nudge(0, step);
            case DELETE, BACK_SPACE -> model.removeSelected();
            case ESCAPE -> model.select(Set.of());
            case INSERT -> offer(canvas.middle(), null);
            case ENTER, SPACE -> focused(event, this::open);
            case A -> {
                if (event.isShortcutDown()) {
                    model.select(new LinkedHashSet<>(nodes().keySet()));
                }
            }
            case C -> {
                if (event.isShortcutDown()) {
                    copy();
                } else {
                    focused(event, this::offerExits);
                }
            }
            case X -> {
                if (event.isShortcutDown()) {
                    copy();
                    model.removeSelected();
                }
            }
            case V -> {
                if (event.isShortcutDown() && Clipboard.getSystemClipboard().hasString()) {
                    model.paste(Clipboard.getSystemClipboard().getString());
                }
            }
            default -> {
                return;
            }
        }
        event.consume();
    }

    private Map<String, Point> nodes() {
        Placement placement = model.placementProperty().get();
        return placement == null ? Map.of() : placement.places();
    }

    private void copy() {
        model.copy().ifPresent(copied -> {
            ClipboardContent content = new ClipboardContent();
            content.putString(copied);
            Clipboard.getSystemClipboard().setContent(content);
        });
    }

    private static void focused(KeyEvent event, java.util.function.Consumer<String> action) {
        if (event.getTarget() instanceof CardView card) {
            action.accept(card.card().id());
        }
    }

    /// The exits of a node and where each can lead, for the keyboard.
    private void offerExits(String node) {
        Placement placement = model.placementProperty().get();
        NodeCard card = placement == null ? null : placement.drawing().cards().get(node);
        javafx.scene.Node owner = canvas.lookup("#node-" + node);
        if (card == null || owner == null) {
            return;
        }
        ContextMenu menu = new ContextMenu();
        menu.setId("exit-menu");
        for (String name : card.exits()) {
            ExitId exit = new ExitId(node, name);
            Menu targets = new Menu(name);
            targets.setId("connect-" + name);
            for (String target : model.fitting(exit)) {
                MenuItem item = new MenuItem(target);
                item.setId("connect-" + name + "-" + target);
                item.setOnAction(event -> new Actions().connect(exit, target));
                targets.getItems().add(item);
            }
            menu.getItems().add(targets);
        }
        menu.show(owner, Side.RIGHT, 0, 0);
    }

    private void offer(Point at, @Nullable ExitId exit) {
        place = exit == null ? at : centred(at);
        onto = exit;
        Bounds seen = canvas.getBoundsInLocal();
        Point2D corner = canvas.inPane(at);
        inPlace.resizeRelocate(
                Math.clamp(corner.getX(), 0, Math.max(0, seen.getWidth() - 260)),
                Math.clamp(corner.getY(), 0, Math.max(0, seen.getHeight() - 300)),
                260,
                300);
        inPlace.setVisible(true);
        inPlace.open();
    }

    /// Shows the whole loop.
    public void fit() {
        canvas.fit();
    }

    /// What people do on the canvas, as changes of the loop.
    private final class Actions implements CanvasActions {
        @Override
        public void select(Set<String> nodes) {
            model.select(nodes);
            inPlace.setVisible(false);
            if (nodes.isEmpty()) {
                model.chooseNothing();
            }
        }

        @Override
        public void open(String node) {
            model.select(Set.of(node));
            model.choose(node);
        }

        @Override
        public void move(Map<String, Point> places) {
            model.move(places);
        }

        @Override
        public void connect(ExitId exit, String target) {
            model.change(new org.loopwright.loop.edit.LoopChange.Connect(exit.node(), exit.exit(), target));
        }

        @Override
        public Set<String> fitting(ExitId exit) {
            return model.fitting(exit);
        }

        @Override
        public void offer(Point at, @Nullable ExitId exit) {
            DesignView.this.offer(at, exit);
        }
    }
}
