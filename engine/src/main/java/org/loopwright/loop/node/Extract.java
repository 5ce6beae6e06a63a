package org.loopwright.loop.node;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.loopwright.loop.Content;
import org.loopwright.loop.Decision;
import org.loopwright.loop.FieldType;
import org.loopwright.loop.KindSignature;
import org.loopwright.loop.KindSignature.Field;
import org.loopwright.loop.LoopException;
import org.loopwright.loop.LoopSpec;
import org.loopwright.loop.NodeKind;
import org.loopwright.loop.NodeSlots;
import org.loopwright.loop.NodeSpec;
import org.loopwright.loop.SlotSpec;
import org.loopwright.loop.SlotType;
import org.loopwright.loop.Step;
import org.loopwright.loop.Value;
import org.loopwright.model.Thinking;

/// `extract`: takes one text apart into several slots.
///
/// Settings: `reads` (Text); `by`, what the rules are; `writes`, a map from slots (Text or Number) to
/// their rules:
/// - `marker` (default): what follows the marker, up to the next marker of any rule or the end, `Answer:`;
/// - `regex`: the first group of the last match, or the whole match where there is no group;
/// - `json`: a JSON pointer, `/answer`, into the first JSON object or array of the text.
///
/// Exits: `next` when every rule found something (for a Number slot a number), else `missing`, and then
/// nothing is written. Which of them it is uses the text. Cost: no model call.
public final class Extract implements NodeKind {
    private static final String MISSING = "missing";
    private static final int MOST_TRIES = 200;
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    @Override
    public String name() {
        return "extract";
    }

    @Override
    public KindSignature signature() {
        return new KindSignature(
                "Takes one text apart into several slots.",
                List.of(
                        Field.required("reads", FieldType.READ, "The text.").of(SlotType.TEXT),
                        Field.optional("by", FieldType.TEXT, "What the rules are: `marker`, `regex` or `json`."),
                        Field.required("writes", FieldType.RESULTS, "Slot: the rule by which it is found.")),
                List.of(NodeSpec.NEXT, MISSING),
                KindSignature.ExitSet.CLOSED);
    }

    @Override
    public List<String> problems(LoopSpec loop, NodeSpec node) {
        for (Map.Entry<String, String> rule : rules(node).entrySet()) {
            SlotSpec slot = loop.slots().get(rule.getKey());
            if (slot != null && slot.type() != SlotType.TEXT && slot.type() != SlotType.NUMBER) {
                return List.of("setting `writes` needs slots of type Text or Number, and `" + rule.getKey() + "` is "
                        + slot.type().label());
            }
            find(node, "", rule.getValue());
        }
        return List.of();
    }

    @Override
    public Decision decide(Step step) {
        Value text = step.require(step.settings().text("reads"));
        String said = Thinking.without(text.text());
        Map<String, Value> writes = new LinkedHashMap<>();
        for (Map.Entry<String, String> rule : rules(step.node()).entrySet()) {
            Optional<Content> found =
                    find(step.node(), said, rule.getValue()).flatMap(part -> content(step, rule.getKey(), part));
            if (found.isEmpty()) {
                return new Decision.Move(MISSING, Map.of(), text.sources());
            }
            writes.put(rule.getKey(), new Value(found.get(), text.sources(), null));
        }
        return new Decision.Move(NodeSpec.NEXT, writes, text.sources());
    }

    private static Map<String, String> rules(NodeSpec node) {
        return NodeSlots.results(node.settings(), "writes");
    }

    private static Optional<Content> content(Step step, String slot, String part) {
        SlotSpec spec = step.loop().slots().get(slot);
        if (spec == null || spec.type() != SlotType.NUMBER) {
            return Optional.of(new Content.Text(part));
        }
        try {
            return Optional.of(new Content.Numeric(Double.parseDouble(part.replace(",", ""))));
        } catch (NumberFormatException _) {
            return Optional.empty();
        }
    }

    private static Optional<String> find(NodeSpec node, String text, String rule) {
        String by = node.settings().optionalText("by").orElse("marker");
        Optional<String> found = switch (by) {
            case "marker" -> afterMarker(text, rule, rules(node).values());
            case "regex" -> lastMatch(node, text, rule);
            case "json" -> atPointer(node, text, rule);
            default -> throw node.settings().wrong("by", "`marker`, `regex` or `json`");
        };
        return found.map(String::strip).filter(part -> !part.isEmpty());
    }

    private static Optional<String> afterMarker(String text, String marker, Collection<String> markers) {
        int at = text.lastIndexOf(marker);
        if (at < 0) {
            return Optional.empty();
        }
        int from = at + marker.length();
        int to = text.length();
        for (String other : markers) {
            int next = text.indexOf(other, from);
            to = next < 0 ? to : Math.min(to, next);
        }
        return Optional.of(text.substring(from, to));
    }

    private static Optional<String> lastMatch(NodeSpec node, String text, String rule) {
        try {
            Matcher matcher = Pattern.compile(rule).matcher(new BoundedText(text));
            String last = null;
            while (RegexSetting.find(matcher)) {
                last = matcher.groupCount() > 0 ? matcher.group(1) : matcher.group();
            }
            return Optional.ofNullable(last);
        } catch (PatternSyntaxException e) {
            throw new LoopException(
                    "node " + node.id() + ": rule `" + rule + "` is no regular expression: " + e.getDescription()
                            + " near index " + e.getIndex(),
                    e);
        }
    }

    private static Optional<String> atPointer(NodeSpec node, String text, String rule) {
        JsonPointer pointer;
        try {
            pointer = JsonPointer.compile(rule);
        } catch (IllegalArgumentException e) {
            throw new LoopException(
                    "node " + node.id() + ": rule `" + rule + "` is no JSON pointer: it should look like `/answer`", e);
        }
        return json(text)
                .map(tree -> tree.at(pointer))
                .filter(found -> !found.isMissingNode() && !found.isNull())
                .map(found -> found.isValueNode() ? found.asText() : found.toString());
    }

    /// The first object or array that stands in the text.
    private static Optional<JsonNode> json(String text) {
        int tries = 0;
        for (int i = 0; i < text.length() && tries < MOST_TRIES; i++) {
            if (text.charAt(i) == '{' || text.charAt(i) == '[') {
                tries++;
                try {
                    return Optional.of(MAPPER.readTree(text.substring(i)));
                } catch (JsonProcessingException _) {
                    // Not the beginning of one; the next bracket may be.
                }
            }
        }
        return Optional.empty();
    }
}
