package org.loopwright.exchange;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/// The file of an Inspect evaluation: a head, and samples that are read one at a time.
///
/// Two forms: `.eval`, a zip with `header.json` and one `samples/ID_epoch_N.json` each, and `.json`, one object
/// whose `samples` are a list. Formats of versions 1 and 2 of Inspect AI (UK AI Security Institute), logs of
/// 2024 to 2026 were tried.
final class InspectLog {
    private static final JsonMapper MAPPER = JsonMapper.builder(com.fasterxml.jackson.core.JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxStringLength(Integer.MAX_VALUE)
                            .maxNestingDepth(2_000)
                            .build())
                    .build())
            // Python writes NaN and Infinity into JSON.
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .build();

    private InspectLog() {}

    /// Gets what a log holds.
    interface Reader {
        /// One sample.
        ///
        /// @param where it stands, for messages
        void sample(String where, JsonNode sample);
    }

    /// Whether `file` looks like one: by its ending, or for `.json` by a member `eval` or `samples` near its
    /// start.
    static boolean isOne(Path file) {
        String name = file.getFileName().toString();
        if (name.endsWith(".eval")) {
            return true;
        }
        if (!name.endsWith(".json")) {
            return false;
        }
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file));
                JsonParser json = MAPPER.createParser(in)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                return false;
            }
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                if (json.currentName().equals("eval")) {
                    return json.nextToken() == JsonToken.START_OBJECT;
                }
                json.nextToken();
                json.skipChildren();
            }
            return false;
        } catch (IOException _) {
            return false;
        }
    }

    /// Reads a whole log: every sample goes to `reader`, the rest is returned.
    ///
    /// @throws ExchangeException when the file is cut off or no log, or its evaluation had not ended
    static JsonNode read(Path file, Reader reader) {
        JsonNode head =
                file.getFileName().toString().endsWith(".eval") ? readArchive(file, reader) : readObject(file, reader);
        requireEnded(file, head);
        return head;
    }

    private static void requireEnded(Path file, JsonNode head) {
        if (!head.path("eval").isObject()) {
            throw new ExchangeException(file + " is no Inspect log: it has no `eval` that names task and model");
        }
        String status = head.path("status").asText();
        if (status.equals("started")) {
            throw new ExchangeException(file + " has status `started`: the evaluation is still running, or was killed;"
                    + " import it when it has ended, or write what there is with `inspect log recover`");
        }
    }

    private static JsonNode readArchive(Path file, Reader reader) {
        try (LogArchive archive = LogArchive.open(file)) {
            if (!archive.has("header.json")) {
                throw new ExchangeException(file + " has no header.json"
                        + (archive.has("_journal/start.json")
                                ? ": the evaluation is still running, or was killed; import it when it has ended,"
                                        + " or write what there is with `inspect log recover`"
                                : ", so it is no Inspect log"));
            }
            JsonNode head = tree(file + ", entry header.json", archive.read("header.json"));
            requireEnded(file, head);
            List<String> samples = archive.names().stream()
                    .filter(name -> name.startsWith("samples/") && name.endsWith(".json"))
                    .toList();
            for (String name : samples) {
                String where = file + ", entry " + name;
                reader.sample(where, tree(where, archive.read(name)));
            }
            return head;
        }
    }

    private static JsonNode tree(String where, byte[] bytes) {
        try {
            return MAPPER.readTree(bytes);
        } catch (JsonProcessingException e) {
            throw broken(where, e);
        } catch (IOException e) {
            throw new ExchangeException(where + " can't be read: " + e.getMessage(), e);
        }
    }

    private static JsonNode readObject(Path file, Reader reader) {
        ObjectNode head = MAPPER.createObjectNode();
        int samples = 0;
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file));
                JsonParser json = MAPPER.createParser(in)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                throw new ExchangeException(file + " is no Inspect log: it does not begin as a JSON object");
            }
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String name = Objects.requireNonNull(json.currentName());
                JsonToken value = json.nextToken();
                if (name.equals("samples") && value == JsonToken.START_ARRAY) {
                    while (json.nextToken() == JsonToken.START_OBJECT) {
                        samples++;
                        int line = json.currentLocation().getLineNr();
                        reader.sample(file + ", line " + line + ", sample " + samples, MAPPER.readTree(json));
                    }
                } else {
                    head.set(name, MAPPER.readTree(json));
                }
            }
            if (json.currentToken() != JsonToken.END_OBJECT) {
                throw new ExchangeException(
                        file + " ends in the middle, after sample " + samples + ": it was cut off, so copy it again");
            }
            return head;
        } catch (JsonProcessingException e) {
            throw broken(file + " (after sample " + samples + ")", e);
        } catch (IOException e) {
            throw new ExchangeException(file + " can't be read: " + e.getMessage(), e);
        }
    }

    private static ExchangeException broken(String where, JsonProcessingException e) {
        JsonLocation at = e.getLocation();
        String place = at == null ? "" : ", line " + at.getLineNr() + ", column " + at.getColumnNr();
        return new ExchangeException(
                where + place + " is no whole JSON (" + e.getOriginalMessage()
                        + "): the file was cut off or changed, so copy it again",
                e);
    }
}
