package org.loopwright.measure.file;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.nio.file.Path;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.loopwright.measure.MeasureException;

/// Which field of a file means what: as somebody said, else by the names that people commonly use. A path
/// with dots reaches into objects: `metadata.topic`.
final class FieldMap {
    private final Map<Field, String> found;

    private FieldMap(Map<Field, String> found) {
        this.found = found;
    }

    /// The map of a file.
    ///
    /// @param present names of all fields that some row has
    /// @param said field word -> the file's name
    /// @throws MeasureException when a word means nothing, or no row has the name
    static FieldMap of(Path file, Collection<String> present, Map<String, String> said) {
        Map<Field, String> found = new EnumMap<>(Field.class);
        said.forEach((word, name) -> {
            Field field = Field.of(word)
                    .orElseThrow(() -> new MeasureException("--map " + word + "=" + name + ": there is nothing called `"
                            + word + "` to map to; there are " + Field.words()));
            if (!present.contains(head(name)) && !present.contains(name)) {
                throw new MeasureException(file + ": no row has a field `" + name + "` to take as `" + word
                        + "`; there are " + String.join(", ", present));
            }
            found.put(field, name);
        });
        Set<String> taken = new LinkedHashSet<>(found.values());
        for (Field field : Field.values()) {
            if (!found.containsKey(field)) {
                field.names().stream()
                        .filter(name -> present.contains(name) && !taken.contains(name))
                        .findFirst()
                        .ifPresent(name -> {
                            found.put(field, name);
                            taken.add(name);
                        });
            }
        }
        return new FieldMap(found);
    }

    private static String head(String path) {
        int dot = path.indexOf('.');
        return dot < 0 ? path : path.substring(0, dot);
    }

    /// This without a field.
    FieldMap without(Field field) {
        Map<Field, String> rest = new EnumMap<>(found);
        rest.remove(field);
        return new FieldMap(rest);
    }

    boolean has(Field field) {
        return found.containsKey(field);
    }

    /// The file's name of a field, for messages.
    String name(Field field) {
        return found.getOrDefault(field, field.word());
    }

    /// What a row says; empty when it has no such field, or null there.
    Optional<JsonNode> value(Field field, JsonNode row) {
        String name = found.get(field);
        return name == null
                ? Optional.empty()
                : Optional.of(at(row, name)).filter(value -> !value.isMissingNode() && !value.isNull());
    }

    /// What a row says, as text; empty when it says nothing.
    Optional<String> text(Field field, JsonNode row) {
        return value(field, row)
                .map(value -> value.isValueNode() ? value.asText() : value.toString())
                .filter(text -> !text.isBlank());
    }

    /// Whether a row has the field at all, if only with null.
    boolean isGiven(Field field, JsonNode row) {
        String name = found.get(field);
        return name != null && !at(row, name).isMissingNode();
    }

    private static JsonNode at(JsonNode row, String path) {
        if (row.has(path)) {
            return row.path(path);
        }
        int dot = path.indexOf('.');
        return dot < 0 ? MissingNode.getInstance() : at(row.path(path.substring(0, dot)), path.substring(dot + 1));
    }

    /// `item: task_id, correct: passed`, for people.
    String describe() {
        return found.entrySet().stream()
                .map(entry -> entry.getKey().word() + ": " + entry.getValue())
                .collect(Collectors.joining(", "));
    }
}
