package org.loopwright.experiment;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.loopwright.project.ProjectException;
import org.loopwright.project.RunRequest;
import org.loopwright.project.RunVariant;
import org.loopwright.run.Budget;

/// The queue's file, `runs/queue.json`: read whole and replaced whole, synced first, so a kill leaves
/// the old one or the new one. Changes of several processes take turns by a lock file.
final class QueueFile {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    /// Within one process a file lock does not exclude threads.
    private static final Object ONE_AT_A_TIME = new Object();

    private final Path folder;
    private final Path file;

    /// @param folder the project's `runs`
    QueueFile(Path folder) {
        this.folder = folder;
        this.file = folder.resolve("queue.json");
    }

    /// What the file says.
    ///
    /// @param isPaused whether nothing of it may run
    /// @param entries in the order in which they run
    record Content(boolean isPaused, List<QueueEntry> entries) {
        Content {
            entries = List.copyOf(entries);
        }

        Content with(List<QueueEntry> others) {
            return new Content(isPaused, others);
        }
    }

    /// The content now; empty when there is no file.
    ///
    /// @throws ProjectException when the file is damaged
    Content read() {
        if (!Files.exists(file)) {
            return new Content(false, List.of());
        }
        try {
            JsonNode json = MAPPER.readTree(Files.readString(file));
            List<QueueEntry> entries = new ArrayList<>();
            for (JsonNode entry : json.path("entries")) {
                entries.add(entry(entry));
            }
            return new Content(json.path("paused").asBoolean(), entries);
        } catch (IOException | RuntimeException e) {
            throw new ProjectException(
                    file + " is damaged: " + e.getMessage() + "; the runs themselves are safe, so delete it and queue"
                            + " again what is missing",
                    e);
        }
    }

    /// Replaces the content by what `change` makes of it, alone.
    ///
    /// @return the new content
    /// @throws ProjectException when the folder can't be written
    Content change(UnaryOperator<Content> change) {
        synchronized (ONE_AT_A_TIME) {
            try {
                Files.createDirectories(folder);
                try (FileChannel channel = FileChannel.open(
                                folder.resolve("queue.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                        FileLock _ = channel.lock()) {
                    Content next = change.apply(read());
                    write(next);
                    return next;
                }
            } catch (IOException e) {
                throw new ProjectException("the queue in " + folder + " can't be changed: " + e.getMessage(), e);
            }
        }
    }

    private void write(Content content) throws IOException {
        ObjectNode json = MAPPER.createObjectNode().put("loopwright", 1).put("paused", content.isPaused());
        ArrayNode entries = json.putArray("entries");
        content.entries().forEach(entry -> entries.add(json(entry)));
        Path fresh = folder.resolve("queue.json.new");
        Files.writeString(
                fresh,
                json.toPrettyString(),
                StandardOpenOption.CREATE,
                StandardOpenOption.TRUNCATE_EXISTING,
                StandardOpenOption.WRITE,
                StandardOpenOption.SYNC);
        Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }

    private static ObjectNode json(QueueEntry entry) {
        RunRequest request = entry.variant().request();
        ObjectNode json = MAPPER.createObjectNode()
                .put("id", entry.id().toString())
                .put("title", entry.title())
                .put("experiment", entry.experiment())
                .put("arm", entry.arm())
                .put("addedAt", entry.addedAt().toString())
                .put("cancelled", entry.isCancelled())
                .put("failure", entry.failure())
                .put("loop", request.loop())
                .put("dataset", request.dataset())
                .put("items", request.items())
                .put("seed", request.seed())
                .put("parallelism", request.parallelism());
        json.set("models", MAPPER.valueToTree(request.models()));
        json.set("params", MAPPER.valueToTree(request.params()));
        json.set("settings", MAPPER.valueToTree(entry.variant().settings()));
        entry.variant().drafts().ifPresent(run -> json.put("drafts", run.toString()));
        if (!request.budget().equals(Budget.UNLIMITED)) {
            json.putObject("budget")
                    .put("calls", request.budget().calls())
                    .put("tokens", request.budget().tokens())
                    .put("millis", request.budget().time().toMillis());
        }
        return json;
    }

    private static QueueEntry entry(JsonNode json) {
        JsonNode budget = json.path("budget");
        RunRequest request = new RunRequest(
                json.path("loop").asText(),
                texts(json.path("models")),
                json.path("dataset").asText(),
                json.path("items").asInt(),
                json.path("seed").asLong(),
                budget.isMissingNode()
                        ? Budget.UNLIMITED
                        : new Budget(
                                budget.path("calls").asLong(),
                                budget.path("tokens").asLong(),
                                Duration.ofMillis(budget.path("millis").asLong())),
                json.path("parallelism").asInt(),
                values(json.path("params")));
        Optional<UUID> drafts = json.has("drafts")
                ? Optional.of(UUID.fromString(json.path("drafts").asText()))
                : Optional.empty();
        return new QueueEntry(
                UUID.fromString(json.path("id").asText()),
                json.path("title").asText(),
                json.path("experiment").asText(),
                json.path("arm").asText(),
                new RunVariant(request, values(json.path("settings")), drafts),
                Instant.parse(json.path("addedAt").asText()),
                json.path("cancelled").asBoolean(),
                json.path("failure").asText());
    }

    private static Map<String, String> texts(JsonNode json) {
        Map<String, String> texts = new LinkedHashMap<>();
        values(json).forEach((key, value) -> texts.put(key, String.valueOf(value)));
        return texts;
    }

    private static Map<String, Object> values(JsonNode json) {
        try {
            return MAPPER.treeToValue(
                    json, MAPPER.getTypeFactory().constructType(new TypeReference<LinkedHashMap<String, Object>>() {}));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("`" + json + "` is no map of plain values", e);
        }
    }
}
