package org.loopwright.app.design;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javafx.application.Platform;
import javafx.css.PseudoClass;
import javafx.geometry.BoundingBox;
import javafx.geometry.Bounds;
import javafx.geometry.Point2D;
import javafx.scene.Group;
import javafx.scene.Node;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import javafx.scene.layout.Pane;
import javafx.scene.shape.Line;
import javafx.scene.shape.Rectangle;
import javafx.scene.transform.Scale;
import javafx.scene.transform.Translate;
import org.jspecify.annotations.Nullable;
import org.loopwright.app.session.ExitId;
import org.loopwright.app.session.LiveCounts;

/// The pane that shows a placed loop and on which it is drawn. Drag the ground to mark nodes, with the
/// middle or right button to pan; drag a card to move it, a port to join; the wheel zooms about the
/// cursor, [#fit] shows all.
///
/// A large loop has only those parts in the scene that are seen; from afar it is a [FarView].
final class LoopCanvas extends Pane {
    private static final double LEAST = 0.05;
    private static final double MOST = 2.5;
    private static final double MARGIN = 36;
    private static final double SNAP = 12;
    /// From this size on only what is seen is built.
    private static final int LARGE = 150;
    /// Below this magnification a large loop is a [FarView]: more cards than that are too slow to draw.
    private static final double FAR = 0.6;
    private static final PseudoClass FITTING = PseudoClass.getPseudoClass("fitting");
    private static final PseudoClass UNFITTING = PseudoClass.getPseudoClass("unfitting");

    private final Pane world = new Pane();
    private final Group curves = new Group();
    private final Group nodes = new Group();
    private final Group labels = new Group();
    private final DotGrid grid = new DotGrid();
    private final FarView far = new FarView();
    private final Line wire = new Line();
    private final Rectangle band = new Rectangle();
    private final Scale scale = new Scale(1, 1);
    private final Translate shift = new Translate();
    private final Map<String, CardView> cards = new LinkedHashMap<>();
    private final Map<ExitId, ExitView> exits = new LinkedHashMap<>();
    private final Map<ExitId, PortView> ports = new LinkedHashMap<>();
    private final CanvasActions actions;
    private @Nullable Placement placed;
    private @Nullable OracleFlow flow;
    private LiveCounts live = LiveCounts.NONE;
    private Set<String> selected = Set.of();
    private Set<String> fitting = Set.of();
    private Map<String, Point> dragged = Map.of();
    private boolean touched;
    private double grabX;
    private double grabY;
    private boolean moving;

    /// @param actions what people do here
    LoopCanvas(CanvasActions actions) {
        this.actions = actions;
        getStyleClass().add("loop-canvas");
        world.getTransforms().addAll(shift, scale);
        world.setManaged(false);
        grid.setManaged(false);
        wire.getStyleClass().add("wire");
        wire.setVisible(false);
        wire.setMouseTransparent(true);
        band.getStyleClass().add("rubber-band");
        band.setVisible(false);
        band.setManaged(false);
        world.getChildren().addAll(curves, nodes, labels, wire);
        getChildren().addAll(grid, far, world, band);
        Rectangle clip = new Rectangle();
        clip.widthProperty().bind(widthProperty());
        clip.heightProperty().bind(heightProperty());
        setClip(clip);
        setFocusTraversable(true);
        setOnScroll(this::zoomAtCursor);
        setOnMousePressed(this::grab);
        setOnMouseDragged(this::drag);
        setOnMouseReleased(this::release);
        setOnMouseClicked(event -> {
            if (event.getClickCount() == 2) {
                actions.offer(at(event), null);
            } else if (event.isStillSincePress()) {
                actions.select(Set.of());
            }
        });
    }

