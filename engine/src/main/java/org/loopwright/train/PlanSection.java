package org.loopwright.train;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// One mapping of a plan: typed, bounded reads, and at the end an error for every key that nobody asked
/// for.
final class PlanSection {
    private final Path file;
    private final String prefix;
    private final Map<?, ?> values;
    private final Set<String> asked = new HashSet<>();

    PlanSection(Path file, String prefix, Map<?, ?> values) {
        this.file = file;
        this.prefix = prefix;
        this.values = values;
    }

    PlanSection section(String key) {
        Object value = value(key);
        if (value instanceof Map<?, ?> map) {
            return new PlanSection(file, prefix + key + ".", map);
        }
        if (value == null) {
            return new PlanSection(file, prefix + key + ".", Map.of());
        }
        throw bad(key, value, "a mapping is expected");
    }

    String text(String key, @Nullable String usual) {
        Object value = value(key);
        if (value instanceof String text && !text.isBlank()) {
            return text;
        }
        if (value == null && usual != null) {
            return usual;
        }
        throw bad(key, value, "a text is expected");
    }

    int integer(String key, @Nullable Integer usual, int low, int high) {
        Object value = value(key);
        if (value == null && usual != null) {
            return usual;
        }
        if (value instanceof Integer number && number >= low && number <= high) {
            return number;
        }
        throw bad(key, value, "an integer in [" + low + ", " + high + "] is expected");
    }

    double number(String key, double usual, double low, double high) {
        Object value = value(key);
        if (value == null) {
            return usual;
        }
        if (value instanceof Number number && number.doubleValue() >= low && number.doubleValue() <= high) {
            return number.doubleValue();
        }
        throw bad(key, value, "a number in [" + low + ", " + high + "] is expected");
    }

    /// All entries as numbers.
    Map<String, Double> numbers() {
        Map<String, Double> numbers = new LinkedHashMap<>();
        for (Object key : values.keySet()) {
            String name = String.valueOf(key);
            numbers.put(name, number(name, 0, -Double.MAX_VALUE, Double.MAX_VALUE));
        }
        return numbers;
    }

    void refuseOthers() {
        for (Object key : values.keySet()) {
            if (!asked.contains(String.valueOf(key))) {
                throw new TrainingException(
                        TrainingException.Code.PLAN,
                        file + ": " + prefix + key + " is unknown; known are " + new TreeSet<>(asked));
            }
        }
    }

    private @Nullable Object value(String key) {
        asked.add(key);
        return values.get(key);
    }

    private TrainingException bad(String key, @Nullable Object value, String expected) {
        String what = value == null ? " is missing" : " is `" + value + "`";
        return new TrainingException(TrainingException.Code.PLAN, file + ": " + prefix + key + what + "; " + expected);
    }
}
