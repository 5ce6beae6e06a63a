package org.loopwright.loop.yaml;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.loopwright.loop.LoopSpec;

/// The identity of a loop: SHA-256 over its meaning. Comments, spacing, quotes, the order of keys and
/// the layout and notes don't change it; every value does.
final class LoopHash {
    private LoopHash() {}

    /// The loop with its hash.
    static LoopSpec stamped(LoopSpec loop) {
        return new LoopSpec(
                loop.name(),
                loop.level(),
                loop.params(),
                loop.models(),
                loop.slots(),
                loop.start(),
                loop.nodes(),
                loop.layout(),
                loop.notes(),
                of(loop));
    }

    private static String of(LoopSpec loop) {
        StringBuilder canonical = new StringBuilder();
        append(canonical, LoopTree.of(loop));
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(canonical.toString().getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /// Every value with its type and length before it, so that no two trees look alike; maps by their
    /// keys' order.
    private static void append(StringBuilder out, Object value) {
        switch (value) {
            case Map<?, ?> map -> {
                Map<String, Object> sorted = new TreeMap<>();
                map.forEach((key, element) -> sorted.put(String.valueOf(key), element));
                out.append('m').append(sorted.size()).append(':');
                sorted.forEach((key, element) -> {
                    append(out, key);
                    append(out, element);
                });
            }
            case List<?> list -> {
                out.append('l').append(list.size()).append(':');
                list.forEach(element -> append(out, element));
            }
            default -> {
                String text = value.toString();
                out.append(kind(value)).append(text.length()).append(':').append(text);
            }
        }
    }

    private static char kind(Object scalar) {
        return switch (scalar) {
            case Long _, Integer _ -> 'i';
            case Number _ -> 'd';
            case Boolean _ -> 'b';
            default -> 't';
        };
    }
}
