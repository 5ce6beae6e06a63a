package org.loopwright.app.terminal;

import java.util.Locale;
import org.loopwright.app.MissingEnvironmentException;

/// Whether a window can be shown here.
final class Display {
    private Display() {}

    /// True on Windows and macOS, and on other systems when a display is named in the environment.
    static boolean present() {
        String os = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        return os.contains("win")
                || os.contains("mac")
                || named("DISPLAY")
                || named("WAYLAND_DISPLAY")
                || System.getProperty("glass.platform") != null;
    }

    private static boolean named(String variable) {
        String value = System.getenv(variable);
        return value != null && !value.isBlank();
    }

    /// @throws MissingEnvironmentException when there is no display
    static void require() {
        if (!present()) {
            throw new MissingEnvironmentException(
                    "there is no display here; `loopwright demo` and `loopwright run` work in a terminal");
        }
    }
}
