package org.loopwright.app.settings;

import java.util.function.Function;
import java.util.function.Predicate;
import org.loopwright.app.look.Theme;

/// A typed key of what the window remembers.
///
/// @param key in the store, stable
/// @param fallback when nothing (or nothing valid) is stored
/// @param write value to text
/// @param read text to value; may throw [IllegalArgumentException]
/// @param valid what is allowed
public record Preference<T>(
        String key, T fallback, Function<T, String> write, Function<String, T> read, Predicate<T> valid) {
    /// The theme.
    public static final Preference<Theme> THEME =
            new Preference<>("theme", Theme.LIGHT, Theme::name, Theme::valueOf, theme -> true);

    /// The folder that was open last; empty when there was none.
    public static final Preference<String> LAST_PROJECT =
            new Preference<>("last-project", "", Function.identity(), Function.identity(), text -> true);

    /// Width of the window.
    public static final Preference<Double> WINDOW_WIDTH = size("window-width", 1280);

    /// Height of the window.
    public static final Preference<Double> WINDOW_HEIGHT = size("window-height", 800);

    private static Preference<Double> size(String key, double fallback) {
        return new Preference<>(key, fallback, d -> Double.toString(d), Double::valueOf, d -> d >= 640 && d <= 16_384);
    }

    /// The value that `text` stands for, or the fallback when it is not valid.
    public T parse(String text) {
        try {
            T value = read.apply(text);
            return valid.test(value) ? value : fallback;
        } catch (IllegalArgumentException _) {
            return fallback;
        }
    }
}
