package org.loopwright.loop.jinja;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Plain values as text, the same as screens show them: `3` for 3.0, one sample a line, a verdict in
/// words.
final class PlainText {
    /// Above this a double no longer holds every whole number.
    private static final double EXACT = 9_007_199_254_740_992.0;

    private PlainText() {}

    static String of(@Nullable Object value) {
        return switch (value) {
            case null -> "";
            case List<?> list -> list.stream().map(PlainText::of).collect(Collectors.joining("\n"));
            case Map<?, ?> map when map.containsKey("judgement") -> verdict(map);
            case Map<?, ?> map ->
                map.entrySet().stream()
                        .map(entry -> entry.getKey() + ": " + of(entry.getValue()))
                        .collect(Collectors.joining(", "));
            default -> String.valueOf(whole(value));
        };
    }

    /// The values with whole doubles as long numbers, all the way down.
    static Map<String, Object> whole(Map<String, Object> values) {
        Map<String, Object> whole = new LinkedHashMap<>();
        values.forEach((name, value) -> whole.put(name, whole(value)));
        return whole;
    }

    private static Object whole(Object value) {
        return switch (value) {
            case Double number when number == Math.rint(number) && Math.abs(number) < EXACT -> number.longValue();
            case List<?> list -> list.stream().map(PlainText::whole).toList();
            case Map<?, ?> map -> {
                Map<Object, Object> whole = new LinkedHashMap<>();
                map.forEach((key, element) -> whole.put(key, whole(element)));
                yield whole;
            }
            default -> value;
        };
    }

    private static String verdict(Map<?, ?> map) {
        String where = of(map.get("where"));
        return of(map.get("judgement")) + (where.isEmpty() ? "" : " at " + where);
    }
}
