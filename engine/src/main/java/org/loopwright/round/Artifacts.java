package org.loopwright.round;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;
import org.loopwright.loop.Content;
import org.loopwright.loop.LoopException;
import org.loopwright.loop.SlotType;
import org.loopwright.store.StoreException;
import org.loopwright.task.Dataset;

/// What round loops of a project made, in its folder `checkpoints`: `data/HASH.jsonl` holds rows by their
/// content, `models/ID` checkpoints. A file is written beside its place, synced and renamed: it is
/// complete or absent. Thread-safe.
public final class Artifacts {
    private final Path root;

    /// The artifacts in `root`, a project's folder `checkpoints`; made with the first of them.
    public Artifacts(Path root) {
        this.root = root;
    }

    /// The folder of all checkpoints.
    public Path models() {
        return root.resolve("models");
    }

    /// The curve of a training that goes on.
    Path curve(String checkpoint) {
        return root.resolve("curves").resolve(checkpoint + ".tsv");
    }

    /// Where a model in training is written to be looked at.
    Path look(String checkpoint) {
        return root.resolve("looks").resolve(checkpoint);
    }

    Path steps() {
        return root.resolve("steps");
    }

    /// Keeps rows.
    ///
    /// @param kind DATASET or TRACES
    /// @throws StoreException when the disk refuses: the run stops and can be resumed
    public Content.Artifact keep(RowSet set, SlotType kind) {
        byte[] bytes = RowFile.write(set);
        String hash = sha256(bytes);
        Path file = data(hash);
        if (!Files.exists(file)) {
            write(file, bytes);
        }
        return new Content.Artifact(
                kind, hash, set.name(), set.split().label(), set.rows().size());
    }

    /// Reads rows that were kept.
    ///
    /// @throws LoopException when they were deleted
    public RowSet rows(Content.Artifact artifact) {
        return rows(artifact.hash());
    }

    RowSet rows(String hash) {
        Path file = data(hash);
        try {
            return RowFile.read(Files.readAllBytes(file));
        } catch (IOException e) {
            throw new LoopException(file + " can't be read: " + e.getMessage() + "; start a new run", e);
        }
    }

    /// Notes which problems an item run attempts, so that its items can be found again.
    void begin(UUID run, Content.Artifact problems, int items, int samples) {
        write(link(run), (problems.hash() + " " + items + " " + samples + "\n").getBytes(StandardCharsets.US_ASCII));
    }

    /// The items of an item run that a round loop opened, or empty when it did not or they were deleted.
    public Optional<Dataset> items(UUID run) {
        try {
            if (!Files.exists(link(run))) {
                return Optional.empty();
            }
            String[] parts = Files.readString(link(run)).strip().split(" ");
            if (!Files.exists(data(parts[0]))) {
                return Optional.empty();
            }
            RowSet problems = rows(parts[0]);
            return Optional.of(ProblemRows.attempts(
                    problems.with(problems.rows().subList(0, Integer.parseInt(parts[1]))), Integer.parseInt(parts[2])));
        } catch (IOException e) {
            throw new LoopException(link(run) + " can't be read: " + e.getMessage(), e);
        }
    }

    private Path link(UUID run) {
        return root.resolve("runs").resolve(run + ".txt");
    }

    /// Whether what an artifact names is still there.
    boolean has(Content.Artifact artifact) {
        return artifact.kind() == SlotType.MODEL
                ? !artifact.name().startsWith(CHECKPOINT) || Files.isDirectory(checkpoint(artifact.name()))
                : Files.exists(data(artifact.hash()));
    }

    /// Begins the name of a model that lies here, and not in the project's `models`.
    static final String CHECKPOINT = "checkpoint/";

    /// The folder of a checkpoint with such a name.
    Path checkpoint(String name) {
        return models().resolve(name.substring(CHECKPOINT.length()));
    }

    private Path data(String hash) {
        return root.resolve("data").resolve(hash + ".jsonl");
    }

    static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    static void write(Path file, byte[] bytes) {
        Path fresh = file.resolveSibling("." + file.getFileName() + "-" + UUID.randomUUID());
        try {
            Files.createDirectories(file.getParent());
            try (FileChannel channel =
                    FileChannel.open(fresh, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
                ByteBuffer buffer = ByteBuffer.wrap(bytes);
                while (buffer.hasRemaining()) {
                    channel.write(buffer);
                }
                channel.force(true);
            }
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new StoreException(
                    StoreException.Code.FULL,
                    file + " can't be written: " + e.getMessage()
                            + "; make room and resume the run: nothing that was complete is lost",
                    e);
        }
    }
}