    /// Shows a placed loop, or nothing. Cards that stay the same are kept, with their focus.
    void show(@Nullable Placement placement) {
        if (placement == null || placed == null) {
            touched = false;
        }
        placed = placement;
        exits.clear();
        ports.clear();
        dragged = Map.of();
        Map<String, CardView> before = new HashMap<>(cards);
        cards.clear();
        if (placement != null) {
            placement.drawing().cards().forEach((id, card) -> {
                CardView old = before.get(id);
                if (old != null && old.fits(card, isStart(placement, id))) {
                    cards.put(id, old);
                }
            });
        }
        labels.getChildren().clear();
        curves.getChildren().clear();
        nodes.getChildren().retainAll(cards.values());
        refresh();
        requestLayout();
    }

    /// Says on each exit what may flow through it.
    void showFlow(@Nullable OracleFlow shown) {
        flow = shown;
        exits.values().forEach(this::markFlow);
    }

    private void markFlow(ExitView view) {
        OracleFlow known = flow;
        if (known != null) {
            view.showFlow(known);
        }
    }

    private static boolean isStart(Placement placement, String id) {
        return id.equals(placement.drawing().start());
    }

    /// Builds and shows what is seen, and nothing else.
    private void refresh() {
        Placement placement = placed;
        boolean afar = placement != null && isFar(placement);
        far.setVisible(afar);
        world.setVisible(!afar);
        if (placement == null) {
            nodes.getChildren().clear();
        } else if (afar) {
            far.setWidth(getWidth());
            far.setHeight(getHeight());
            if (getScene() != null) {
                far.draw(placement, new FarView.Look(shift.getX(), shift.getY(), scale.getX()));
            }
        } else {
            attach(placement);
        }
    }

    private boolean isFar(Placement placement) {
        return isLarge(placement) && scale.getX() < FAR;
    }

    private static boolean isLarge(Placement placement) {
        return placement.places().size() > LARGE;
    }

    private void attach(Placement placement) {
        Bounds seen = seen();
        Set<Node> bodies = new LinkedHashSet<>();
        Set<Node> lines = new LinkedHashSet<>();
        Set<Node> tags = new LinkedHashSet<>();
        placement.drawing().cards().forEach((id, card) -> {
            Point place = place(placement, id);
            if (!isLarge(placement)
                    || seen.intersects(place.x(), place.y(), Placement.CARD_WIDTH, Placement.CARD_HEIGHT)) {
                bodies.add(card(placement, card, place));
                openPorts(placement, card, place).forEach(tags::add);
            }
        });
        for (Placement.Route route : placement.routes()) {
            if (!isLarge(placement) || route.touches(seen)) {
                ExitView view = exits.computeIfAbsent(route.line().exit(), exit -> exit(route));
                lines.add(view.curve());
                tags.add(view.label());
                tags.add(ports.computeIfAbsent(
                        route.line().exit(), exit -> port(exit, route.points().getFirst(), "wired")));
            }
        }
        sync(nodes, bodies);
        sync(curves, lines);
        sync(labels, tags);
    }

    private static void sync(Group group, Set<Node> wanted) {
        if (!group.getChildren().equals(List.copyOf(wanted))) {
            group.getChildren().removeIf(node -> !wanted.contains(node));
            Set<Node> there = new LinkedHashSet<>(group.getChildren());
            List<Node> missing =
                    wanted.stream().filter(node -> !there.contains(node)).toList();
            group.getChildren().addAll(missing);
        }
    }

    private Bounds seen() {
        double width = Math.max(1, getWidth());
        double height = Math.max(1, getHeight());
        return new BoundingBox(
                -shift.getX() / scale.getX() - MARGIN,
                -shift.getY() / scale.getY() - MARGIN,
                width / scale.getX() + 2 * MARGIN,
                height / scale.getY() + 2 * MARGIN);
    }

    private Point place(Placement placement, String id) {
        Point moved = dragged.get(id);
        return moved != null ? moved : placement.places().getOrDefault(id, new Point(0, 0));
    }

    private CardView card(Placement placement, NodeCard card, Point place) {
        CardView view = cards.computeIfAbsent(card.id(), id -> newCard(placement, card));
        view.relocate(place.x(), place.y());
        return view;
    }

