package org.loopwright.journal;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Typed reading of a payload's object. What is missing or of another type makes a [JournalException]
/// with code `DAMAGED`.
record Fields(JsonNode object) {
    boolean has(String name) {
        return object.hasNonNull(name);
    }

    JsonNode node(String name) {
        JsonNode value = object.get(name);
        if (value == null || value.isNull()) {
            throw damaged(name, "is missing");
        }
        return value;
    }

    Fields fields(String name) {
        return new Fields(node(name));
    }

    String text(String name) {
        JsonNode value = node(name);
        if (!value.isTextual()) {
            throw damaged(name, "is no text");
        }
        return value.textValue();
    }

    @Nullable
    String optionalText(String name) {
        return has(name) ? text(name) : null;
    }

    int integer(String name) {
        return Math.toIntExact(longInteger(name));
    }

    long longInteger(String name) {
        JsonNode value = node(name);
        if (!value.isIntegralNumber()) {
            throw damaged(name, "is no integer");
        }
        return value.longValue();
    }

    boolean truth(String name) {
        return node(name).booleanValue();
    }

    /// A number; JSON has no NaN and no infinities, so they stand there as text.
    double number(String name) {
        JsonNode value = node(name);
        if (value.isNumber()) {
            return value.doubleValue();
        }
        try {
            return Double.parseDouble(value.asText());
        } catch (NumberFormatException e) {
            throw damaged(name, "is no number");
        }
    }

    /// A constant by its name.
    <E extends Enum<E>> E constant(String name, Class<E> type) {
        String text = text(name);
        try {
            return Enum.valueOf(type, text);
        } catch (IllegalArgumentException e) {
            throw damaged(name, "is none of " + List.of(type.getEnumConstants()));
        }
    }

    List<String> texts(String name) {
        return list(name, JsonNode::asText);
    }

    <T> List<T> list(String name, Function<JsonNode, T> read) {
        JsonNode value = node(name);
        List<T> list = new ArrayList<>(value.size());
        value.forEach(element -> list.add(read.apply(element)));
        return list;
    }

    <T> Map<String, T> map(String name, Function<JsonNode, T> read) {
        Map<String, T> map = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> property : node(name).properties()) {
            map.put(property.getKey(), read.apply(property.getValue()));
        }
        return map;
    }

    JournalException damaged(String name, String what) {
        String seen =
                Optional.ofNullable(object.get(name)).map(JsonNode::toString).orElse(object.toString());
        String shown = seen.length() <= 80 ? seen : seen.substring(0, 80) + "…";
        return new JournalException(JournalException.Code.DAMAGED, "field `" + name + "` " + what + ": " + shown, null);
    }
}
