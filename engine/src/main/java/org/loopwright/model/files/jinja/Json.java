package org.loopwright.model.files.jinja;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// `tojson` as transformers has it: Python's `json.dumps` without escapes for other alphabets.
final class Json {
    private Json() {}

    static Marked of(Object value, Arguments arguments) {
        int indent = arguments.get(0, "indent", Nothing.NONE) instanceof Long n ? Math.clamp(n, 0, 16) : -1;
        List<Marked> out = new ArrayList<>();
        write(value, indent, 0, out);
        return Marked.join(out);
    }

    private static void write(Object value, int indent, int depth, List<Marked> out) {
        switch (value) {
            case Marked text -> string(text, out);
            case Nothing _ -> out.add(Marked.of("null"));
            case Boolean b -> out.add(Marked.of(b.toString()));
            case List<?> list -> {
                List<Runnable> parts = new ArrayList<>();
                list.forEach(item -> parts.add(() -> write(item, indent, depth + 1, out)));
                brackets("[", "]", parts, indent, depth, out);
            }
            case Map<?, ?> map -> {
                List<Runnable> parts = new ArrayList<>();
                map.forEach((k, v) -> parts.add(() -> {
                    string(Values.text(k), out);
                    out.add(Marked.of(": "));
                    write(v, indent, depth + 1, out);
                }));
                brackets("{", "}", parts, indent, depth, out);
            }
            case Undefined undefined -> throw undefined.unknown();
            default -> out.add(Marked.of(value.toString()));
        }
    }

    private static void brackets(
            String open, String close, List<Runnable> parts, int indent, int depth, List<Marked> out) {
        out.add(Marked.of(open));
        boolean lines = indent >= 0 && !parts.isEmpty();
        for (int i = 0; i < parts.size(); i++) {
            if (i > 0) {
                out.add(Marked.of(lines ? "," : ", "));
            }
            if (lines) {
                out.add(Marked.of("\n" + " ".repeat(indent * (depth + 1))));
            }
            parts.get(i).run();
        }
        if (lines) {
            out.add(Marked.of("\n" + " ".repeat(indent * depth)));
        }
        out.add(Marked.of(close));
    }

    private static void string(Marked text, List<Marked> out) {
        out.add(Marked.of("\""));
        int begin = 0;
        for (int i = 0; i < text.length(); i++) {
            String escaped = escaped(text.text().charAt(i));
            if (!escaped.isEmpty()) {
                out.add(text.substring(begin, i));
                out.add(text.substring(i, i + 1).withText(escaped));
                begin = i + 1;
            }
        }
        out.add(text.substring(begin, text.length()));
        out.add(Marked.of("\""));
    }

    private static String escaped(char c) {
        return switch (c) {
            case '"' -> "\\\"";
            case '\\' -> "\\\\";
            case '\n' -> "\\n";
            case '\r' -> "\\r";
            case '\t' -> "\\t";
            case '\b' -> "\\b";
            case '\f' -> "\\f";
            default -> c < 0x20 ? "\\u00" + (c < 0x10 ? "0" : "") + Integer.toHexString(c) : "";
        };
    }
}
