package org.loopwright.model.files.jinja;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;

/// The functions that transformers gives to a template, but for its clock: a prompt must not depend on
/// the day.
final class Functions {
    /// Jinja's own limit in its sandbox.
    private static final int MAX_RANGE = 100_000;

    static final Map<String, Object> GLOBALS = Map.of(
            "raise_exception", (Callable) Functions::raise,
            "namespace", (Callable) Functions::namespace,
            "dict", (Callable) a -> named(a, new LinkedHashMap<>()),
            "range", (Callable) Functions::range);

    private Functions() {}

    private static Object raise(Arguments arguments) {
        throw new TemplateException(arguments.text(0, "message", "the template refuses this"));
    }

    private static Object namespace(Arguments arguments) {
        Map<Marked, Object> fields = new HashMap<>();
        if (arguments.get(0, "", Nothing.NONE) instanceof Map<?, ?> given) {
            given.forEach((k, v) -> fields.put(Values.text(k), v));
        }
        return new Namespace(named(arguments, fields));
    }

    private static Map<Marked, Object> named(Arguments arguments, Map<Marked, Object> fields) {
        arguments.named().forEach((k, v) -> fields.put(Marked.of(k), v));
        return fields;
    }

    private static Object range(Arguments arguments) {
        boolean two = arguments.positional().size() > 1;
        long from = two ? arguments.integer(0, "start", 0) : 0;
        long to = arguments.integer(two ? 1 : 0, "stop", 0);
        long step = arguments.integer(2, "step", 1);
        long count = step == 0 ? -1 : Math.max(0, Math.ceilDiv(to - from, step));
        if (count < 0 || count > MAX_RANGE) {
            throw new TemplateException(
                    "range(" + from + ", " + to + ", " + step + ") has no number of items in [0, " + MAX_RANGE + "]");
        }
        List<Object> items = LongStream.range(0, count)
                .mapToObj(i -> (Object) (from + i * step))
                .toList();
        return items;
    }
}
