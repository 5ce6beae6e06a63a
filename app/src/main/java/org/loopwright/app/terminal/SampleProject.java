package org.loopwright.app.terminal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.stream.Stream;
import org.loopwright.app.UserFolders;
import org.loopwright.project.ProjectException;

/// The project that `demo` opens. Where it lies read-only, as in an installed application, a copy in
/// the user's own folder is opened instead.
final class SampleProject {
    private static final String NAME = "self-check-arithmetic";

    private SampleProject() {}

    /// Where the program's own files lie.
    static Path home() {
        return Path.of(System.getProperty("loopwright.home", "."));
    }

    /// A folder that can be written.
    ///
    /// @throws ProjectException when the sample is not there, or can't be copied
    static Path folder() {
        Path original = home().resolve("sample-projects").resolve(NAME);
        if (Files.isDirectory(original) && Files.isWritable(original)) {
            return original;
        }
        Path copy = UserFolders.data().resolve("samples").resolve(NAME);
        if (Files.isRegularFile(copy.resolve("project.yaml"))) {
            return copy;
        }
        if (!Files.isDirectory(original)) {
            throw new ProjectException("the sample project is not where it should be: " + original);
        }
        copy(original, copy);
        return copy;
    }

    private static void copy(Path from, Path to) {
        // `project.yaml` makes a folder a project, so it comes last: a copy that was cut off is made again.
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.filter(f -> !f.getFileName().toString().equals("project.yaml"))
                    .toList()) {
                Path target = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(file, target, StandardCopyOption.REPLACE_EXISTING);
                }
            }
            Files.copy(from.resolve("project.yaml"), to.resolve("project.yaml"), StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new ProjectException("the sample project can't be copied to " + to + ": " + e.getMessage(), e);
        }
    }
}
