package org.loopwright.model.files.jinja;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What Python would make of a value.
final class Values {
    private Values() {}

    static Object ofJava(@Nullable Object value) {
        return switch (value) {
            case null -> Nothing.NONE;
            case String text -> Marked.of(text);
            case Integer number -> number.longValue();
            case List<?> list -> list.stream().map(Values::ofJava).toList();
            case Map<?, ?> map -> {
                Map<Marked, Object> converted = new LinkedHashMap<>();
                map.forEach((k, v) -> converted.put(Marked.of(String.valueOf(k)), ofJava(v)));
                yield converted;
            }
            default -> value;
        };
    }

    static boolean truth(Object value) {
        return switch (value) {
            case Boolean b -> b;
            case Long n -> n != 0;
            case Double n -> n != 0;
            case Marked text -> text.length() > 0;
            case List<?> list -> !list.isEmpty();
            case Map<?, ?> map -> !map.isEmpty();
            case Nothing _, Undefined _ -> false;
            default -> true;
        };
    }

    /// A value as `{{ }}` writes it.
    static Marked written(Object value) {
        return switch (value) {
            case Marked text -> text;
            case Undefined undefined -> throw undefined.unknown();
            case Boolean b -> Marked.of(b ? "True" : "False");
            case List<?> list -> repr(list);
            case Map<?, ?> map -> repr(map);
            default -> Marked.of(value.toString());
        };
    }

    private static Marked repr(Object value) {
        return switch (value) {
            case Marked text -> Marked.join(List.of(Marked.of("'"), text, Marked.of("'")));
            case List<?> list -> {
                List<Marked> parts = new ArrayList<>(List.of(Marked.of("[")));
                for (Object item : list) {
                    parts.add(Marked.of(parts.size() > 1 ? ", " : ""));
                    parts.add(repr(item));
                }
                parts.add(Marked.of("]"));
                yield Marked.join(parts);
            }
            case Map<?, ?> map -> {
                List<Marked> parts = new ArrayList<>(List.of(Marked.of("{")));
                map.forEach((k, v) -> {
                    parts.add(Marked.of(parts.size() > 1 ? ", " : ""));
                    parts.addAll(List.of(repr(k), Marked.of(": "), repr(v)));
                });
                parts.add(Marked.of("}"));
                yield Marked.join(parts);
            }
            default -> written(value);
        };
    }

    static Marked text(Object value) {
        if (value instanceof Marked text) {
            return text;
        }
        throw wrong(value, "a text");
    }

    static int integer(Object value) {
        if (value instanceof Long n && n >= Integer.MIN_VALUE && n <= Integer.MAX_VALUE) {
            return n.intValue();
        }
        if (value instanceof Boolean b) {
            return b ? 1 : 0;
        }
        throw wrong(value, "an integer");
    }

    static Callable callable(Object value) {
        if (value instanceof Callable callable) {
            return callable;
        }
        throw wrong(value, "a function");
    }

    /// What a loop walks through.
    static List<Object> items(Object value) {
        return switch (value) {
            case List<?> list -> new ArrayList<>(list);
            case Map<?, ?> map -> new ArrayList<>(map.keySet());
            case Marked text -> {
                List<Object> characters = new ArrayList<>();
                for (int i = 0; i < text.length(); i = text.text().offsetByCodePoints(i, 1)) {
                    characters.add(text.substring(i, text.text().offsetByCodePoints(i, 1)));
                }
                yield characters;
            }
            case Undefined _ -> List.of();
            default -> throw wrong(value, "a list");
        };
    }

    static TemplateException wrong(Object value, String wanted) {
        return value instanceof Undefined undefined
                ? undefined.unknown()
                : new TemplateException("`" + shortened(value) + "` is not " + wanted);
    }

    private static String shortened(Object value) {
        String text = value.toString();
        return text.length() > 40 ? text.substring(0, 40) + "..." : text;
    }
}
