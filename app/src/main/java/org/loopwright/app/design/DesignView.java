package org.loopwright.app.design;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import javafx.geometry.Point2D;
import javafx.geometry.Pos;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.StackPane;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;
import org.loopwright.app.control.CanvasPanel;
import org.loopwright.app.control.EmptyState;
import org.loopwright.app.control.Labels;
import org.loopwright.app.control.Named;
import org.loopwright.app.look.Icons;
import org.loopwright.app.session.ExitId;
import org.loopwright.app.session.LiveCounts;
import org.loopwright.app.session.LoopEntry;
import org.loopwright.app.text.Texts;
import org.loopwright.loop.LoopNote;
import org.loopwright.loop.NodeKind;
import org.loopwright.loop.NodeKinds;
import org.loopwright.loop.diff.Difference;
import org.loopwright.loop.edit.LoopChange;

/// The designer: the canvas with its tools, the palette at the left, panels and editors at the right, and
/// under it what is wrong.
public final class DesignView extends BorderPane {
    private static final double TOOL_MARGINS = 2 * CanvasTools.MARGIN + 4;

    private final DesignViewModel model;
    private final CanvasActions actions = new Actions();
    private final LoopCanvas canvas = new LoopCanvas(actions);
    private final CanvasTools tools;
    private final DesignSides sides;
    private final ProblemList problems;
    private final PaletteView palette;
    private final InPlacePalette inPlace;
    private final Breadcrumb breadcrumb;
    private final OriginChip origin;
    private final Label refusal = Labels.wrapping("", "chip", "danger", "refusal");
    private final EmptyState empty =
            new EmptyState(Icons.LOOP.node(), Texts.of("canvas.empty.title"), Texts.of("canvas.empty.sentence"));
    private @Nullable String drawnFile;

    /// @param panels what can be opened beside the canvas
    /// @param run saves the loop and starts its run
    public DesignView(DesignViewModel model, List<CanvasPanel> panels, Runnable run) {
        this.model = model;
        NodeKinds kinds = model.editor().kinds();
        this.tools = new CanvasTools(
                model,
                () -> writeNote(model.nodes().comment(canvas.middle())),
                () -> writeNote(model.nodes().group()));
        this.sides = new DesignSides(model, tools, panels, run, this::open, canvas::showMarks);
        sides.whenLeft(canvas::requestFocus);
        this.problems = new ProblemList(this::open, model::fix, model::change);
        this.palette = new PaletteView("palette", kinds);
        this.breadcrumb = new Breadcrumb(model);
        StackPane.setAlignment(breadcrumb, Pos.TOP_LEFT);
        this.origin = new OriginChip(this::compareWithRecipe);
        this.inPlace = new InPlacePalette(canvas, kinds, this::add);
        Named.node(canvas, "canvas", Texts.of("canvas.name"));
        canvas.setAccessibleRole(AccessibleRole.IMAGE_VIEW);
        canvas.setAccessibleHelp(Texts.of("canvas.keys"));
        palette.onTake(kind -> add(kind, canvas.middle(), null));
        palette.onDrop(this::drop);
        refusal.setId("refusal");
        refusal.setMaxWidth(480);
        refusal.setMaxHeight(Label.USE_PREF_SIZE);
        StackPane.setAlignment(refusal, Pos.BOTTOM_CENTER);
        StackPane stage = new StackPane();
        stage.getChildren()
                .addAll(
                        canvas,
                        tools.top(),
                        breadcrumb,
                        origin,
                        tools.view(canvas),
                        tools.legend(stage),
                        refusal,
                        empty,
                        inPlace.view());
        new CanvasKeys(model, canvas, actions, tools).on(stage);
        setCenter(stage);
        setRight(sides);
        setBottom(problems);
        // The sides shrink before the canvas loses its tools.
        widthProperty()
                .subscribe(width -> sides.setMaxWidth(Math.max(
                        sides.minWidth(-1), width.doubleValue() - tools.top().prefWidth(-1) - TOOL_MARGINS)));
    }

    private void add(NodeKind kind, Point at, @Nullable ExitId exit) {
        model.nodes().add(kind, at, exit);
        canvas.requestFocus();
    }

    private void drop(NodeKind kind, Point2D scene) {
        if (canvas.contains(canvas.sceneToLocal(scene))) {
            Point at = canvas.at(scene.getX(), scene.getY());
            add(kind, InPlacePalette.centred(at), canvas.exitAt(at).orElse(null));
        }
    }

    private void writeNote(Optional<String> note) {
        note.ifPresent(canvas::writeNote);
    }

    private void open(String node) {
        actions.open(node);
        canvas.focus(node);
    }

