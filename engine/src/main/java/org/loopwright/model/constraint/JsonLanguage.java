package org.loopwright.model.constraint;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.lucene.util.automaton.Automata;
import org.apache.lucene.util.automaton.Automaton;
import org.apache.lucene.util.automaton.Operations;
import org.loopwright.model.ModelException;

/// The JSON texts of a schema as a regular language.
///
/// Objects have their properties in the schema's order and no others; one blank may follow `,` and `:`. Numbers have
/// at most 16 digits before and behind the point. A value without a schema nests at most [#FREE_DEPTH] deep. A keyword
/// that is not understood is refused by its name, never ignored, but for those that only describe.
final class JsonLanguage {
    private static final int FREE_DEPTH = 3;
    private static final int REFERENCE_DEPTH = 16;
    private static final int DIGITS = 15;
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<String> DESCRIBING = Set.of(
            "title",
            "description",
            "default",
            "examples",
            "$schema",
            "$id",
            "$comment",
            "$defs",
            "definitions",
            "additionalProperties",
            "strict");
    private static final Map<String, Set<String>> OF_TYPE = Map.of(
            "string", Set.of("minLength", "maxLength", "pattern"),
            "array", Set.of("items", "minItems", "maxItems"),
            "object", Set.of("properties", "required"));
    private static final Set<String> CHOOSING = Set.of("type", "enum", "const", "anyOf", "oneOf", "$ref");

    private final JsonNode root;

    private JsonLanguage(JsonNode root) {
        this.root = root;
    }

    /// @param schema JSON Schema, as JSON
    /// @throws ModelException with code `PROMPT` when it is no JSON or holds what can't be promised
    static Automaton of(String schema) {
        try {
            JsonNode root = JSON.readTree(schema);
            return new JsonLanguage(root).value(root, 0);
        } catch (JsonProcessingException e) {
            throw new ModelException(
                    ModelException.Code.PROMPT, "the JSON schema is no JSON: " + e.getOriginalMessage(), e);
        }
    }

    private Automaton value(JsonNode schema, int depth) {
        if (depth > REFERENCE_DEPTH) {
            throw refused("it refers to itself, and no finite automaton can follow that");
        }
        if (schema.isBoolean() && schema.asBoolean()) {
            return free(FREE_DEPTH);
        }
        if (!schema.isObject()) {
            throw refused("a schema should be an object and is " + schema);
        }
        requireKnown(schema);
        for (String bound : List.of("minLength", "maxLength", "minItems", "maxItems")) {
            if (schema.path(bound).asInt(0) > TextLanguage.MOST_REPEATED) {
                throw refused("`" + bound + "` is " + schema.path(bound) + ", and may be at most "
                        + TextLanguage.MOST_REPEATED);
            }
        }
        if (schema.has("$ref")) {
            return value(referred(schema.path("$ref").asText()), depth + 1);
        }
        if (schema.has("const")) {
            return text(schema.path("const").toString());
        }
        if (schema.has("enum")) {
            return anyOf(schema.path("enum")
                    .valueStream()
                    .map(each -> text(each.toString()))
                    .toList());
        }
        JsonNode choices = schema.has("anyOf") ? schema.path("anyOf") : schema.path("oneOf");
        if (choices.isArray()) {
            return anyOf(
                    choices.valueStream().map(each -> value(each, depth + 1)).toList());
        }
        JsonNode type = schema.path("type");
        if (type.isArray()) {
            return anyOf(type.valueStream()
                    .map(each -> ofType(each.asText(), schema, depth))
                    .toList());
        }
        return type.isMissingNode() ? free(FREE_DEPTH) : ofType(type.asText(), schema, depth);
    }

    private Automaton ofType(String type, JsonNode schema, int depth) {
        return switch (type) {
            case "string" -> string(schema);
            case "integer" -> integer();
            case "number" -> number();
            case "boolean" -> anyOf(List.of(text("true"), text("false")));
            case "null" -> text("null");
            case "array" ->
                array(
                        schema.has("items") ? value(schema.path("items"), depth + 1) : free(FREE_DEPTH - 1),
                        schema.path("minItems").asInt(0),
                        schema.path("maxItems").asInt(Integer.MAX_VALUE));
            case "object" -> schema.has("properties") ? object(schema, depth) : freeObject(FREE_DEPTH);
            default -> throw refused("type `" + type + "` is unknown");
        };
    }

    private void requireKnown(JsonNode schema) {
        Set<String> known = new HashSet<>(DESCRIBING);
        known.addAll(CHOOSING);
        OF_TYPE.values().forEach(known::addAll);
        for (Map.Entry<String, JsonNode> entry : schema.properties()) {
            if (!known.contains(entry.getKey())) {
                throw refused("`" + entry.getKey() + "` can't be promised while an answer is being written; leave it"
                        + " out, and check the answer afterwards");
            }
        }
    }

