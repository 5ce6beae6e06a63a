package org.loopwright.app.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/// A project's loop files while they are edited: each with a hidden file beside it that keeps what is
/// not saved yet. Every write is whole or does not happen.
record LoopDraftFiles(Path folder) {
    private static final String KEPT = ".unsaved";

    /// Writes the file and drops what was kept.
    void save(String fileName, String text) {
        try {
            write(folder.resolve(fileName), text);
            Files.deleteIfExists(beside(fileName));
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "loop " + fileName + " can't be saved in " + folder + ": " + e.getMessage(), e);
        }
    }

    /// Keeps a text; one that equals the file is not worth keeping.
    void keep(String fileName, String text) {
        try {
            Path file = folder.resolve(fileName);
            if (Files.exists(file) && Files.readString(file).equals(text)) {
                Files.deleteIfExists(beside(fileName));
            } else {
                write(beside(fileName), text);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "unsaved work on loop " + fileName + " can't be kept in " + folder + ": " + e.getMessage(), e);
        }
    }

    /// What was kept, or empty.
    Optional<String> kept(String fileName) {
        try {
            return Optional.of(Files.readString(beside(fileName)));
        } catch (NoSuchFileException _) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "unsaved work on loop " + fileName + " can't be read from " + folder + ": " + e.getMessage(), e);
        }
    }

    private Path beside(String fileName) {
        return folder.resolve("." + fileName + KEPT);
    }

    private static void write(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Path fresh = Files.createTempFile(file.getParent(), ".loop", ".tmp");
        try {
            Files.writeString(fresh, text, StandardCharsets.UTF_8);
            try (FileChannel channel = FileChannel.open(fresh, StandardOpenOption.WRITE)) {
                channel.force(true);
            }
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(fresh);
        }
    }
}
