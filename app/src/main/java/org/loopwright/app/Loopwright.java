package org.loopwright.app;

import java.io.IOException;
import java.io.InputStream;
import java.util.logging.LogManager;
import org.loopwright.app.terminal.Terminal;
import org.loopwright.model.files.HashCache;

/// The program: `loopwright COMMAND ...`. Not an [javafx.application.Application], so that the terminal
/// never loads the window's classes.
public final class Loopwright {
    private Loopwright() {}

    /// Runs one command and ends with its exit code.
    public static void main(String[] arguments) throws IOException {
        try (InputStream configuration = Loopwright.class.getResourceAsStream("logging.properties")) {
            LogManager.getLogManager().readConfiguration(configuration);
        }
        System.setProperty("ai.djl.offline", "true");
        HashCache.SHARED.keepIn(UserFolders.data().resolve("hashes.json"));
        System.exit(Terminal.run(arguments));
    }
}
