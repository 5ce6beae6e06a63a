package org.loopwright.loop.yaml;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Plain values as YAML on one line.
final class YamlText {
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z_][A-Za-z0-9_./-]*");
    private static final Set<String> WORDS = Set.of("true", "false", "null", "yes", "no", "on", "off", "y", "n");

    /// Longer nodes get a line for each setting.
    private static final int LINE = 100;

    private YamlText() {}

    static String of(Object value) {
        return switch (value) {
            case Map<?, ?> map ->
                map.entrySet().stream()
                        .map(e -> of(String.valueOf(e.getKey())) + ": " + of(e.getValue()))
                        .collect(Collectors.joining(", ", "{", "}"));
            case List<?> list -> list.stream().map(YamlText::of).collect(Collectors.joining(", ", "[", "]"));
            case Double number -> decimal(number);
            case Number number -> number.toString();
            case Boolean truth -> truth.toString();
            default -> text(value.toString());
        };
    }

    /// A map entry without a final line break: on one line when that is short, else one line for each
    /// key of `value`.
    static String entry(String key, Object value, String indent) {
        String name = indent + of(key) + ":";
        String line = name + " " + of(value);
        if (line.length() <= LINE || !(value instanceof Map<?, ?> map)) {
            return line;
        }
        return map.entrySet().stream()
                .map(e -> indent + "  " + of(String.valueOf(e.getKey())) + ": " + of(e.getValue()))
                .collect(Collectors.joining("\n", name + "\n", ""));
    }

    /// A map entry with one line for each key of `value`, however short.
    static String lines(String key, Object value, String indent) {
        return value instanceof Map<?, ?> map && !map.isEmpty()
                ? map.entrySet().stream()
                        .map(e -> entry(String.valueOf(e.getKey()), e.getValue(), indent + "  "))
                        .collect(Collectors.joining("\n", indent + of(key) + ":\n", ""))
                : entry(key, value, indent);
    }

    private static String decimal(double number) {
        if (Double.isNaN(number)) {
            return ".nan";
        }
        return Double.isInfinite(number) ? (number > 0 ? ".inf" : "-.inf") : Double.toString(number);
    }

    private static String text(String text) {
        boolean plain = PLAIN.matcher(text).matches() && !WORDS.contains(text.toLowerCase(java.util.Locale.ROOT));
        return plain ? text : quoted(text);
    }

    private static String quoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        text.codePoints().forEach(c -> quoted.append(escaped(c)));
        return quoted.append('"').toString();
    }

    private static String escaped(int codePoint) {
        return switch (codePoint) {
            case '"' -> "\\\"";
            case '\\' -> "\\\\";
            case '\n' -> "\\n";
            case '\r' -> "\\r";
            case '\t' -> "\\t";
            default -> {
                // U+0085, U+2028 and U+2029 are line breaks to some readers of YAML, U+FEFF is a byte
                // order mark.
                boolean shown = codePoint >= 0x20
                        && (codePoint < 0x7f || codePoint > 0x9f)
                        && codePoint != 0x2028
                        && codePoint != 0x2029
                        && codePoint != 0xfeff
                        && (codePoint < 0xfffe || codePoint > 0xffff)
                        && (codePoint < 0xd800 || codePoint > 0xdfff);
                yield shown ? Character.toString(codePoint) : String.format(Locale.ROOT, "\\u%04x", codePoint);
            }
        };
    }
}
