package org.loopwright.model.files.jinja;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Jinja's filters, those that chat templates use.
final class Filters {
    private static final Map<String, Filter> ALL = Map.ofEntries(
            Map.entry("trim", (v, a) -> text(v).strip(a.text(0, "chars", ""), true, true)),
            Map.entry("upper", (v, _) -> text(v).withText(text(v).text().toUpperCase(Locale.ROOT))),
            Map.entry("lower", (v, _) -> text(v).withText(text(v).text().toLowerCase(Locale.ROOT))),
            Map.entry("capitalize", (v, _) -> capitalized(text(v))),
            Map.entry("title", (v, _) -> title(text(v))),
            Map.entry("string", (v, _) -> text(v)),
            Map.entry("safe", (v, _) -> v),
            Map.entry("length", (v, _) -> (long) Values.items(v).size()),
            Map.entry("count", (v, _) -> (long) Values.items(v).size()),
            Map.entry("first", (v, _) -> end(v, 0)),
            Map.entry("last", (v, _) -> end(v, -1)),
            Map.entry("list", (v, _) -> Values.items(v)),
            Map.entry("reverse", (v, _) -> Operators.slice(v, Nothing.NONE, Nothing.NONE, -1L)),
            Map.entry("unique", (v, _) -> new ArrayList<>(new LinkedHashSet<>(Values.items(v)))),
            Map.entry("join", (v, a) -> join(attributes(v, a, 1), Values.text(a.get(0, "d", Marked.EMPTY)))),
            Map.entry("default", Filters::defaulted),
            Map.entry("d", Filters::defaulted),
            Map.entry(
                    "replace",
                    (v, a) -> text(v).replace(a.text(0, "old", ""), Values.text(a.get(1, "new", Marked.EMPTY)))),
            Map.entry("int", (v, _) -> integer(v)),
            Map.entry(
                    "abs",
                    (v, _) ->
                            v instanceof Double d ? (Object) Math.abs(d) : (Object) Math.abs((long) Values.integer(v))),
            Map.entry("items", (v, _) -> v instanceof Map<?, ?> map ? Methods.items(map) : List.of()),
            Map.entry("dictsort", (v, _) -> v instanceof Map<?, ?> map ? sorted(map) : List.of()),
            Map.entry("indent", Filters::indented),
            Map.entry("tojson", (v, a) -> Json.of(v, a)),
            Map.entry("map", Filters::mapped),
            Map.entry("select", (v, a) -> selected(v, a, false)),
            Map.entry("reject", (v, a) -> selected(v, a, true)),
            Map.entry("selectattr", (v, a) -> selectedByAttribute(v, a, false)),
            Map.entry("rejectattr", (v, a) -> selectedByAttribute(v, a, true)));

    private Filters() {}

    static Optional<Filter> named(String name) {
        return Optional.ofNullable(ALL.get(name));
    }

    private static Marked text(Object value) {
        return Values.written(value);
    }

    private static Object end(Object value, long index) {
        return Operators.item(Values.items(value), index);
    }

    private static Object defaulted(Object value, Arguments arguments) {
        boolean alsoFalse = Values.truth(arguments.get(1, "boolean", false));
        return value instanceof Undefined || (alsoFalse && !Values.truth(value))
                ? arguments.get(0, "default_value", Marked.EMPTY)
                : value;
    }

    private static Object integer(Object value) {
        return switch (value) {
            case Double d -> d.longValue();
            case Boolean b -> b ? 1L : 0L;
            case Marked text
            when text.text().strip().matches("[+-]?\\d{1,18}") ->
                Long.valueOf(text.text().strip());
            case Long n -> n;
            default -> 0L;
        };
    }

    static Marked capitalized(Marked text) {
        return text.length() == 0
                ? text
                : Marked.join(List.of(
                        text.substring(0, 1)
                                .withText(text.text().substring(0, 1).toUpperCase(Locale.ROOT)),
                        text.substring(1, text.length())
                                .withText(text.text().substring(1).toLowerCase(Locale.ROOT))));
    }

    static Marked title(Marked text) {
        StringBuilder titled = new StringBuilder();
        boolean inside = false;
        for (char c : text.text().toCharArray()) {
            titled.append(inside ? Character.toLowerCase(c) : Character.toUpperCase(c));
            inside = Character.isLetter(c);
        }
        return text.withText(titled.toString());
    }

    static Marked join(Object values, Marked separator) {
        List<Marked> parts = new ArrayList<>();
        for (Object value : Values.items(values)) {
            if (!parts.isEmpty()) {
                parts.add(separator);
            }
            parts.add(text(value));
        }
        return Marked.join(parts);
    }

    private static Object attributes(Object values, Arguments arguments, int index) {
        return arguments.get(index, "attribute", Nothing.NONE) instanceof Marked name
                ? Values.items(values).stream()
                        .map(v -> Operators.attribute(v, name.text()))
                        .toList()
                : values;
    }

    private static List<Object> sorted(Map<?, ?> map) {
        List<Object> items = Methods.items(map);
        Collections.sort(
                items,
                (a, b) -> text(end(a, 0))
                        .text()
                        .compareToIgnoreCase(text(end(b, 0)).text()));
        return items;
    }

    private static Object indented(Object value, Arguments arguments) {
        Marked space = Marked.of(" ".repeat(Math.clamp(arguments.integer(0, "width", 4), 0, 100)));
        boolean first = Values.truth(arguments.get(1, "first", false));
        List<Marked> parts = new ArrayList<>();
        for (Marked line : text(value).split("\n", -1)) {
            if (!parts.isEmpty()) {
                parts.add(Marked.of("\n"));
            }
            if (line.length() > 0 && (first || !parts.isEmpty())) {
                parts.add(space);
            }
            parts.add(line);
        }
        return Marked.join(parts);
    }

    private static Object mapped(Object value, Arguments arguments) {
        if (arguments.named().containsKey("attribute")) {
            return attributes(value, arguments, Integer.MAX_VALUE);
        }
        String name = arguments.text(0, "filter", "");
        Filter filter = named(name).orElseThrow(() -> new TemplateException("filter `" + name + "` is unknown"));
        Arguments rest = rest(arguments, 1);
        return Values.items(value).stream().map(v -> filter.apply(v, rest)).toList();
    }

    private static Arguments rest(Arguments arguments, int from) {
        List<Object> all = arguments.positional();
        return new Arguments(all.subList(Math.min(from, all.size()), all.size()), arguments.named());
    }

    private static Object selected(Object value, Arguments arguments, boolean negated) {
        return Values.items(value).stream()
                .filter(v -> passes(v, arguments, 0) != negated)
                .toList();
    }

    private static Object selectedByAttribute(Object value, Arguments arguments, boolean negated) {
        String name = arguments.text(0, "attribute", "");
        return Values.items(value).stream()
                .filter(v -> passes(Operators.attribute(v, name), arguments, 1) != negated)
                .toList();
    }

    private static boolean passes(Object value, Arguments arguments, int index) {
        if (arguments.positional().size() <= index) {
            return Values.truth(value);
        }
        String name = arguments.text(index, "test", "");
        Filter test = Tests.named(name).orElseThrow(() -> new TemplateException("test `" + name + "` is unknown"));
        return Values.truth(test.apply(value, rest(arguments, index + 1)));
    }
}
