package org.loopwright.app.text;

import java.text.MessageFormat;
import java.util.Locale;
import java.util.ResourceBundle;

/// The message bundle. Keys are `screen.part`; arguments are placed by [MessageFormat].
public final class Texts {
    /// The bundle's name in `ui-resources`.
    public static final String BUNDLE = "org.loopwright.ui.messages";

    /// The language of all texts and numbers on the screen, whatever the machine is set to.
    public static final Locale LOCALE = Locale.ENGLISH;

    private static final ResourceBundle MESSAGES = ResourceBundle.getBundle(BUNDLE, LOCALE);

    private Texts() {}

    /// The text of `key` with its arguments.
    public static String of(String key, Object... arguments) {
        String pattern = MESSAGES.getString(key);
        return arguments.length == 0
                ? pattern.replace("''", "'")
                : new MessageFormat(pattern, LOCALE).format(arguments);
    }

    /// The text of `key`, or `fallback` when the bundle has none: for names that plug-ins bring.
    public static String orElse(String key, String fallback) {
        return MESSAGES.containsKey(key) ? MESSAGES.getString(key) : fallback;
    }
}
