package org.loopwright.app.look;

import javafx.scene.Scene;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;
import javafx.scene.paint.Color;

/// Reads what a colour token of the current theme stands for, for parts that CSS does not reach (charts).
public final class TokenColors {
    private final Scene scene;
    private final boolean dark;

    private TokenColors(Scene scene, boolean dark) {
        this.scene = scene;
        this.dark = dark;
    }

    /// The tokens as the theme of `styled` has them.
    public static TokenColors of(Scene styled) {
        Scene scene = new Scene(new Pane());
        scene.getStylesheets().setAll(styled.getStylesheets());
        return new TokenColors(scene, Look.isDark(styled));
    }

    /// The colour of `-color-accent-emphasis` and its like.
    public Color get(String token) {
        Region probe = new Region();
        probe.setStyle("-fx-background-color: " + token + ";");
        scene.setRoot(new Pane(probe));
        Look.setDark(scene, dark);
        probe.applyCss();
        return probe.getBackground() != null
                        && probe.getBackground().getFills().getFirst().getFill() instanceof Color color
                ? color
                : Color.GRAY;
    }

    /// The same for AWT.
    public java.awt.Color awt(String token) {
        Color color = get(token);
        return new java.awt.Color(
                (float) color.getRed(), (float) color.getGreen(), (float) color.getBlue(), (float) color.getOpacity());
    }
}
