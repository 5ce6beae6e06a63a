package org.loopwright.app;

import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Where the operating system wants a program's own files.
public final class UserFolders {
    private static final String NAME = "loopwright";

    private UserFolders() {}

    /// The models that the user keeps for all projects.
    public static Path models() {
        return data().resolve("models");
    }

    /// Where the user's copies of recipes go when nothing else is said. The system property
    /// `loopwright.projects` names another folder.
    public static Path projects() {
        String chosen = System.getProperty("loopwright.projects", "");
        return chosen.isEmpty() ? Path.of(System.getProperty("user.home", "."), "Loopwright") : Path.of(chosen);
    }

    /// Which kinds of nodes of projects the user agreed to load.
    public static Path agreedKinds() {
        return data().resolve("agreed-kinds");
    }

    /// Data that the user would miss: `~/.local/share/loopwright`, `%LOCALAPPDATA%\loopwright`, or
    /// `~/Library/Application Support/loopwright`. The system property `loopwright.data` names
    /// another folder.
    public static Path data() {
        String chosen = System.getProperty("loopwright.data", "");
        if (!chosen.isEmpty()) {
            return Path.of(chosen);
        }
        String os = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        Path home = Path.of(System.getProperty("user.home", "."));
        if (os.contains("mac")) {
            return home.resolve("Library").resolve("Application Support").resolve(NAME);
        }
        return os.contains("win")
                ? named("LOCALAPPDATA", home.resolve("AppData").resolve("Local"))
                : named("XDG_DATA_HOME", home.resolve(".local").resolve("share"));
    }

    private static Path named(String variable, Path fallback) {
        @Nullable String value = System.getenv(variable);
        return (value == null || value.isBlank() ? fallback : Path.of(value)).resolve(NAME);
    }
}
