package org.loopwright.model.files.jinja;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What may stand after `is`.
final class Tests {
    private static final Map<String, Filter> ALL = Map.ofEntries(
            Map.entry("defined", (v, _) -> !(v instanceof Undefined)),
            Map.entry("undefined", (v, _) -> v instanceof Undefined),
            Map.entry("none", (v, _) -> v == Nothing.NONE),
            Map.entry("string", (v, _) -> v instanceof Marked),
            Map.entry("mapping", (v, _) -> v instanceof Map),
            Map.entry("sequence", (v, _) -> v instanceof List || v instanceof Marked || v instanceof Map),
            Map.entry("iterable", (v, _) -> v instanceof List || v instanceof Marked || v instanceof Map),
            Map.entry("number", (v, _) -> v instanceof Long || v instanceof Double || v instanceof Boolean),
            Map.entry("integer", (v, _) -> v instanceof Long),
            Map.entry("float", (v, _) -> v instanceof Double),
            Map.entry("boolean", (v, _) -> v instanceof Boolean),
            Map.entry("true", (v, _) -> v instanceof Boolean b && b),
            Map.entry("false", (v, _) -> v instanceof Boolean b && !b),
            Map.entry("callable", (v, _) -> v instanceof Callable),
            Map.entry("odd", (v, _) -> Math.floorMod(Values.integer(v), 2) == 1),
            Map.entry("even", (v, _) -> Math.floorMod(Values.integer(v), 2) == 0),
            Map.entry("divisibleby", (v, a) -> Operators.same(Operators.arithmetic("%", v, a.get(0, "num", 1L)), 0L)),
            Map.entry("in", (v, a) -> Operators.contains(a.get(0, "seq", List.of()), v)),
            Map.entry("equalto", (v, a) -> Operators.same(v, a.get(0, "other", Nothing.NONE))),
            Map.entry("eq", (v, a) -> Operators.same(v, a.get(0, "other", Nothing.NONE))),
            Map.entry("ne", (v, a) -> !Operators.same(v, a.get(0, "other", Nothing.NONE))),
            Map.entry("==", (v, a) -> Operators.same(v, a.get(0, "other", Nothing.NONE))));

    private Tests() {}

    static Optional<Filter> named(String name) {
        return Optional.ofNullable(ALL.get(name));
    }
}
