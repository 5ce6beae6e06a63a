package org.loopwright.round;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.loopwright.journal.EncodedEvent;
import org.loopwright.journal.Event;
import org.loopwright.journal.EventCodec;
import org.loopwright.journal.JournalEntry;
import org.loopwright.loop.FramePath;
import org.loopwright.loop.LoopException;

/// What steps of round loops made, by the steps' keys: files `steps/KEY.json` under a project's
/// `checkpoints`. May be deleted at any time; steps are then made again. Thread-safe.
final class StepCache {
    private static final FramePath NOWHERE = new FramePath("step");

    private final Path folder;
    private final EventCodec codec = new EventCodec();

    StepCache(Path folder) {
        this.folder = folder;
    }

    /// What the step with this key made, or empty.
    Optional<Event.Made> find(String key) {
        Path file = folder.resolve(key + ".json");
        try {
            if (!Files.exists(file)) {
                return Optional.empty();
            }
            String text = Files.readString(file);
            int line = text.indexOf('\n');
            String[] head = text.substring(0, line).split(" ", 2);
            EncodedEvent stored =
                    new EncodedEvent(head[0], Integer.parseInt(head[1]), text.substring(line + 1), java.util.List.of());
            JournalEntry entry = codec.reader().read(0, NOWHERE, 0, Instant.EPOCH, stored);
            return entry.event() instanceof Event.Made made ? Optional.of(made) : Optional.empty();
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    void keep(Event.Made made) {
        EncodedEvent stored = codec.writer().write(new JournalEntry(0, NOWHERE, 0, Instant.EPOCH, made));
        Artifacts.write(
                folder.resolve(made.key() + ".json"),
                (stored.type() + " " + stored.version() + "\n" + stored.payload())
                        .getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    /// The item run that an unfinished step with this key began, or null.
    @Nullable
    UUID begun(String key) {
        Path file = folder.resolve(key + ".run");
        try {
            return Files.exists(file) ? UUID.fromString(Files.readString(file).strip()) : null;
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    void begin(String key, UUID run) {
        Artifacts.write(folder.resolve(key + ".run"), run.toString().getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    private static LoopException unreadable(Path file, IOException e) {
        return new LoopException(file + " can't be read: " + e.getMessage(), e);
    }
}
