package org.loopwright.exchange;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/// What a person said of the fields of a table, for the next table with the same columns. Lies in the project as
/// `data/imported/fields.json`, so that a colleague need not say it again.
final class RememberedFields {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private final Path file;

    RememberedFields(Path root) {
        this.file = root.resolve("data").resolve("imported").resolve("fields.json");
    }

    /// Our name -> the file's, for a table whose first row is `first`; empty when nobody said anything.
    Map<String, String> of(ObjectNode first) {
        for (JsonNode one : all()) {
            List<String> columns = new ArrayList<>();
            one.path("columns").forEach(column -> columns.add(column.asText()));
            if (columns.equals(columns(first))) {
                Map<String, String> fields = new TreeMap<>();
                one.path("fields")
                        .properties()
                        .forEach(field ->
                                fields.put(field.getKey(), field.getValue().asText()));
                return fields;
            }
        }
        return Map.of();
    }

    /// Keeps what was said of a table; what was said of the same columns before is replaced.
    void put(ObjectNode first, Map<String, String> fields) {
        ArrayNode kept = MAPPER.createArrayNode();
        JsonNode columns = MAPPER.valueToTree(columns(first));
        for (JsonNode one : all()) {
            if (!one.path("columns").equals(columns)) {
                kept.add(one);
            }
        }
        ObjectNode fresh = kept.addObject();
        fresh.set("columns", columns);
        fresh.set("fields", MAPPER.valueToTree(new TreeMap<>(fields)));
        try {
            Files.createDirectories(file.getParent());
            DatasetEntry.replace(file, MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(kept) + "\n");
        } catch (IOException e) {
            throw new ExchangeException("the fields can't be remembered in " + file + ": " + e.getMessage(), e);
        }
    }

    private JsonNode all() {
        try {
            return Files.exists(file) ? MAPPER.readTree(Files.readAllBytes(file)) : MAPPER.createArrayNode();
        } catch (IOException e) {
            throw new ExchangeException(
                    file + " can't be read: " + e.getMessage() + "; remove it, and say the fields again by --map", e);
        }
    }

    private static List<String> columns(ObjectNode first) {
        return List.copyOf(new TreeSet<>(FieldNames.names(first)));
    }
}