    private CardView newCard(Placement placement, NodeCard card) {
        CardView view = new CardView(card, isStart(placement, card.id()));
        view.setChosen(selected.contains(card.id()));
        view.showItems(live.inNode().getOrDefault(card.id(), 0));
        view.setOnMousePressed(event -> grabCard(event, card.id()));
        view.setOnMouseDragged(this::dragCards);
        view.setOnMouseReleased(event -> dropCards());
        view.setOnMouseClicked(event -> {
            if (event.isStillSincePress() && !event.isShiftDown()) {
                actions.open(card.id());
            }
            event.consume();
        });
        return view;
    }

    private List<PortView> openPorts(Placement placement, NodeCard card, Point place) {
        List<PortView> open = new ArrayList<>();
        Set<ExitId> wired = placement.wired();
        double y = place.y() + Placement.CARD_HEIGHT - 12;
        for (String name : card.exits()) {
            ExitId exit = new ExitId(card.id(), name);
            if (!wired.contains(exit)) {
                Point at = new Point(place.x() + Placement.CARD_WIDTH, y);
                PortView port = ports.computeIfAbsent(exit, id -> port(id, at, "open"));
                port.setCenterX(at.x());
                port.setCenterY(at.y());
                open.add(port);
                y -= 16;
            }
        }
        return open;
    }

    private PortView port(ExitId exit, Point at, String wired) {
        PortView port = new PortView(exit, at, wired);
        wiresFrom(port, exit, at);
        return port;
    }

    private ExitView exit(Placement.Route route) {
        ExitView view = new ExitView(route);
        markFlow(view);
        view.showCount(live.taken().getOrDefault(route.line().exit(), 0L));
        wiresFrom(view.label(), route.line().exit(), route.points().getFirst());
        for (Node part : List.of(view.label(), view.curve())) {
            part.setOnMouseClicked(event -> {
                if (event.getClickCount() == 2) {
                    actions.offer(at(event), route.line().exit());
                }
                event.consume();
            });
        }
        return view;
    }

    /// Makes a node the handle of an exit: dragged to a card, it joins the exit to it.
    private void wiresFrom(Node handle, ExitId exit, Point from) {
        handle.setOnMousePressed(event -> {
            light(exit);
            wire.setStartX(handle instanceof PortView port ? port.getCenterX() : from.x());
            wire.setStartY(handle instanceof PortView port ? port.getCenterY() : from.y());
            event.consume();
        });
        handle.setOnMouseDragged(event -> {
            Point end = at(event);
            wire.setVisible(true);
            wire.setEndX(end.x());
            wire.setEndY(end.y());
            event.consume();
        });
        handle.setOnMouseReleased(event -> {
            String target = wire.isVisible() ? cardAt(at(event)) : null;
            boolean fits = target != null && fitting.contains(target);
            unlight();
            if (fits) {
                actions.connect(exit, java.util.Objects.requireNonNull(target));
            }
            event.consume();
        });
    }

    /// Lights the cards that an exit can lead to, and dims the rest.
    private void light(ExitId exit) {
        fitting = actions.fitting(exit);
        cards.forEach((id, card) -> {
            card.pseudoClassStateChanged(FITTING, fitting.contains(id));
            card.pseudoClassStateChanged(UNFITTING, !fitting.contains(id));
        });
    }

    private void unlight() {
        wire.setVisible(false);
        fitting = Set.of();
        cards.values().forEach(card -> {
            card.pseudoClassStateChanged(FITTING, false);
            card.pseudoClassStateChanged(UNFITTING, false);
        });
    }

    private @Nullable String cardAt(Point at) {
        Placement placement = placed;
        if (placement == null) {
            return null;
        }
        return placement.places().entrySet().stream()
                .filter(card -> at.x() >= card.getValue().x()
                        && at.x() <= card.getValue().x() + Placement.CARD_WIDTH
                        && at.y() >= card.getValue().y()
                        && at.y() <= card.getValue().y() + Placement.CARD_HEIGHT)
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(null);
    }

