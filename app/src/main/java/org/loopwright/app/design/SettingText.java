package org.loopwright.app.design;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Settings as text in a field, and back.
final class SettingText {
    private SettingText() {}

    /// A value on one line; a list has commas, nothing is empty.
    static String joined(@Nullable Object value) {
        if (value instanceof List<?> list) {
            return String.join(", ", list.stream().map(String::valueOf).toList());
        }
        return value == null ? "" : value.toString();
    }

    /// A map as `key: value, key: value`.
    static String pairs(@Nullable Object value) {
        return value instanceof Map<?, ?> map
                ? String.join(
                        ", ",
                        map.entrySet().stream()
                                .map(e -> e.getKey() + ": " + e.getValue())
                                .toList())
                : joined(value);
    }

    /// The parts between commas, no empty one.
    static List<String> split(String text) {
        return List.of(text.strip().split("\\s*,\\s*")).stream()
                .filter(part -> !part.isEmpty())
                .toList();
    }

    /// The map of `key: value, key: value`; the text itself without a colon.
    static Object map(String text) {
        if (!text.contains(":")) {
            return text.strip();
        }
        Map<String, Object> map = new LinkedHashMap<>();
        split(text).forEach(pair -> {
            int colon = pair.indexOf(':');
            map.put(
                    pair.substring(0, Math.max(0, colon)).strip(),
                    pair.substring(colon + 1).strip());
        });
        return map;
    }

    /// A number where the text is one.
    static Object plain(String text) {
        String stripped = text.strip();
        if (stripped.matches("-?\\d{1,18}")) {
            return Long.valueOf(stripped);
        }
        return stripped.matches("-?\\d+\\.\\d+") ? (Object) Double.valueOf(stripped) : stripped;
    }

    /// The maps of a list; what is no map is an empty one.
    static List<Map<String, Object>> maps(@Nullable Object value) {
        List<Map<String, Object>> maps = new ArrayList<>();
        if (value instanceof List<?> list) {
            list.forEach(element -> maps.add(tree(element)));
        }
        return maps;
    }

    /// A map with text keys; empty for anything else.
    static Map<String, Object> tree(@Nullable Object value) {
        Map<String, Object> tree = new LinkedHashMap<>();
        if (value instanceof Map<?, ?> map) {
            map.forEach((key, element) -> tree.put(String.valueOf(key), element));
        }
        return tree;
    }
}
