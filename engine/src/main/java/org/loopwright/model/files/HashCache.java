package org.loopwright.model.files;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Remembers the hashes of models whose files did not change since: hashing reads every weight, and a list
/// of models needs every hash. A model is the same as long as each of its files has the same path, size,
/// time and place on the disk. Thread-safe.
///
/// Files that changed within the last two seconds are hashed anew each time: a second change in the same tick
/// of the clock would not show ("racy git").
public final class HashCache {
    /// The one of this program. Kept in memory only, unless a file is named for it.
    public static final HashCache SHARED = new HashCache();

    private static final Logger LOG = LoggerFactory.getLogger(HashCache.class);
    /// Begins every key. Another way of hashing needs another one.
    private static final String VERSION = "1";

    private static final Duration SETTLED = Duration.ofSeconds(2);
    private static final int MOST = 1000;

    /// Guarded by `this`, by path.
    private final Map<String, Known> known = new LinkedHashMap<>();
    private @Nullable Path file;

    private record Known(String state, String hash) {}

    /// Keeps what is known in `file` too, and reads what is there. A file that can't be read or written costs
    /// time, not correctness, and is reported in the log.
    public synchronized void keepIn(Path file) {
        this.file = file;
        if (!Files.exists(file)) {
            return;
        }
        try {
            ObjectNode json = JsonFile.readObject(file);
            for (Map.Entry<String, JsonNode> entry : json.properties()) {
                known.put(
                        entry.getKey(),
                        new Known(
                                entry.getValue().path("state").asText(),
                                entry.getValue().path("hash").asText()));
            }
        } catch (RuntimeException e) {
            LOG.warn("the known hashes in {} are not used: {}", file, e.getMessage());
        }
    }

    /// The hash of the model at `path`.
    ///
    /// @param path a file, or a folder whose own files make the model
    /// @param compute reads all of it
    public String hash(Path path, Supplier<String> compute) {
        String key = path.toAbsolutePath().normalize().toString();
        String state = state(path);
        synchronized (this) {
            Known before = known.get(key);
            if (!state.isEmpty() && before != null && before.state().equals(state)) {
                return before.hash();
            }
        }
        String hash = compute.get();
        if (!state.isEmpty() && state.equals(state(path))) {
            remember(key, new Known(state, hash));
        }
        return hash;
    }

    /// Sizes, times and places of the files, or an empty text when they can't be relied on.
    private static String state(Path path) {
        Instant settled = Instant.now().minus(SETTLED);
        StringBuilder state = new StringBuilder(VERSION);
        try {
            for (Path one : files(path)) {
                BasicFileAttributes attributes = Files.readAttributes(one, BasicFileAttributes.class);
                if (attributes.lastModifiedTime().toInstant().isAfter(settled)) {
                    return "";
                }
                state.append('|').append(one.getFileName());
                state.append(':').append(attributes.size());
                state.append(':').append(attributes.lastModifiedTime().toInstant());
                state.append(':').append(attributes.fileKey());
            }
            return state.toString();
        } catch (IOException e) {
            LOG.debug("the files of {} can't be looked at", path, e);
            return "";
        }
    }

    private static List<Path> files(Path path) throws IOException {
        if (!Files.isDirectory(path)) {
            return List.of(path);
        }
        try (Stream<Path> inside = Files.list(path)) {
            return new ArrayList<>(inside.filter(Files::isRegularFile).sorted().toList());
        }
    }

    private synchronized void remember(String key, Known now) {
        known.remove(key);
        known.put(key, now);
        if (known.size() > MOST) {
            known.remove(known.keySet().iterator().next());
        }
        if (file != null) {
            write(file);
        }
    }

    private void write(Path target) {
        ObjectNode json = JsonFile.object();
        known.forEach(
                (key, one) -> json.putObject(key).put("state", one.state()).put("hash", one.hash()));
        try {
            Path parent = target.toAbsolutePath().getParent();
            Files.createDirectories(parent);
            Path fresh = Files.createTempFile(parent, "hashes", ".tmp");
            Files.writeString(fresh, JsonFile.pretty(json), StandardCharsets.UTF_8);
            Files.move(fresh, target, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            LOG.warn("the known hashes can't be kept in {}: {}", target, e.getMessage());
            file = null;
        }
    }
}