    private JsonNode referred(String reference) {
        JsonNode target = reference.startsWith("#/") ? root.at(reference.substring(1)) : root.path("");
        if (reference.equals("#")) {
            return root;
        }
        if (target.isMissingNode()) {
            throw refused("`$ref` is `" + reference + "`, and there is nothing; it should begin with `#/`");
        }
        return target;
    }

    private Automaton object(JsonNode schema, int depth) {
        Set<String> required = new HashSet<>();
        schema.path("required").forEach(each -> required.add(each.asText()));
        Automaton behind = Automata.makeEmptyString();
        Automaton leading = Automata.makeEmptyString();
        List<Map.Entry<String, JsonNode>> all =
                new ArrayList<>(schema.path("properties").properties());
        for (Map.Entry<String, JsonNode> entry : all.reversed()) {
            boolean needed = required.contains(entry.getKey());
            String name = JSON.getNodeFactory().textNode(entry.getKey()).toString();
            Automaton property = chain(text(name), after(':'), value(entry.getValue(), depth + 1));
            Automaton first = chain(property, behind);
            leading = needed ? first : Operations.union(List.of(first, leading));
            Automaton next = chain(after(','), property);
            behind = chain(needed ? next : Operations.optional(next), behind);
        }
        return chain(text("{"), leading, text("}"));
    }

    private static Automaton array(Automaton item, int least, int most) {
        Automaton more = chain(after(','), item);
        int from = Math.max(0, least - 1);
        Automaton rest =
                most == Integer.MAX_VALUE ? Operations.repeat(more, from) : Operations.repeat(more, from, most - 1);
        Automaton full = chain(item, rest);
        return chain(text("["), least == 0 ? Operations.optional(full) : full, text("]"));
    }

    private static Automaton string(JsonNode schema) {
        if (schema.has("pattern")) {
            Automaton inside = Operations.intersection(
                    TextLanguage.regex(schema.path("pattern").asText()), Operations.repeat(plainCharacter()));
            return chain(text("\""), inside, text("\""));
        }
        int least = schema.path("minLength").asInt(0);
        Automaton inside = schema.has("maxLength")
                ? Operations.repeat(character(), least, schema.path("maxLength").asInt())
                : Operations.repeat(character(), least);
        return chain(text("\""), inside, text("\""));
    }

    private static Automaton plainCharacter() {
        return Automata.makeCharClass(new int[] {' ', '#', ']'}, new int[] {'!', '[', Character.MAX_CODE_POINT});
    }

    private static Automaton character() {
        Automaton hex = Automata.makeCharClass(new int[] {'0', 'a', 'A'}, new int[] {'9', 'f', 'F'});
        Automaton escaped = chain(
                text("\\"), Automata.makeCharSet("\"\\/bfnrt".chars().sorted().toArray()));
        Automaton unicode = chain(text("\\u"), Operations.repeat(hex, 4, 4));
        return Operations.union(List.of(plainCharacter(), escaped, unicode));
    }

    private static Automaton integer() {
        Automaton digit = Automata.makeCharRange('0', '9');
        Automaton large = chain(Automata.makeCharRange('1', '9'), Operations.repeat(digit, 0, DIGITS));
        return chain(Operations.optional(text("-")), Operations.union(List.of(text("0"), large)));
    }

    private static Automaton number() {
        Automaton digits = Operations.repeat(Automata.makeCharRange('0', '9'), 1, DIGITS + 1);
        Automaton fraction = chain(text("."), digits);
        Automaton sign = Operations.optional(Automata.makeCharSet(new int[] {'+', '-'}));
        Automaton exponent = chain(
                Automata.makeCharSet(new int[] {'E', 'e'}),
                sign,
                Operations.repeat(Automata.makeCharRange('0', '9'), 1, 3));
        return chain(integer(), Operations.optional(fraction), Operations.optional(exponent));
    }

    private static Automaton free(int depth) {
        List<Automaton> choices = new ArrayList<>(
                List.of(string(JSON.createObjectNode()), number(), text("true"), text("false"), text("null")));
        if (depth > 0) {
            choices.add(array(free(depth - 1), 0, Integer.MAX_VALUE));
            choices.add(freeObject(depth));
        }
        return anyOf(choices);
    }

    private static Automaton freeObject(int depth) {
        Automaton property = chain(string(JSON.createObjectNode()), after(':'), free(depth - 1));
        Automaton more = Operations.repeat(chain(after(','), property));
        return chain(text("{"), Operations.optional(chain(property, more)), text("}"));
    }

    private static Automaton chain(Automaton... parts) {
        return Operations.concatenate(List.of(parts));
    }

    private static Automaton after(char c) {
        return chain(text(String.valueOf(c)), Operations.optional(text(" ")));
    }

    private static Automaton text(String text) {
        return Automata.makeString(text);
    }

    private static Automaton anyOf(List<Automaton> choices) {
        return Operations.union(choices);
    }

    private static ModelException refused(String why) {
        return new ModelException(ModelException.Code.PROMPT, "the JSON schema can't be followed: " + why);
    }
}
