package org.loopwright.model.shelf;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/// Sizes, copies and removes files and folders; never follows a link out of them.
final class FileTree {
    private static final long PORTION = 1L << 24;

    private FileTree() {}

    /// Bytes of a file, or of all files under a folder; 0 for a link.
    static long bytes(Path path) throws IOException {
        long[] sum = {0};
        Files.walkFileTree(path, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                sum[0] += attributes.isRegularFile() ? attributes.size() : 0;
                return FileVisitResult.CONTINUE;
            }
        });
        return sum[0];
    }

    /// Removes a file, a link, or a folder with all that is in it.
    static void remove(Path path) throws IOException {
        Files.walkFileTree(path, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException problem) throws IOException {
                if (problem != null) {
                    throw problem;
                }
                Files.delete(folder);
                return FileVisitResult.CONTINUE;
            }
        });
    }

    /// Copies one file in portions, so that it can be stopped.
    ///
    /// @param progress hears the bytes that were copied
    static void copy(Path from, Path to, LongConsumer progress) throws IOException, InterruptedException {
        try (FileChannel in = FileChannel.open(from, StandardOpenOption.READ);
                FileChannel out = FileChannel.open(
                        to,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.WRITE,
                        StandardOpenOption.TRUNCATE_EXISTING)) {
            long at = 0;
            while (at < in.size()) {
                if (Thread.interrupted()) {
                    throw new InterruptedException("the copy was stopped");
                }
                at += in.transferTo(at, PORTION, out);
                progress.accept(at);
            }
            out.force(true);
        }
    }
}
