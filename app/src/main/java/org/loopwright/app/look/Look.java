package org.loopwright.app.look;

import java.awt.FontFormatException;
import java.awt.GraphicsEnvironment;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.util.List;
import javafx.application.Application;
import javafx.css.PseudoClass;
import javafx.scene.Scene;
import javafx.scene.text.Font;

/// Fonts and stylesheets of the window.
public final class Look {
    private static final PseudoClass DARK = PseudoClass.getPseudoClass("dark");
    private static final String FOLDER = "/org/loopwright/ui/";
    private static final List<String> FONTS =
            List.of("Inter_400Regular", "Inter_600SemiBold", "Inter_700Bold", "JetBrainsMono_400Regular");

    private Look() {}

    /// Loads the fonts that come with the program.
    public static void loadFonts() {
        for (String font : FONTS) {
            try (InputStream in = resource("fonts/" + font + ".ttf").openStream()) {
                Font.loadFont(in, 13);
                registerForCharts(font);
            } catch (IOException e) {
                throw new UncheckedIOException("font " + font + " can't be read: reinstall the program", e);
            }
        }
    }

    /// Charts measure their texts by AWT, which must know the font, too.
    private static void registerForCharts(String font) throws IOException {
        try (InputStream in = resource("fonts/" + font + ".ttf").openStream()) {
            GraphicsEnvironment.getLocalGraphicsEnvironment()
                    .registerFont(java.awt.Font.createFont(java.awt.Font.TRUETYPE_FONT, in));
        } catch (FontFormatException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    /// Gives `scene` this theme.
    public static void apply(Theme theme, Scene scene) {
        Application.setUserAgentStylesheet(theme.userAgentStylesheet());
        String sheet = stylesheet();
        if (!scene.getStylesheets().contains(sheet)) {
            scene.getStylesheets().add(sheet);
        }
        setDark(scene, theme == Theme.DARK);
    }

    static void setDark(Scene scene, boolean dark) {
        scene.getRoot().pseudoClassStateChanged(DARK, dark);
    }

    static boolean isDark(Scene scene) {
        return scene.getRoot().getPseudoClassStates().contains(DARK);
    }

    /// The program's own stylesheet, for dialogs.
    public static String stylesheet() {
        return resource("loopwright.css").toExternalForm();
    }

    private static URL resource(String name) {
        URL url = Look.class.getResource(FOLDER + name);
        if (url == null) {
            throw new IllegalStateException("resource " + FOLDER + name + " is missing from ui-resources");
        }
        return url;
    }
}