    /// A place on the screen in canvas units.
    Point at(double sceneX, double sceneY) {
        Point2D local = world.sceneToLocal(sceneX, sceneY);
        return new Point(local.getX(), local.getY());
    }

    /// A place in canvas units as one in this pane.
    Point2D inPane(Point at) {
        return world.localToParent(at.x(), at.y());
    }

    private Point at(MouseEvent event) {
        return at(event.getSceneX(), event.getSceneY());
    }

    private void grabCard(MouseEvent event, String id) {
        Set<String> next = new LinkedHashSet<>(selected);
        if (event.isShiftDown()) {
            if (!next.add(id)) {
                next.remove(id);
            }
            actions.select(next);
        } else if (!selected.contains(id)) {
            actions.select(Set.of(id));
        }
        CardView card = cards.get(id);
        if (card != null) {
            card.requestFocus();
        }
        Point at = at(event);
        grabX = at.x();
        grabY = at.y();
        moving = false;
        event.consume();
    }

    private void dragCards(MouseEvent event) {
        Point at = at(event);
        dragSelected(snapped(at.x() - grabX), snapped(at.y() - grabY));
        event.consume();
    }

    /// Shows the marked cards moved by this much, without moving them for good.
    void dragSelected(double x, double y) {
        Placement placement = placed;
        if (placement == null || selected.isEmpty()) {
            return;
        }
        moving = moving || x != 0 || y != 0;
        Map<String, Point> next = new LinkedHashMap<>();
        for (String id : selected) {
            Point old = placement.places().getOrDefault(id, new Point(0, 0));
            next.put(id, new Point(old.x() + x, old.y() + y));
        }
        dragged = next;
        for (Placement.Route route : placement.routes()) {
            if (next.containsKey(route.line().exit().node())
                    || next.containsKey(route.line().target())) {
                Placement.Route bent = route.between(
                        place(placement, route.line().exit().node()),
                        place(placement, route.line().target()));
                exits.put(route.line().exit(), exit(bent));
                ports.remove(route.line().exit());
            }
        }
        refresh();
    }

    private static double snapped(double value) {
        return Math.round(value / SNAP) * SNAP;
    }

    private void dropCards() {
        Map<String, Point> moved = dragged;
        if (moving && !moved.isEmpty()) {
            moving = false;
            actions.move(moved);
        }
    }

    /// Marks the cards that are chosen.
    void mark(Set<String> chosen) {
        selected = Set.copyOf(chosen);
        cards.forEach((id, card) -> card.setChosen(chosen.contains(id)));
    }

    /// Gives a node's card the keyboard.
    void focus(String node) {
        reveal(node);
        Platform.runLater(() -> {
            CardView card = cards.get(node);
            if (card != null) {
                card.requestFocus();
            }
        });
    }

    /// Lights cards and counts exits.
    void showLive(LiveCounts counts) {
        live = counts;
        cards.forEach((id, card) -> card.showItems(live.inNode().getOrDefault(id, 0)));
        exits.forEach((exit, view) -> view.showCount(live.taken().getOrDefault(exit, 0L)));
    }

    @Override
    protected void layoutChildren() {
        super.layoutChildren();
        if (!touched) {
            fitNow();
        }
        refresh();
        nodes.getChildren().forEach(Node::autosize);
        labels.getChildren().forEach(Node::autosize);
        grid.cover(getWidth(), getHeight(), shift.getX(), shift.getY(), scale.getX());
    }

