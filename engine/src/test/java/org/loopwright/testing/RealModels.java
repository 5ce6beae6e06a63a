package org.loopwright.testing;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.logging.Logger;
import org.junit.jupiter.api.Assumptions;

/// Real models that are too large to keep in the repository. The script `src/test/golden/fetch_models`
/// fetches them into `$LOOPWRIGHT_MODELS` or `~/.cache/loopwright/models`; the system property
/// `loopwright.models` names another folder.
public final class RealModels {
    private static final Logger LOG = Logger.getLogger(RealModels.class.getName());

    private RealModels() {}

    /// The file of this name; without it the test is skipped, and says so.
    public static Path require(String name) {
        String folder = System.getProperty(
                "loopwright.models",
                Objects.requireNonNullElse(
                        System.getenv("LOOPWRIGHT_MODELS"),
                        Path.of(System.getProperty("user.home"), ".cache", "loopwright", "models")
                                .toString()));
        Path file = Path.of(folder, name);
        if (!Files.exists(file)) {
            LOG.warning(
                    "SKIPPED: a test needs the real model " + file + "; run engine/src/test/golden/fetch_models once");
            Assumptions.abort(file + " is missing");
        }
        return file;
    }
}
