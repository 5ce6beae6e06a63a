package org.loopwright.app.train;

import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.util.List;
import javafx.embed.swing.SwingFXUtils;
import javafx.scene.Scene;
import javafx.scene.image.ImageView;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;
import org.loopwright.app.chart.ChartStyle;
import org.loopwright.app.chart.Curves;
import org.loopwright.app.look.ChartColors;
import org.loopwright.app.look.TokenColors;

/// A chart of curves in the theme's colours. It is a picture, which is drawn again only when its curves, colours or
/// size changed: several of them keep up with a training.
final class CurvePane extends Region {
    private static final int FONT = 11;
    private static final int LEAST = 40;

    private final ImageView view = new ImageView();
    private Curves curves;
    private Curves drawn = new Curves("", Curves.Scale.FREE, Curves.Points.NONE, List.of());
    private @Nullable ChartStyle style;
    private int width;
    private int height;

    /// @param id of the node
    /// @param accessible what it shows, in words
    CurvePane(String id, String accessible, Curves curves) {
        this.curves = curves;
        setId(id);
        setAccessibleText(accessible);
        setMinSize(LEAST, 180);
        setPrefSize(260, 200);
        view.setManaged(false);
        getChildren().add(view);
    }

    /// Shows other curves from the next drawing on.
    void show(Curves others) {
        curves = others;
    }

    /// Draws what has changed.
    void drawIfChanged(Scene scene) {
        if (style == null) {
            draw(scene);
        } else if (!curves.equals(drawn)) {
            paint();
        }
    }

    /// Draws with the colours of `scene`.
    void draw(Scene scene) {
        style = ChartColors.style(TokenColors.of(scene), FONT);
        paint();
    }

    @Override
    protected void layoutChildren() {
        if ((int) getWidth() != width || (int) getHeight() != height) {
            paint();
        }
    }

    private void paint() {
        ChartStyle colors = style;
        width = (int) getWidth();
        height = (int) getHeight();
        drawn = curves;
        if (colors == null || width < LEAST || height < LEAST) {
            return;
        }
        double scale = getScene() == null || getScene().getWindow() == null
                ? 1
                : getScene().getWindow().getOutputScaleX();
        BufferedImage image = new BufferedImage(
                (int) Math.ceil(width * scale), (int) Math.ceil(height * scale), BufferedImage.TYPE_INT_ARGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        graphics.scale(scale, scale);
        curves.draw(colors).draw(graphics, new Rectangle(0, 0, width, height));
        graphics.dispose();
        view.setImage(SwingFXUtils.toFXImage(image, null));
        view.setFitWidth(width);
        view.setFitHeight(height);
    }
}
