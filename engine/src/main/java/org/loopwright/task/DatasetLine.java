package org.loopwright.task;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.Serial;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One line of a dataset file.
///
/// @param id the item's own, or null
/// @param cluster the item's, or null
/// @param gold the right answer, or null
/// @param fields everything else, in file order
record DatasetLine(
        @Nullable String id,
        @Nullable String cluster,
        @Nullable String gold,
        Map<String, String> fields) {
    // Decimals keep the digits of the file: 1.10 stays 1.10.
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    /// A line that is none; the message says what is wrong with it.
    static final class Unreadable extends Exception {
        @Serial
        private static final long serialVersionUID = 1L;

        private Unreadable(String message, @Nullable Throwable cause) {
            super(message, cause);
        }
    }

    /// The item in `row`, whatever its layout.
    static DatasetLine of(ObjectNode row) throws Unreadable {
        ObjectNode object = row.deepCopy();
        DatasetLayout.of(object).change(object);
        Map<String, String> fields = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> property : object.properties()) {
            String name = property.getKey();
            if (!name.equals("id") && !name.equals("cluster") && !name.equals("answer")) {
                fields.put(name, text(property.getValue()));
            }
        }
        if (fields.isEmpty()) {
            throw new Unreadable("it has no field that a loop could read", null);
        }
        return new DatasetLine(optional(object, "id"), optional(object, "cluster"), optional(object, "answer"), fields);
    }

    /// The object that `line` holds.
    static ObjectNode object(String line) throws Unreadable {
        if (!(tree(line) instanceof ObjectNode object)) {
            throw new Unreadable("it is JSON, but no object", null);
        }
        return object;
    }

    /// What `text` holds.
    static JsonNode tree(String text) throws Unreadable {
        try {
            return MAPPER.readTree(text);
        } catch (JsonProcessingException e) {
            throw new Unreadable("it is no JSON (" + e.getOriginalMessage() + ")", e);
        }
    }

    private static @Nullable String optional(JsonNode object, String name) throws Unreadable {
        JsonNode value = object.get(name);
        if (value == null || value.isNull()) {
            return null;
        }
        if (!value.isValueNode()) {
            throw new Unreadable("its `" + name + "` is " + value + ", but should be a text or a number", null);
        }
        String text = value.asText();
        if (text.isBlank()) {
            throw new Unreadable("its `" + name + "` is empty; leave it out when there is none", null);
        }
        return text;
    }

    private static String text(JsonNode value) {
        return value.isValueNode() ? value.asText() : value.toString();
    }
}
