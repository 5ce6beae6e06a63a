package org.loopwright.round;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
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
    private static final String JSON = ".json";
    private static final FramePath NOWHERE = new FramePath("step");

    private final Path folder;
    private final EventCodec codec = new EventCodec();

    StepCache(Path folder) {
        this.folder = folder;
    }

    /// What the step with this key made, or empty.
    Optional<Event.Made> find(String key) {
        Path file = folder.resolve(key + JSON);
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

    /// The steps that were kept last, the latest last. What can't be read is left out.
    List<Event.Made> recent(int most) {
        List<Path> files = new ArrayList<>();
        if (Files.isDirectory(folder)) {
            try (Stream<Path> all = Files.list(folder)) {
                all.filter(file -> file.toString().endsWith(JSON)).forEach(files::add);
            } catch (IOException e) {
                throw unreadable(folder, e);
            }
        }
        files.sort(Comparator.comparing(StepCache::age).thenComparing(Path::toString));
        List<Event.Made> recent = new ArrayList<>();
        for (Path file : files.subList(Math.max(0, files.size() - most), files.size())) {
            String name = file.getFileName().toString();
            find(name.substring(0, name.length() - JSON.length())).ifPresent(recent::add);
        }
        return recent;
    }

    private static FileTime age(Path file) {
        try {
            return Files.getLastModifiedTime(file);
        } catch (IOException _) {
            return FileTime.fromMillis(0);
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
