package org.loopwright.loop.yaml;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Edits of plain trees: what an edit of the text must come to.
final class PlainEdit {
    private PlainEdit() {}

    /// `value` under the keys of `path`, the last one innermost.
    static Object nested(List<String> path, Object value) {
        Object nested = normal(value);
        for (String key : path.reversed()) {
            nested = Map.of(key, nested);
        }
        return nested;
    }

    static Map<String, Object> with(Map<String, Object> tree, List<String> path, Object value) {
        Map<String, Object> copy = new LinkedHashMap<>(tree);
        String key = path.getFirst();
        List<String> rest = path.subList(1, path.size());
        copy.put(key, rest.isEmpty() ? normal(value) : with(map(copy.get(key)), rest, value));
        return copy;
    }

    static Map<String, Object> without(Map<String, Object> tree, List<String> path) {
        Map<String, Object> copy = new LinkedHashMap<>(tree);
        String key = path.getFirst();
        if (path.size() == 1) {
            copy.remove(key);
        } else if (copy.get(key) instanceof Map<?, ?> inner) {
            copy.put(key, without(map(inner), path.subList(1, path.size())));
        }
        return copy;
    }

    static Map<String, Object> renamed(Map<String, Object> tree, List<String> path, String key) {
        Map<String, Object> copy = new LinkedHashMap<>();
        tree.forEach((name, value) -> {
            if (!name.equals(path.getFirst())) {
                copy.put(name, value);
            } else if (path.size() == 1) {
                copy.put(key, value);
            } else {
                copy.put(name, renamed(map(value), path.subList(1, path.size()), key));
            }
        });
        return copy;
    }

    private static Map<String, Object> map(@Nullable Object value) {
        Map<String, Object> map = new LinkedHashMap<>();
        if (value instanceof Map<?, ?> entries) {
            entries.forEach((key, element) -> map.put(String.valueOf(key), element));
        }
        return map;
    }

    /// The value as reading gives it back.
    private static Object normal(Object value) {
        return switch (value) {
            case Integer number -> number.longValue();
            case Float number -> number.doubleValue();
            case Map<?, ?> map -> {
                Map<String, Object> copy = new LinkedHashMap<>();
                map.forEach((key, element) -> copy.put(String.valueOf(key), normal(element)));
                yield copy;
            }
            case List<?> list -> list.stream().map(PlainEdit::normal).toList();
            default -> value;
        };
    }
}
