package org.loopwright.model.files.jinja;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Python's methods of texts and maps, those that templates call.
final class Methods {
    private Methods() {}

    /// The method of this name, or null.
    static @Nullable Callable of(Object owner, String name) {
        return switch (owner) {
            case Marked text -> ofText(text, name);
            case Map<?, ?> map -> ofMap(map, name);
            default -> null;
        };
    }

    private static @Nullable Callable ofText(Marked text, String name) {
        return switch (name) {
            case "strip" -> a -> text.strip(characters(a), true, true);
            case "lstrip" -> a -> text.strip(characters(a), true, false);
            case "rstrip" -> a -> text.strip(characters(a), false, true);
            case "split" -> a -> split(text, a);
            case "startswith" -> a -> affixes(a).stream().anyMatch(text.text()::startsWith);
            case "endswith" -> a -> affixes(a).stream().anyMatch(text.text()::endsWith);
            case "upper" -> _ -> text.withText(text.text().toUpperCase(Locale.ROOT));
            case "lower" -> _ -> text.withText(text.text().toLowerCase(Locale.ROOT));
            case "title" -> _ -> Filters.title(text);
            case "capitalize" -> _ -> Filters.capitalized(text);
            case "replace" -> a -> text.replace(a.text(0, "old", ""), Values.text(a.get(1, "new", Marked.EMPTY)));
            case "join" -> a -> Filters.join(a.get(0, "iterable", List.of()), text);
            case "find" -> a -> (long) text.text().indexOf(a.text(0, "sub", ""));
            case "count" -> a -> text.split(a.text(0, "sub", "\0"), -1).size() - 1L;
            case "isdigit" -> _ -> text.length() > 0 && text.text().chars().allMatch(Character::isDigit);
            default -> null;
        };
    }

    private static String characters(Arguments arguments) {
        return arguments.get(0, "chars", Nothing.NONE) instanceof Marked characters ? characters.text() : "";
    }

    private static Object split(Marked text, Arguments arguments) {
        int limit = arguments.integer(1, "maxsplit", -1);
        if (!(arguments.get(0, "sep", Nothing.NONE) instanceof Marked separator)) {
            return text.words();
        }
        if (separator.length() == 0) {
            throw new TemplateException("a text can't be split at nothing");
        }
        return text.split(separator.text(), limit);
    }

    /// `startswith` takes one text or several.
    private static List<String> affixes(Arguments arguments) {
        Object given = arguments.get(0, "prefix", Marked.EMPTY);
        return given instanceof List<?> several
                ? several.stream().map(t -> Values.text(t).text()).toList()
                : List.of(Values.text(given).text());
    }

    private static @Nullable Callable ofMap(Map<?, ?> map, String name) {
        return switch (name) {
            case "get" ->
                a -> {
                    Object value = map.get(a.get(0, "key", Nothing.NONE));
                    return value == null ? a.get(1, "default", Nothing.NONE) : value;
                };
            case "items" -> _ -> items(map);
            case "keys" -> _ -> new ArrayList<Object>(map.keySet());
            case "values" -> _ -> new ArrayList<Object>(map.values());
            default -> null;
        };
    }

    static List<Object> items(Map<?, ?> map) {
        List<Object> items = new ArrayList<>();
        map.forEach((k, v) -> items.add(List.of(k, v)));
        return items;
    }
}
