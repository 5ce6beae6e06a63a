package org.loopwright.exchange;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.loopwright.journal.AlternativesJson;
import org.loopwright.journal.CompletionTokens;
import org.loopwright.journal.EncodedEvent;
import org.loopwright.journal.EventCodec;
import org.loopwright.journal.JournalEntry;
import org.loopwright.journal.JournalException;
import org.loopwright.journal.TokenPacking;
import org.loopwright.loop.FramePath;
import org.loopwright.model.TokenValues;

/// A run as JSON lines, one for each entry of its journal, in the form and with the versions of the store.
final class PackedRun {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private PackedRun() {}

    /// Writes entries.
    ///
    /// @param change made to every payload, a JSON text
    static void write(List<JournalEntry> entries, UnaryOperator<String> change, OutputStream out) throws IOException {
        EventCodec.Writer writer = new EventCodec().writer();
        for (JournalEntry entry : entries) {
            EncodedEvent event = writer.write(entry);
            ObjectNode line = MAPPER.createObjectNode().put("seq", entry.seq());
            FramePath frame = entry.frame();
            if (frame != null) {
                line.put("frame", frame.text()).put("frameSeq", entry.frameSeq());
            }
            line.put("at", entry.at().toString())
                    .put("type", event.type())
                    .put("version", event.version())
                    .put("payload", change.apply(event.payload()));
            if (!event.tokens().isEmpty()) {
                ArrayNode tokens = line.putArray("tokens");
                event.tokens().forEach(row -> tokens.add(tokens(row)));
            }
            out.write(MAPPER.writeValueAsBytes(line));
            out.write('\n');
        }
    }

    private static ObjectNode tokens(CompletionTokens row) {
        ObjectNode json = MAPPER.createObjectNode()
                .put("promptIds", TokenPacking.pack(row.promptIds()))
                .put("ids", TokenPacking.pack(row.ids()));
        put(json, "logProb", row.logProb());
        put(json, "samplerLogProb", row.samplerLogProb());
        put(json, "entropy", row.entropy());
        if (!row.alternatives().isEmpty()) {
            json.set("alternatives", AlternativesJson.write(row.alternatives()));
        }
        return json;
    }

    private static void put(ObjectNode json, String name, @Nullable TokenValues values) {
        if (values != null) {
            json.put(name, TokenPacking.pack(values));
        }
    }

    /// Reads entries.
    ///
    /// @param name for messages
    /// @throws ExchangeException when a line is none, with its number
    static List<JournalEntry> read(Path file, String name) throws IOException {
        EventCodec.Reader reader = new EventCodec().reader();
        List<JournalEntry> entries = new ArrayList<>();
        try (BufferedReader in = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                try {
                    entries.add(entry(MAPPER.readTree(line), reader));
                } catch (JsonProcessingException | DateTimeException | IllegalArgumentException | JournalException e) {
                    throw new ExchangeException(
                            name + ", line " + (entries.size() + 1) + " is no entry of a journal: " + e.getMessage(),
                            e);
                }
            }
        }
        return entries;
    }

    private static JournalEntry entry(JsonNode line, EventCodec.Reader reader) {
        List<CompletionTokens> tokens = new ArrayList<>();
        line.path("tokens").forEach(row -> tokens.add(tokens(row)));
        String frame = line.path("frame").asText("");
        return reader.read(
                line.path("seq").asLong(-1),
                frame.isEmpty() ? null : new FramePath(frame),
                line.path("frameSeq").asInt(-1),
                Instant.parse(line.path("at").asText()),
                new EncodedEvent(
                        line.path("type").asText(),
                        line.path("version").asInt(),
                        line.path("payload").asText(),
                        tokens));
    }

    private static CompletionTokens tokens(JsonNode row) {
        return new CompletionTokens(
                TokenPacking.unpackIds(bytes(row, "promptIds")),
                TokenPacking.unpackIds(bytes(row, "ids")),
                values(row, "logProb"),
                values(row, "samplerLogProb"),
                values(row, "entropy"),
                row.has("alternatives") ? AlternativesJson.read(row.path("alternatives")) : List.of());
    }

    private static byte[] bytes(JsonNode row, String name) {
        return Base64.getDecoder().decode(row.path(name).asText());
    }

    private static @Nullable TokenValues values(JsonNode row, String name) {
        return row.has(name) ? TokenPacking.unpackValues(bytes(row, name)) : null;
    }
}
