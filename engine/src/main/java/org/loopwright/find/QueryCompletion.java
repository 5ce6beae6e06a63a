package org.loopwright.find;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.loopwright.find.Query.Field;
import org.loopwright.find.Query.Measure;

/// What could stand at a place of a query.
///
/// @param start where the piece begins that a candidate replaces, from 0
/// @param end where it ends: the place that was asked for
/// @param candidates in the order to show
public record QueryCompletion(int start, int end, List<String> candidates) {
    public QueryCompletion {
        candidates = List.copyOf(candidates);
    }

    /// Names that a run offers to its queries.
    ///
    /// @param nodes of its loop
    /// @param exits of its nodes
    /// @param tags that were given
    public record Names(List<String> nodes, List<String> exits, List<String> tags) {
        public Names {
            nodes = List.copyOf(nodes);
            exits = List.copyOf(exits);
            tags = List.copyOf(tags);
        }
    }

    /// The candidates at `caret` of `text`.
    ///
    /// @param caret in `[0, text.length()]`
    public static QueryCompletion at(String text, int caret, Names names) {
        int start = caret;
        while (start > 0 && " \t\n():\"".indexOf(text.charAt(start - 1)) < 0) {
            start--;
        }
        String begun = text.substring(start, caret).toLowerCase(Locale.ROOT);
        List<String> all = start > 0 && text.charAt(start - 1) == ':' ? values(text, start - 1, names) : filters();
        return new QueryCompletion(
                start,
                caret,
                all.stream()
                        .filter(c -> c.toLowerCase(Locale.ROOT).startsWith(begun))
                        .toList());
    }

    private static List<String> values(String text, int colon, Names names) {
        int start = colon;
        while (start > 0 && Character.isLetter(text.charAt(start - 1))) {
            start--;
        }
        String name = text.substring(start, colon);
        return Arrays.stream(Field.values())
                .filter(field -> field.name().equalsIgnoreCase(name))
                .findFirst()
                .map(field -> values(field, names))
                .orElse(List.of());
    }

    private static List<String> values(Field field, Names names) {
        List<String> values = switch (field) {
            case NODE -> names.nodes();
            case EXIT -> names.exits();
            case TAG -> names.tags();
            case STATUS, OUTCOME -> QueryParser.values(field);
            case ANSWER, ITEM -> List.of();
        };
        return values.stream().map(QueryCompletion::quoted).toList();
    }

    private static String quoted(String value) {
        return value.matches("[\\p{L}\\p{N}_.-]+") && !value.contains("->") ? value : "\"" + value + "\"";
    }

    private static List<String> filters() {
        List<String> all = new ArrayList<>(List.of("fixed", "broken", "right->wrong", "wrong->right"));
        Arrays.stream(Field.values()).map(f -> QueryParser.lower(f) + ":").forEach(all::add);
        Arrays.stream(Measure.values()).map(m -> QueryParser.lower(m) + ">").forEach(all::add);
        all.addAll(List.of("and", "or", "not"));
        return all;
    }
}
