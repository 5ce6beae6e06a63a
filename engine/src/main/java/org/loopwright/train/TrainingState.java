package org.loopwright.train;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/// Everything that a training needs to go on as if it had never stopped. The order of examples and every
/// other random choice follow from the step and the seed, so the step is the loader's position.
///
/// A file is written beside its place, synced, and renamed: it is the old one or the new one, whole.
final class TrainingState {
    private static final long MAGIC = 0x4c57_5354_4154_4531L;
    private static final int CHUNK = 1 << 18;

    private final String job;
    private final Progress progress;
    private final Moved moved;
    private final float[] best;

    /// How far a training has come.
    ///
    /// @param step steps done
    /// @param tokens trained
    /// @param seconds spent
    /// @param loss of the last step
    /// @param bestLoss lowest dev loss; infinite before the first
    /// @param bestStep after which it was measured
    /// @param worse examinations since
    record Progress(int step, long tokens, double seconds, double loss, double bestLoss, int bestStep, int worse) {
        static final Progress NONE = new Progress(0, 0, 0, Double.NaN, Double.POSITIVE_INFINITY, 0, 0);
    }

    /// @param job fingerprint, 64 hexadecimal digits
    /// @param best weights of the lowest dev loss; empty when none are kept. Arrays are not copied
    TrainingState(String job, Progress progress, Moved moved, float[] best) {
        this.job = job;
        this.progress = progress;
        this.moved = moved;
        this.best = best;
    }

    String job() {
        return job;
    }

    Progress progress() {
        return progress;
    }

    Moved moved() {
        return moved;
    }

    float[] best() {
        return best;
    }

    /// Puts the state into `file`.
    ///
    /// @throws IOException when the disk refuses; then the old file is untouched
    void write(Path file) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        try {
            try (FileChannel channel = FileChannel.open(
                    fresh, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
                write(channel, head());
                for (float[] array : arrays()) {
                    write(channel, array);
                }
                channel.force(true);
            }
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(fresh);
        }
    }

    private List<float[]> arrays() {
        return List.of(moved.weights(), moved.firstMoment(), moved.secondMoment(), moved.average(), best);
    }

    private ByteBuffer head() {
        ByteBuffer head = buffer(HEAD);
        head.putLong(MAGIC).put(HexFormat.of().parseHex(job));
        head.putInt(progress.step()).putLong(progress.tokens()).putDouble(progress.seconds());
        head.putDouble(progress.loss()).putDouble(progress.bestLoss());
        head.putInt(progress.bestStep()).putInt(progress.worse()).putInt(moved.updates());
        arrays().forEach(array -> head.putInt(array.length));
        return head.flip();
    }

    private static final int HEAD = 8 + 32 + 4 + 8 + 8 + 8 + 8 + 4 + 4 + 4 + 5 * 4;

    private static ByteBuffer buffer(int size) {
        return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static void write(FileChannel channel, float[] array) throws IOException {
        ByteBuffer chunk = buffer(4 * CHUNK);
        for (int from = 0; from < array.length; from += CHUNK) {
            int count = Math.min(CHUNK, array.length - from);
            chunk.clear();
            chunk.asFloatBuffer().put(array, from, count);
            write(channel, chunk.limit(4 * count));
        }
    }

    private static void write(FileChannel channel, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    /// Reads what [#write] wrote.
    ///
    /// @throws IOException when it can't be read or is no state
    static TrainingState read(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            ByteBuffer head = read(channel, buffer(HEAD));
            if (head.getLong() != MAGIC) {
                throw new IOException(file + " is no training state");
            }
            byte[] job = new byte[32];
            head.get(job);
            int step = head.getInt();
            long tokens = head.getLong();
            double seconds = head.getDouble();
            double loss = head.getDouble();
            double bestLoss = head.getDouble();
            Progress progress = new Progress(step, tokens, seconds, loss, bestLoss, head.getInt(), head.getInt());
            int updates = head.getInt();
            List<float[]> arrays = new ArrayList<>();
            int[] lengths = new int[5];
            for (int i = 0; i < lengths.length; i++) {
                lengths[i] = head.getInt();
            }
            for (int length : lengths) {
                arrays.add(read(channel, length));
            }
            Moved moved = new Moved(arrays.get(0), arrays.get(1), arrays.get(2), arrays.get(3), updates);
            return new TrainingState(HexFormat.of().formatHex(job), progress, moved, arrays.get(4));
        }
    }

    private static float[] read(FileChannel channel, int length) throws IOException {
        float[] array = new float[length];
        ByteBuffer chunk = buffer(4 * CHUNK);
        for (int from = 0; from < length; from += CHUNK) {
            int count = Math.min(CHUNK, length - from);
            read(channel, chunk.clear().limit(4 * count)).asFloatBuffer().get(array, from, count);
        }
        return array;
    }

    private static ByteBuffer read(FileChannel channel, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            if (channel.read(bytes) < 0) {
                throw new EOFException("a training state is shorter than it says");
            }
        }
        return bytes.flip();
    }
}
