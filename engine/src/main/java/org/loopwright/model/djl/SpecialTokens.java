package org.loopwright.model.djl;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The special tokens of a `tokenizer.json`: where they stand in a prompt, and the same tokenizer without
/// them. Immutable.
final class SpecialTokens {
    private static final ObjectMapper JSON = new ObjectMapper();

    /// By first character, the longest first.
    private final Map<Character, List<Special>> byFirst = new HashMap<>();

    private record Special(int id, String text, boolean left, boolean right) {}

    /// A stretch of a prompt.
    ///
    /// @param begin its first character
    /// @param end one past the last
    /// @param id the special token that it is, or -1 when it is text
    record Stretch(int begin, int end, int id) {}

    SpecialTokens(ObjectNode tokenizer) {
        for (JsonNode token : tokenizer.path("added_tokens")) {
            String text = token.path("content").asText();
            if (token.path("special").asBoolean() && !text.isEmpty()) {
                byFirst.computeIfAbsent(text.charAt(0), _ -> new ArrayList<>())
                        .add(new Special(
                                token.path("id").asInt(),
                                text,
                                token.path("lstrip").asBoolean(),
                                token.path("rstrip").asBoolean()));
            }
        }
        byFirst.values()
                .forEach(list -> list.sort(
                        Comparator.comparingInt((Special s) -> s.text().length())
                                .reversed()));
    }

    /// Whether this is the id of a special token.
    boolean has(int id) {
        return byFirst.values().stream().flatMap(List::stream).anyMatch(one -> one.id() == id);
    }

    /// Cuts `text` at the special tokens that lie wholly in the template's characters.
    ///
    /// @param data characters that are data, where no special token may begin or end
    List<Stretch> cut(String text, BitSet data) {
        List<Stretch> stretches = new ArrayList<>();
        int begin = 0;
        for (int i = 0; i < text.length(); i++) {
            Special special = at(text, i, data);
            if (special == null) {
                continue;
            }
            int from = i;
            while (special.left() && from > begin && blank(text, from - 1, data)) {
                from--;
            }
            if (from > begin) {
                stretches.add(new Stretch(begin, from, -1));
            }
            int to = i + special.text().length();
            while (special.right() && to < text.length() && blank(text, to, data)) {
                to++;
            }
            stretches.add(new Stretch(from, to, special.id()));
            begin = to;
            i = to - 1;
        }
        if (begin < text.length()) {
            stretches.add(new Stretch(begin, text.length(), -1));
        }
        return stretches;
    }

    private static boolean blank(String text, int index, BitSet data) {
        return Character.isWhitespace(text.charAt(index)) && !data.get(index);
    }

    private @org.jspecify.annotations.Nullable Special at(String text, int index, BitSet data) {
        for (Special special : byFirst.getOrDefault(text.charAt(index), List.of())) {
            int end = index + special.text().length();
            int firstData = data.nextSetBit(index);
            if (text.startsWith(special.text(), index) && (firstData < 0 || firstData >= end)) {
                return special;
            }
        }
        return null;
    }

    /// The tokenizer without special tokens: neither are they found in a text, nor do a text's characters
    /// merge into one.
    static ObjectNode removedFrom(ObjectNode tokenizer) {
        ObjectNode plain = JSON.createObjectNode().setAll(tokenizer);
        ArrayNode kept = JSON.createArrayNode();
        Set<String> special = new HashSet<>();
        for (JsonNode token : tokenizer.path("added_tokens")) {
            if (token.path("special").asBoolean()) {
                special.add(token.path("content").asText());
            } else {
                kept.add(token);
            }
        }
        plain.set("added_tokens", kept);
        if (plain.path("model") instanceof ObjectNode model && model.path("merges") instanceof ArrayNode merges) {
            ArrayNode harmless = JSON.createArrayNode();
            for (JsonNode merge : merges) {
                if (!special.contains(merged(merge))) {
                    harmless.add(merge);
                }
            }
            plain.set("model", JSON.createObjectNode().<ObjectNode>setAll(model).set("merges", harmless));
        }
        return plain;
    }

    private static String merged(JsonNode merge) {
        return merge.isArray()
                ? merge.path(0).asText() + merge.path(1).asText()
                : merge.asText().replace(" ", "");
    }

    /// The tokenizer for text that goes on after a special token (`prepend_scheme` first means the start of
    /// the whole prompt), or after a completion, where no blank may come in front at all.
    static ObjectNode withoutPrefix(ObjectNode tokenizer, Prefix prefix) {
        // Vocabularies are large and stay shared; what changes is small.
        ObjectNode copy = JSON.createObjectNode().setAll(tokenizer);
        copy.set("pre_tokenizer", tokenizer.path("pre_tokenizer").deepCopy());
        if (prefix == Prefix.NEVER) {
            copy.set("normalizer", withoutPrepend(copy.path("normalizer").deepCopy()));
        }
        metaspaces(copy.path("pre_tokenizer"), prefix);
        return copy;
    }

    /// Which blanks in front of a text stay away.
    enum Prefix {
        /// Those that only a prompt's start gets.
        NOT_AT_START,
        /// All.
        NEVER
    }

    private static JsonNode withoutPrepend(JsonNode normalizer) {
        if (normalizer.path("type").asText().equals("Prepend")) {
            return JSON.nullNode();
        }
        if (normalizer.path("normalizers") instanceof ArrayNode all) {
            ArrayNode kept = JSON.createArrayNode();
            for (JsonNode one : all) {
                JsonNode left = withoutPrepend(one);
                if (!left.isNull()) {
                    kept.add(left);
                }
            }
            return ((ObjectNode) normalizer).set("normalizers", kept);
        }
        return normalizer;
    }

    private static void metaspaces(JsonNode preTokenizer, Prefix prefix) {
        preTokenizer.path("pretokenizers").forEach(one -> metaspaces(one, prefix));
        if (preTokenizer instanceof ObjectNode one && one.path("type").asText().equals("Metaspace")) {
            if (prefix == Prefix.NEVER || one.path("prepend_scheme").asText().equals("first")) {
                one.put("prepend_scheme", "never");
                one.remove("add_prefix_space");
            }
        }
    }
}
