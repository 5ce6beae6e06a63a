package org.loopwright.app.inspect;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;
import javafx.geometry.Orientation;
import javafx.geometry.Point2D;
import javafx.scene.Cursor;
import javafx.scene.control.Tooltip;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;
import javafx.scene.shape.Path;
import javafx.scene.text.HitInfo;
import javafx.scene.text.Text;
import javafx.scene.text.TextFlow;
import org.jspecify.annotations.Nullable;

/// A text that wraps, with stretches whose ground is coloured. One text node and a path for each stretch: a
/// thousand tokens are no thousand labels.
final class MarkedText extends Region {
    private final Text text;
    private final TextFlow flow;
    private final Pane ground = new Pane();
    private List<Mark> marks = List.of();
    private double drawnWidth = -1;
    private @Nullable Tips tips;
    private int tipped = -1;
    private final Tooltip tip = new Tooltip();

    /// A stretch of the text.
    ///
    /// @param from its first character
    /// @param to behind its last one
    /// @param style class of its ground, such as `mark-new`
    record Mark(int from, int to, String style) {}

    /// What to say of a place.
    interface Tips {
        /// The index of the thing at a character, or -1.
        int at(int character);

        /// What to say of it.
        String of(int index);
    }

    MarkedText(String content, String... styleClasses) {
        text = new Text(content);
        text.getStyleClass().add("marked-glyphs");
        flow = new TextFlow(text);
        ground.setMouseTransparent(true);
        getStyleClass().add("marked-text");
        getStyleClass().addAll(styleClasses);
        getChildren().addAll(ground, flow);
        setAccessibleText(content);
        setMinWidth(0);
    }

    String text() {
        return text.getText();
    }

    /// Colours these stretches and no others.
    void mark(List<Mark> stretches) {
        marks = List.copyOf(stretches);
        drawnWidth = -1;
        requestLayout();
    }

    /// Says `said` of the place under the mouse.
    void tips(@Nullable Tips said) {
        tips = said;
        if (said == null) {
            flow.setOnMouseMoved(null);
            Tooltip.uninstall(flow, tip);
            return;
        }
        tip.setShowDelay(javafx.util.Duration.millis(120));
        Tooltip.install(flow, tip);
        flow.setOnMouseMoved(this::moved);
    }

    private void moved(MouseEvent event) {
        Tips said = tips;
        int index = said == null ? -1 : said.at(character(event.getX(), event.getY()));
        if (index != tipped && said != null) {
            tipped = index;
            tip.setText(index < 0 ? "" : said.of(index));
        }
    }

    /// Calls `chosen` with the character that is pressed.
    void onPressed(IntConsumer chosen) {
        flow.setCursor(Cursor.HAND);
        flow.setOnMouseClicked(event -> {
            chosen.accept(character(event.getX(), event.getY()));
            event.consume();
        });
    }

    private int character(double x, double y) {
        HitInfo hit = flow.getHitInfo(new Point2D(x, y));
        return hit.getCharIndex();
    }

    @Override
    public Orientation getContentBias() {
        return Orientation.HORIZONTAL;
    }

    @Override
    protected double computePrefHeight(double width) {
        return snapSizeY(flow.prefHeight(width));
    }

    @Override
    protected double computeMinHeight(double width) {
        return computePrefHeight(width);
    }

    @Override
    protected double computePrefWidth(double height) {
        return snapSizeX(flow.prefWidth(height));
    }

    @Override
    protected double computeMaxWidth(double height) {
        return Double.MAX_VALUE;
    }

    @Override
    protected void layoutChildren() {
        flow.resizeRelocate(0, 0, getWidth(), getHeight());
        ground.resizeRelocate(0, 0, getWidth(), getHeight());
        if (drawnWidth != getWidth()) {
            drawnWidth = getWidth();
            flow.layout();
            draw();
        }
    }

    private void draw() {
        List<Path> paths = new ArrayList<>();
        int length = text.getText().length();
        for (Mark mark : marks) {
            if (mark.from() < mark.to() && mark.to() <= length) {
                Path path = new Path(flow.getRangeShape(mark.from(), mark.to(), false));
                path.getStyleClass().addAll("mark", mark.style());
                path.setManaged(false);
                paths.add(path);
            }
        }
        ground.getChildren().setAll(paths);
    }
}
