package org.loopwright.task;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The graders that files and terminals can name.
///
/// | name | reads | compares |
/// |---|---|---|
/// | `integer` | the last integer | as integers |
/// | `trailing-integer` | the last run of digits | as integers |
/// | `number` | the last number, or what `\boxed{…}` holds | as exact numbers |
/// | `exact` | the whole text | as text |
/// | `multiple` | a letter from A to J | as letters |
public final class Graders {
    private static final Map<String, Grader> BY_NAME = byName(List.of(
            new Grader("integer", Extractors.LAST_INTEGER, Equivalences.INTEGER),
            new Grader("trailing-integer", Extractors.TRAILING_DIGITS, Equivalences.INTEGER),
            new Grader("number", Extractors.LAST_NUMBER, Equivalences.NUMBER),
            new Grader("exact", Extractors.TEXT, Equivalences.EXACT),
            new Grader("multiple", Extractors.CHOICE_LETTER, Equivalences.LETTER)));

    private static final List<String> OF_NUMBERS = List.of("integer", "trailing-integer", "number");

    private Graders() {}

    /// All names, in the order in which they are offered.
    public static List<String> names() {
        return List.copyOf(BY_NAME.keySet());
    }

    /// The grader of this name, or empty.
    public static Optional<Grader> find(String name) {
        return Optional.ofNullable(BY_NAME.get(name));
    }

    /// The grader of this name.
    ///
    /// @throws IllegalArgumentException when there is none; the message lists those that there are
    public static Grader named(String name) {
        return find(name)
                .orElseThrow(() -> new IllegalArgumentException(
                        "there is no grader `" + name + "`; there are " + String.join(", ", names())));
    }

    /// The other graders that could read answers meant for this one: how far they lie apart is what a result owes to
    /// its grader.
    public static List<String> alternatives(String name) {
        return OF_NUMBERS.contains(name)
                ? OF_NUMBERS.stream().filter(other -> !other.equals(name)).toList()
                : name.equals("multiple") ? List.of("exact") : List.of();
    }

    private static Map<String, Grader> byName(List<Grader> graders) {
        Map<String, Grader> map = new LinkedHashMap<>();
        graders.forEach(grader -> map.put(grader.name(), grader));
        return Collections.unmodifiableMap(map);
    }
}
