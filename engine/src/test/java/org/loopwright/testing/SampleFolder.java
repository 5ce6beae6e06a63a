package org.loopwright.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/// Copies of the sample project that a test may run in, or spoil.
public final class SampleFolder {
    /// The repository's root: tests run in their module's folder.
    public static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    private SampleFolder() {}

    /// Copies the sample project, without the runs that were made in it.
    ///
    /// @return `target`
    public static Path copyTo(Path target) throws IOException {
        return copy(ROOT.resolve("sample-projects").resolve("self-check-arithmetic"), target);
    }

    /// Copies a project, without the runs that were made in it.
    ///
    /// @return `target`
    public static Path copy(Path from, Path target) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file :
                    files.filter(f -> !f.startsWith(from.resolve("runs"))).toList()) {
                Path copy = target.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(copy);
                } else {
                    Files.copy(file, copy);
                }
            }
        }
        return target;
    }
}
