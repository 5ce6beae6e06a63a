package org.loopwright.app.design;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import javafx.application.Platform;
import javafx.geometry.BoundingBox;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import javafx.scene.layout.Pane;
import javafx.scene.shape.Rectangle;
import javafx.scene.transform.Scale;
import javafx.scene.transform.Translate;
import org.jspecify.annotations.Nullable;
import org.loopwright.app.session.LiveCounts;

/// The pane that shows a placed loop: drag to pan, wheel to zoom about the cursor, [#fit] to see all.
final class LoopCanvas extends Pane {
    private static final double LEAST = 0.2;
    private static final double MOST = 2.5;
    private static final double MARGIN = 36;

    private final Pane world = new Pane();
    private final DotGrid grid = new DotGrid();
    private final Scale scale = new Scale(1, 1);
    private final Translate shift = new Translate();
    private final Map<String, CardView> cards = new LinkedHashMap<>();
    private final List<ExitView> exits = new ArrayList<>();
    private final Consumer<@Nullable String> choose;
    private boolean touched;
    private double grabX;
    private double grabY;

    /// @param choose called with the node that is clicked, or null for the ground
    LoopCanvas(Consumer<@Nullable String> choose) {
        this.choose = choose;
        getStyleClass().add("loop-canvas");
        world.getTransforms().addAll(shift, scale);
        world.setManaged(false);
        grid.setManaged(false);
        getChildren().addAll(grid, world);
        Rectangle clip = new Rectangle();
        clip.widthProperty().bind(widthProperty());
        clip.heightProperty().bind(heightProperty());
        setClip(clip);
        setOnScroll(this::zoomAtCursor);
        setOnMousePressed(this::grab);
        setOnMouseDragged(this::drag);
        setOnMouseClicked(event -> {
            if (event.isStillSincePress()) {
                choose.accept(null);
            }
        });
    }

    /// Shows a placed loop, or nothing.
    void show(@Nullable Placement placement) {
        cards.clear();
        exits.clear();
        world.getChildren().clear();
        touched = false;
        if (placement != null) {
            placement.routes().forEach(route -> exits.add(new ExitView(route)));
            placement.drawing().cards().forEach((id, card) -> cards.put(id, cardAt(placement, card)));
            exits.forEach(exit -> world.getChildren().add(exit.curve()));
            world.getChildren().addAll(cards.values());
            exits.forEach(exit -> world.getChildren().add(exit.label()));
            world.applyCss();
            requestLayout();
        }
    }

    private CardView cardAt(Placement placement, NodeCard card) {
        CardView view = new CardView(card, card.id().equals(placement.drawing().start()));
        Point at = placement.places().getOrDefault(card.id(), new Point(0, 0));
        view.relocate(at.x(), at.y());
        view.setOnMouseClicked(event -> {
            choose.accept(card.id());
            event.consume();
        });
        view.setOnKeyPressed(event -> {
            if (event.getCode() == KeyCode.ENTER || event.getCode() == KeyCode.SPACE) {
                choose.accept(card.id());
                event.consume();
            }
        });
        return view;
    }

    /// Marks one card as chosen, or none.
    void mark(@Nullable String chosen) {
        cards.forEach((id, card) -> card.setChosen(id.equals(chosen)));
    }

    /// Lights cards and counts exits.
    void showLive(LiveCounts live) {
        cards.forEach((id, card) -> card.showItems(live.inNode().getOrDefault(id, 0)));
        exits.forEach(exit ->
                exit.showCount(live.taken().getOrDefault(exit.route().line().exit(), 0L)));
    }

    @Override
    protected void layoutChildren() {
        super.layoutChildren();
        world.getChildren().forEach(Node::autosize);
        if (!touched) {
            fitNow();
        }
        grid.cover(getWidth(), getHeight(), shift.getX(), shift.getY(), scale.getX());
    }

    /// Keeps what is seen where it is, and moves just enough to show a card whole.
    void reveal(String node) {
        CardView card = cards.get(node);
        if (card == null) {
            return;
        }
        touched = true;
        Platform.runLater(() -> {
            Bounds b = world.localToParent(card.getBoundsInParent());
            double x = Math.max(0, MARGIN - b.getMinX()) - Math.max(0, b.getMaxX() - getWidth() + MARGIN);
            double y = Math.max(0, MARGIN - b.getMinY()) - Math.max(0, b.getMaxY() - getHeight() + MARGIN);
            shift.setX(shift.getX() + x);
            shift.setY(shift.getY() + y);
            moved();
        });
    }

    /// Shows the whole loop, never larger than life.
    void fit() {
        touched = false;
        requestLayout();
    }

    private void fitNow() {
        Bounds all = bounds();
        if (world.getChildren().isEmpty() || getWidth() <= 0) {
            return;
        }
        double factor = Math.min(
                1.0,
                Math.min((getWidth() - 2 * MARGIN) / all.getWidth(), (getHeight() - 2 * MARGIN) / all.getHeight()));
        factor = Math.max(LEAST, factor);
        scale.setX(factor);
        scale.setY(factor);
        shift.setX((getWidth() - all.getWidth() * factor) / 2 - all.getMinX() * factor);
        shift.setY((getHeight() - all.getHeight() * factor) / 2 - all.getMinY() * factor);
    }

    private Bounds bounds() {
        List<Bounds> all =
                world.getChildren().stream().map(Node::getBoundsInParent).toList();
        double minX = all.stream().mapToDouble(Bounds::getMinX).min().orElse(0);
        double minY = all.stream().mapToDouble(Bounds::getMinY).min().orElse(0);
        double maxX = all.stream().mapToDouble(Bounds::getMaxX).max().orElse(0);
        double maxY = all.stream().mapToDouble(Bounds::getMaxY).max().orElse(0);
        return new BoundingBox(minX, minY, maxX - minX, maxY - minY);
    }

    /// Zooms about the middle.
    void zoom(double factor) {
        zoomAt(factor, getWidth() / 2, getHeight() / 2);
    }

    /// The present magnification.
    double magnification() {
        return scale.getX();
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
        grabX = event.getX() - shift.getX();
        grabY = event.getY() - shift.getY();
    }

    private void drag(MouseEvent event) {
        shift.setX(event.getX() - grabX);
        shift.setY(event.getY() - grabY);
        moved();
    }

    private void moved() {
        touched = true;
        grid.cover(getWidth(), getHeight(), shift.getX(), shift.getY(), scale.getX());
    }
}
