package org.loopwright.model.files;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.function.Consumer;
import org.loopwright.model.ModelException;

/// Changes a good file's bytes at random and reads the result: anything but a [ModelException] with code
/// `FILE` is a bug, and so is memory far beyond the file's size. Seeded; a failure names its seed.
public final class FileFuzz {
    private static final long[] TELLING = {
        0,
        1,
        -1,
        7,
        8,
        255,
        256,
        32,
        65_535,
        1L << 31,
        (1L << 31) - 1,
        1L << 32,
        1L << 40,
        Long.MAX_VALUE,
        Long.MIN_VALUE
    };

    private final byte[] good;
    private final int header;
    private final Path file;
    private final Consumer<Path> reader;

    /// @param header bytes at the file's start that most changes hit
    public FileFuzz(byte[] good, int header, Path file, Consumer<Path> reader) {
        this.good = good;
        this.header = header;
        this.file = file;
        this.reader = reader;
    }

    /// Reads changed files for a while.
    ///
    /// @param seconds how long; at least one file is read
    /// @return how many were read
    public long run(long seed, double seconds) {
        long end = System.nanoTime() + (long) (seconds * 1e9);
        long count = 0;
        do {
            one(seed + count);
            count++;
        } while (System.nanoTime() < end);
        return count;
    }

    private void one(long seed) {
        byte[] changed = changed(new Random(seed));
        try {
            Files.write(file, changed);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        long before = allocated();
        try {
            reader.accept(file);
        } catch (ModelException e) {
            if (e.code() != ModelException.Code.FILE) {
                throw new AssertionError("seed " + seed + " gives code " + e.code(), e);
            }
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
            throw new AssertionError("seed " + seed + " is not refused but crashes", e);
        }
        // What is read is held several times over: as text, as a tree, as a tokenizer.
        long spent = allocated() - before;
        if (spent > 20_000_000 + 60L * changed.length) {
            throw new AssertionError("seed " + seed + " makes the reader allocate " + spent + " bytes");
        }
    }

    private static long allocated() {
        return ((com.sun.management.ThreadMXBean) java.lang.management.ManagementFactory.getThreadMXBean())
                .getThreadAllocatedBytes(Thread.currentThread().threadId());
    }

    private byte[] changed(Random random) {
        byte[] bytes = good.clone();
        int changes = 1 + random.nextInt(4);
        for (int i = 0; i < changes; i++) {
            bytes = changedOnce(bytes, random);
        }
        return bytes;
    }

    private byte[] changedOnce(byte[] bytes, Random random) {
        if (bytes.length < 16) {
            return bytes;
        }
        int at = random.nextInt(random.nextInt(4) == 0 ? bytes.length - 8 : Math.min(header, bytes.length - 8));
        ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        switch (random.nextInt(6)) {
            case 0 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
            case 1 -> bytes[at] = (byte) random.nextInt(256);
            case 2 -> buffer.putInt(at, (int) TELLING[random.nextInt(TELLING.length)]);
            case 3 -> buffer.putLong(at, TELLING[random.nextInt(TELLING.length)]);
            case 4 -> {
                int from = random.nextInt(bytes.length - 8);
                System.arraycopy(bytes, from, bytes, at, Math.min(8, bytes.length - at));
            }
            default -> {
                return Arrays.copyOf(bytes, random.nextInt(bytes.length + 1));
            }
        }
        return bytes;
    }
}
