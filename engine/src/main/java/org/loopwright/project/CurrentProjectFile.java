package org.loopwright.project;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.function.Supplier;

/// A project's `project.yaml` as it stands now: it is read again when it was changed, by an import, another window or
/// an editor. While it is being edited and wrong, what it said last stands. Thread-safe.
final class CurrentProjectFile implements Supplier<ProjectFile> {
    private final Path root;
    /// Guarded by `this`.
    private ProjectFile read;
    /// Guarded by `this`.
    private Stamp stamp;

    /// What tells one state of the file from another.
    private record Stamp(FileTime changed, long size) {
        private static final Stamp NONE = new Stamp(FileTime.fromMillis(0), -1);
    }

    /// @throws ProjectException when the file is missing or wrong
    CurrentProjectFile(Path root) {
        this.root = root;
        this.stamp = stamp(root);
        this.read = ProjectFile.read(root);
    }

    @Override
    public synchronized ProjectFile get() {
        Stamp now = stamp(root);
        if (!now.equals(stamp) && !now.equals(Stamp.NONE)) {
            try {
                read = ProjectFile.read(root);
                stamp = now;
            } catch (ProjectException _) {
                // Half an edit: the next call looks again.
            }
        }
        return read;
    }

    private static Stamp stamp(Path root) {
        Path file = root.resolve(ProjectFile.FILE_NAME);
        try {
            return new Stamp(Files.getLastModifiedTime(file), Files.size(file));
        } catch (IOException _) {
            return Stamp.NONE;
        }
    }
}
