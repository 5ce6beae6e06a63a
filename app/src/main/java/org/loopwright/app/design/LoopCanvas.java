package org.loopwright.app.design;

import java.util.Optional;
import java.util.Set;
import javafx.application.Platform;
import javafx.geometry.BoundingBox;
import javafx.geometry.Point2D;
import javafx.scene.Node;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import javafx.scene.layout.Pane;
import javafx.scene.shape.Rectangle;
import org.jspecify.annotations.Nullable;
import org.loopwright.app.control.CanvasMarks;
import org.loopwright.app.session.ExitId;
import org.loopwright.app.session.LiveCounts;
import org.loopwright.loop.diff.LoopDiff;

/// The pane that shows a placed loop and on which it is drawn. Drag the ground to move what is seen, with
/// Shift to mark nodes; drag a card to move it, a port to join; the wheel zooms about the cursor, [#fit]
/// shows all.
///
/// A large loop has only those parts in the scene that are seen; from afar it is a [FarView].
final class LoopCanvas extends Pane {
    /// Below this magnification a large loop is a [FarView]: more cards than that are too slow to draw.
    private static final double FAR = 0.6;

    private final Viewport viewport = new Viewport(this);
    private final CanvasParts parts = new CanvasParts();
    private final WireDrag wires;
    private final CardDrag cardDrag;
    private final Pane world = new Pane();
    private final DotGrid grid = new DotGrid();
    private final FarView far = new FarView();
    private final CycleLayer cycles = new CycleLayer();
    private final NoteLayer notes;
    private final GhostLayer ghosts = new GhostLayer();
    private final MiniMap map = new MiniMap(viewport, this::moved);
    private FarMarks farMarks = FarMarks.NONE;
    private Optional<String> standing = Optional.empty();
    private boolean touched;

    /// @param actions what people do here
    LoopCanvas(CanvasActions actions) {
        this.wires = new WireDrag(parts, actions, viewport);
        this.cardDrag = new CardDrag(parts, actions, viewport, this::showShift);
        this.notes = new NoteLayer(parts, actions, viewport, cardDrag);
        parts.handle(new PartHands(cardDrag, wires, actions, viewport));
        getStyleClass().add("loop-canvas");
        viewport.carry(world);
        world.setManaged(false);
        grid.setManaged(false);
        world.getChildren().addAll(cycles, notes, ghosts);
        world.getChildren().addAll(parts.layers());
        world.getChildren().add(wires.wire());
        getChildren().addAll(grid, far, world, new GroundDrag(this, parts, actions).band(), map);
        Rectangle clip = new Rectangle();
        clip.widthProperty().bind(widthProperty());
        clip.heightProperty().bind(heightProperty());
        setClip(clip);
        setFocusTraversable(true);
        setOnScroll(this::zoomAtCursor);
        addEventFilter(MouseEvent.MOUSE_PRESSED, this::takeKeyboard);
    }

    /// Whatever is pressed here, the keys that follow are the canvas's; cards then take them for themselves.
    private void takeKeyboard(MouseEvent event) {
        Node at = event.getTarget() instanceof Node target ? target : null;
        while (at != null && !(at instanceof TextInputControl) && !equals(at)) {
            at = at.getParent();
        }
        if (equals(at)) {
            requestFocus();
        }
    }

    /// Shows a placed loop, or nothing. Cards that stay the same are kept, with their focus.
    void show(@Nullable Placement placement) {
        if (placement == null || parts.placed() == null) {
            touched = false;
        }
        parts.take(placement);
        cycles.take(placement);
        cycles.setVisible(true);
        notes.take(placement);
        map.take(placement);
        refresh();
        requestLayout();
    }

    /// Cards are held by the mouse: what lies under them follows, or waits.
    private void showShift() {
        cycles.setVisible(false);
        notes.follow();
        refresh();
    }

    /// Lets a note be written.
    void writeNote(String id) {
        Platform.runLater(() -> notes.write(id));
    }

    /// Says on each exit what may flow through it.
    void showFlow(@Nullable OracleFlow shown) {
        parts.mark(marks -> marks.flow(shown));
    }

    /// Says on cards and exits what differs from another version, and draws what is gone since then.
    void showDiff(@Nullable LoopDiff diff, Ghosts gone) {
        parts.mark(marks -> marks.diff(diff));
        ghosts.show(gone);
        farMarks = FarMarks.of(diff, gone);
        requestLayout();
    }