    /// Opens the panel of this id beside the canvas, where there is one.
    public void openPanel(String id) {
        sides.openPanel(id);
    }

    /// Starts to follow the view model.
    public Subscription attach() {
        return Subscription.combine(
                model.arrangement().placementProperty().subscribe(this::showPlacement),
                model.loopProperty().subscribe(this::showLoop),
                model.trail().filesProperty().subscribe(breadcrumb::show),
                sides.attach(),
                model.detailsProperty().subscribe(this::reveal),
                model.textProperty().subscribe(now -> showText()),
                model.selectedProperty().subscribe(canvas::mark),
                model.progressProperty().subscribe(tools::show),
                model.refusalProperty().subscribe(this::showRefusal),
                tools.palette().selectedProperty().subscribe(this::showPalette),
                model.liveProperty().subscribe(counts -> showLive()),
                attachComparison());
    }

    private void showPalette(boolean open) {
        setLeft(open ? palette : null);
        if (open) {
            palette.open();
        }
    }

    private Subscription attachComparison() {
        return Subscription.combine(
                model.origin().driftProperty().subscribe(origin::show),
                model.comparison().diffProperty().subscribe(diff -> showDiff()),
                model.comparison().currentProperty().subscribe(this::show),
                tools.compare().selectedProperty().subscribe(this::compare));
    }

    private void compare(boolean open) {
        if (!open) {
            model.comparison().close();
            return;
        }
        canvas.fit();
        if (model.comparison().baseProperty().get() == null) {
            model.comparison().open();
        }
    }

    private void compareWithRecipe() {
        model.comparison().openRecipe();
        tools.compare().setSelected(true);
    }

    private void showDiff() {
        canvas.showDiff(
                model.comparison().diffProperty().get(),
                model.comparison()
                        .ghosts(model.arrangement().placementProperty().get()));
    }

    /// Goes to the place of a difference.
    private void show(@Nullable Difference difference) {
        if (difference != null) {
            difference.part().node().ifPresent(node -> {
                model.select(Set.of(node));
                canvas.reveal(node);
            });
        }
    }

    private void showPlacement(@Nullable Placement placement) {
        canvas.showFlow(model.flow().orElse(null));
        canvas.show(placement);
        showLive();
        showDiff();
    }

    /// A run's counts belong to the loop that it runs, and to no other drawing.
    private void showLive() {
        LiveCounts counts = model.liveProperty().get();
        LoopEntry shown = model.loopProperty().get();
        boolean ours = shown != null && shown.fileName().equals(counts.loopFile());
        canvas.showLive(ours ? counts : LiveCounts.NONE);
    }

    private void showLoop(@Nullable LoopEntry entry) {
        empty.setVisible(entry == null);
        String file = entry == null ? null : entry.fileName();
        if (!Objects.equals(file, drawnFile)) {
            drawnFile = file;
            inPlace.close();
            canvas.fit();
        }
    }

    private void reveal(@Nullable NodeDetails details) {
        if (details != null) {
            canvas.reveal(details.card().id());
        }
    }

    private void showText() {
        problems.show(model.problems());
        canvas.showFlow(model.flow().orElse(null));
    }

    private void showRefusal(String reason) {
        refusal.setText(reason);
        refusal.setVisible(!reason.isEmpty());
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
            inPlace.close();
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
        public void into(String node) {
            model.select(Set.of(node));
            List<String> files = model.nested().called(node);
            Node card = canvas.lookup("#node-" + node);
            if (files.size() > 1 && card != null) {
                CalledMenu.show(card, files, model.nested()::into);
            } else {
                model.nested().into();
            }
        }

        @Override
        public void move(Map<String, Point> places) {
            model.arrangement().move(places);
        }

        @Override
        public void connect(ExitId exit, String target) {
            model.change(new LoopChange.Connect(exit.node(), exit.exit(), target));
        }

        @Override
        public void disconnect(ExitId exit) {
            model.change(new LoopChange.Disconnect(exit.node(), exit.exit()));
        }

        @Override
        public void note(String id, LoopNote note) {
            model.change(new LoopChange.SetNote(id, note));
        }

        @Override
        public void removeNote(String id) {
            model.change(new LoopChange.RemoveNote(id));
        }

        @Override
        public void insert(ExitId exit) {
            inPlace.offer(canvas.middleOf(exit), canvas.isJoined(exit) ? exit : null);
        }

        @Override
        public Set<String> fitting(ExitId exit) {
            return model.fitting(exit);
        }

        @Override
        public void offer(Point at, @Nullable ExitId exit) {
            inPlace.offer(at, exit);
        }
    }
}
