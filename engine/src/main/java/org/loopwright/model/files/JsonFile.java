package org.loopwright.model.files;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/// Strict JSON: duplicate keys are errors, written keys keep their order.
public final class JsonFile {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(SerializationFeature.INDENT_OUTPUT)
            .build();
    private static final JsonMapper CANONICAL = JsonMapper.builder()
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .build();

    private JsonFile() {}

    /// An empty object.
    public static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    /// A file's text.
    ///
    /// @throws org.loopwright.model.ModelException with code `FILE` when it is missing or is not UTF-8
    public static String readText(Path file) {
        try {
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (NoSuchFileException e) {
            throw FileProblem.of(file, "the file is missing", "copy the whole model folder again", e);
        } catch (IOException e) {
            throw FileProblem.of(file, "the file can't be read as UTF-8 text", "check it and its permissions", e);
        }
    }

    /// The object that a file holds.
    ///
    /// @throws org.loopwright.model.ModelException with code `FILE` when it is missing or holds none
    public static ObjectNode readObject(Path file) {
        return parseObject(file, readText(file));
    }

    /// The object in `text`, which came from `file`.
    ///
    /// @throws org.loopwright.model.ModelException with code `FILE` when it is something else
    public static ObjectNode parseObject(Path file, String text) {
        try {
            if (MAPPER.readTree(text) instanceof ObjectNode object) {
                return object;
            }
        } catch (JsonProcessingException e) {
            throw FileProblem.of(
                    file, "not valid JSON: " + e.getOriginalMessage() + where(e), "copy the file again", e);
        }
        throw FileProblem.of(file, "a JSON object is expected at the top", "copy the file again");
    }

    private static String where(JsonProcessingException e) {
        return e.getLocation() == null ? "" : " in line " + e.getLocation().getLineNr();
    }

    /// Text with indentation and a line feed at the end, for a file.
    static String pretty(JsonNode json) {
        try {
            return MAPPER.writeValueAsString(json).replace("\r\n", "\n") + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /// Text with sorted keys and no spaces, for a hash.
    public static String canonical(JsonNode json) {
        try {
            // A tree keeps its order; a plain map is sorted.
            return CANONICAL.writeValueAsString(CANONICAL.treeToValue(json, Object.class));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