    /// Builds and shows what is seen, and nothing else.
    private void refresh() {
        Placement placement = parts.placed();
        boolean afar = placement != null && placement.isLarge() && viewport.magnification() < FAR;
        far.setVisible(afar);
        world.setVisible(!afar);
        if (placement != null && afar) {
            far.setWidth(getWidth());
            far.setHeight(getHeight());
            if (getScene() != null) {
                far.draw(
                        placement,
                        farMarks,
                        new FarView.Look(viewport.shiftX(), viewport.shiftY(), viewport.magnification()));
            }
        } else {
            parts.attach(viewport.seen());
        }
    }

    /// What is seen.
    Viewport viewport() {
        return viewport;
    }

    /// A place on the screen in canvas units.
    Point at(double sceneX, double sceneY) {
        return viewport.ofScene(sceneX, sceneY);
    }

    /// A place in canvas units as one in this pane.
    Point2D inPane(Point at) {
        return viewport.toPane(at);
    }

    /// Shows the marked cards moved by this much, without moving them for good.
    void dragSelected(double x, double y) {
        cardDrag.by(x, y);
    }

    /// Marks the cards that are chosen.
    void mark(Set<String> chosen) {
        parts.mark(chosen);
    }

    /// Gives a node's card the keyboard.
    void focus(String node) {
        reveal(node);
        Platform.runLater(() -> {
            CardView card = parts.card(node);
            if (card != null) {
                card.requestFocus();
            }
        });
    }

    /// Shows breakpoints and where a trial stands.
    void showMarks(CanvasMarks shown) {
        parts.mark(marks -> marks.marks(shown));
        if (!shown.standing().equals(standing)) {
            standing = shown.standing();
            standing.ifPresent(this::reveal);
        }
    }

    /// Lights cards and counts exits.
    void showLive(LiveCounts counts) {
        parts.mark(marks -> marks.live(counts));
    }

    @Override
    protected void layoutChildren() {
        super.layoutChildren();
        if (!touched) {
            fitNow();
        }
        refresh();
        parts.autosize();
        cycles.autosizeLabels();
        ghosts.autosizeParts();
        showAround();
    }

    private void showAround() {
        map.draw(getWidth(), getHeight());
        grid.cover(getWidth(), getHeight(), viewport.shiftX(), viewport.shiftY(), viewport.magnification());
    }

    /// Keeps what is seen where it is, and moves just enough to show a card whole.
    void reveal(String node) {
        touched = true;
        Platform.runLater(() -> {
            if (parts.placed() != null) {
                Point place = ghosts.place(node, parts.place(node));
                viewport.reveal(new BoundingBox(place.x(), place.y(), Placement.CARD_WIDTH, Placement.CARD_HEIGHT));
                moved();
            }
        });
    }

    /// Shows the whole loop, never larger than life.
    void fit() {
        touched = false;
        requestLayout();
    }

    private void fitNow() {
        Placement placement = parts.placed();
        if (placement != null && !placement.places().isEmpty() && getWidth() > 0) {
            viewport.fit(ghosts.with(placement.bounds()));
        }
    }

    /// Zooms about the middle.
    void zoom(double factor) {
        viewport.zoomAt(factor, getWidth() / 2, getHeight() / 2);
        moved();
    }

    /// The present magnification.
    double magnification() {
        return viewport.magnification();
    }

    /// The place in the middle of what is seen.
    Point middle() {
        return viewport.toCanvas(getWidth() / 2, getHeight() / 2);
    }

    /// The middle of an exit's way, or what is beside its node when it leads nowhere.
    Point middleOf(ExitId exit) {
        return route(exit).map(Placement.Route::label).orElseGet(() -> {
            Point place = parts.place(exit.node());
            return new Point(place.x() + 2 * Placement.CARD_WIDTH, place.y());
        });
    }

    /// Whether an exit leads on.
    boolean isJoined(ExitId exit) {
        return route(exit).isPresent();
    }

    private Optional<Placement.Route> route(ExitId exit) {
        return Optional.ofNullable(parts.placed()).flatMap(placement -> placement.route(exit));
    }

    /// The exit whose way passes by a place, or empty.
    Optional<ExitId> exitAt(Point at) {
        return Optional.ofNullable(parts.placed()).flatMap(placement -> placement.exitAt(at));
    }

    private void zoomAtCursor(ScrollEvent event) {
        if (event.getDeltaY() != 0) {
            viewport.zoomAt(event.getDeltaY() > 0 ? 1.1 : 1 / 1.1, event.getX(), event.getY());
            moved();
        }
        event.consume();
    }

    /// Moves what is seen.
    void pan(double x, double y) {
        viewport.pan(x, y);
        moved();
    }

    private void moved() {
        touched = true;
        Placement placement = parts.placed();
        if (placement != null && placement.isLarge()) {
            refresh();
        }
        showAround();
    }
}