    /// Keeps what is seen where it is, and moves just enough to show a card whole.
    void reveal(String node) {
        touched = true;
        Platform.runLater(() -> {
            Placement placement = placed;
            if (placement == null) {
                return;
            }
            Point place = place(placement, node);
            Bounds b = world.localToParent(
                    new BoundingBox(place.x(), place.y(), Placement.CARD_WIDTH, Placement.CARD_HEIGHT));
            double x = Math.max(0, MARGIN - b.getMinX()) - Math.max(0, b.getMaxX() - getWidth() + MARGIN);
            double y = Math.max(0, MARGIN - b.getMinY()) - Math.max(0, b.getMaxY() - getHeight() + MARGIN);
            pan(x, y);
        });
    }

    /// Shows the whole loop, never larger than life.
    void fit() {
        touched = false;
        requestLayout();
    }

    private void fitNow() {
        Placement placement = placed;
        if (placement == null || placement.places().isEmpty() || getWidth() <= 0) {
            return;
        }
        Bounds all = placement.bounds();
        double factor = Math.min(
                1.0,
                Math.min((getWidth() - 2 * MARGIN) / all.getWidth(), (getHeight() - 2 * MARGIN) / all.getHeight()));
        factor = Math.max(LEAST, factor);
        scale.setX(factor);
        scale.setY(factor);
        shift.setX((getWidth() - all.getWidth() * factor) / 2 - all.getMinX() * factor);
        shift.setY((getHeight() - all.getHeight() * factor) / 2 - all.getMinY() * factor);
    }

    /// Zooms about the middle.
    void zoom(double factor) {
        zoomAt(factor, getWidth() / 2, getHeight() / 2);
    }

    /// The present magnification.
    double magnification() {
        return scale.getX();
    }

    /// The place in the middle of what is seen.
    Point middle() {
        return new Point(
                (getWidth() / 2 - shift.getX()) / scale.getX(), (getHeight() / 2 - shift.getY()) / scale.getY());
    }

    private void zoomAtCursor(ScrollEvent event) {
        if (event.getDeltaY() != 0) {
            zoomAt(event.getDeltaY() > 0 ? 1.1 : 1 / 1.1, event.getX(), event.getY());
        }
        event.consume();
    }

    private void zoomAt(double wanted, double x, double y) {
        double factor = Math.clamp(scale.getX() * wanted, LEAST, MOST) / scale.getX();
        shift.setX(x - (x - shift.getX()) * factor);
        shift.setY(y - (y - shift.getY()) * factor);
        scale.setX(scale.getX() * factor);
        scale.setY(scale.getY() * factor);
        moved();
    }

    private void grab(MouseEvent event) {
        requestFocus();
        grabX = event.getX();
        grabY = event.getY();
    }

    private void drag(MouseEvent event) {
        if (event.getButton() == MouseButton.PRIMARY && event.isShiftDown()) {
            band.setX(Math.min(grabX, event.getX()));
            band.setY(Math.min(grabY, event.getY()));
            band.setWidth(Math.abs(event.getX() - grabX));
            band.setHeight(Math.abs(event.getY() - grabY));
            band.setVisible(true);
        } else {
            pan(event.getX() - grabX, event.getY() - grabY);
            grabX = event.getX();
            grabY = event.getY();
        }
    }

    private void release(MouseEvent event) {
        Placement placement = placed;
        if (!band.isVisible() || placement == null) {
            return;
        }
        band.setVisible(false);
        Bounds area = world.parentToLocal(band.getBoundsInParent());
        Set<String> inside = new LinkedHashSet<>(selected);
        placement.places().forEach((id, place) -> {
            if (area.intersects(place.x(), place.y(), Placement.CARD_WIDTH, Placement.CARD_HEIGHT)) {
                inside.add(id);
            }
        });
        actions.select(inside);
    }

    /// Moves what is seen.
    void pan(double x, double y) {
        shift.setX(shift.getX() + x);
        shift.setY(shift.getY() + y);
        moved();
    }

    private void moved() {
        touched = true;
        if (placed != null && isLarge(placed)) {
            refresh();
        }
        grid.cover(getWidth(), getHeight(), shift.getX(), shift.getY(), scale.getX());
    }
}
