package org.loopwright.project;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Sees to it that a run is run by one process at a time. The operating system releases the lock of a
/// killed process.
final class RunLock implements AutoCloseable {
    private final FileChannel channel;
    private final Path file;

    private RunLock(FileChannel channel, Path file) {
        this.channel = channel;
        this.file = file;
    }

    /// Locks a run.
    ///
    /// @param folder where lock files lie; made when it is not there
    /// @throws ProjectException when another process runs it, or the folder can't be written
    static RunLock of(Path folder, UUID run) {
        Path file = folder.resolve(run + ".lock");
        FileChannel channel = null;
        try {
            Files.createDirectories(folder);
            channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (channel.tryLock() == null) {
                throw new OverlappingFileLockException();
            }
            return new RunLock(channel, file);
        } catch (OverlappingFileLockException e) {
            closeQuietly(channel);
            throw new ProjectException(
                    "run " + run
                            + " is being run already, by this or another window or terminal: pause or cancel it there",
                    e);
        } catch (IOException e) {
            closeQuietly(channel);
            throw new ProjectException("the project's folder can't be written: " + e.getMessage(), e);
        }
    }

    /// Whether some process, this one included, runs a run now.
    static boolean isHeld(Path folder, UUID run) {
        Path file = folder.resolve(run + ".lock");
        if (!Files.exists(file)) {
            return false;
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
                FileLock lock = channel.tryLock()) {
            return lock == null;
        } catch (OverlappingFileLockException e) {
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static void closeQuietly(@Nullable FileChannel channel) {
        if (channel != null) {
            try {
                channel.close();
            } catch (IOException _) {
                // The first failure is the one to report.
            }
        }
    }

    @Override
    public void close() {
        try {
            Files.deleteIfExists(file);
            channel.close();
        } catch (IOException _) {
            // A lock file that stays behind locks nothing.
        }
    }
}
