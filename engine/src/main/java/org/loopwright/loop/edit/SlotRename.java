package org.loopwright.loop.edit;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.loopwright.loop.FieldType;
import org.loopwright.loop.KindSignature;
import org.loopwright.loop.Language;
import org.loopwright.loop.LoopException;
import org.loopwright.loop.LoopSpec;
import org.loopwright.loop.NodeKind;
import org.loopwright.loop.NodeKinds;
import org.loopwright.loop.NodeSpec;
import org.loopwright.loop.yaml.LoopPatch;

/// Gives a slot another name wherever a loop names it.
record SlotRename(NodeKinds kinds, Language language, String slot, String name) {
    private static final Pattern TAG = Pattern.compile("\\{\\{.*?}}|\\{%.*?%}", Pattern.DOTALL);
    private static final String QUOTED = "'[^']*'|\"[^\"]*\"";

    String in(String text, LoopSpec loop) {
        LoopEditor.variable("slot", name);
        String next = LoopPatch.rename(text, List.of(LoopEditor.SLOTS, slot), name);
        for (NodeSpec node : loop.nodes().values()) {
            List<KindSignature.Field> fields = kinds.find(node.kind())
                    .map(NodeKind::signature)
                    .map(KindSignature::fields)
                    .orElse(List.of());
            for (KindSignature.Field field : fields) {
                next = setting(next, node, field);
            }
        }
        return next;
    }

    private String setting(String text, NodeSpec node, KindSignature.Field field) {
        Object value = node.settings().tree().get(field.name());
        if (value == null) {
            return text;
        }
        Object renamed = renamed(field.type(), value);
        return renamed.equals(value)
                ? text
                : LoopPatch.set(text, List.of(LoopEditor.NODES, node.id(), field.name()), renamed);
    }

    private Object renamed(FieldType type, Object value) {
        return switch (type) {
            case READ, READS, WRITE, MODEL -> names(value);
            case ARGUMENTS, ROLES -> value instanceof Map<?, ?> map ? values(map) : value;
            case RESULTS -> value instanceof Map<?, ?> map ? keys(map) : names(value);
            case PROMPT -> texts(value, this::template);
            case CASES -> cases(value);
            case TEXT, TEXTS, INTEGER, NUMBER, REGEX, ROLE, SAMPLING, CHOICE, FEW_SHOT, LOOP, ROW_CONDITION -> value;
        };
    }

    private Object names(Object value) {
        if (value instanceof List<?> list) {
            List<Object> renamed = new ArrayList<>();
            list.forEach(element -> renamed.add(names(element)));
            return renamed;
        }
        return value.equals(slot) ? name : value;
    }

    private Object values(Map<?, ?> map) {
        Map<String, Object> renamed = new LinkedHashMap<>();
        map.forEach((key, value) -> renamed.put(String.valueOf(key), names(value)));
        return renamed;
    }

    private Object keys(Map<?, ?> map) {
        Map<String, Object> renamed = new LinkedHashMap<>();
        map.forEach((key, value) -> renamed.put(String.valueOf(names(String.valueOf(key))), value));
        return renamed;
    }

    private static Object texts(Object value, java.util.function.UnaryOperator<String> change) {
        return switch (value) {
            case List<?> list -> {
                List<Object> changed = new ArrayList<>();
                list.forEach(element -> changed.add(texts(element, change)));
                yield changed;
            }
            case Map<?, ?> map -> {
                Map<String, Object> changed = new LinkedHashMap<>();
                map.forEach((key, element) -> changed.put(String.valueOf(key), texts(element, change)));
                yield changed;
            }
            case String text -> change.apply(text);
            default -> value;
        };
    }

    private Object cases(Object value) {
        if (!(value instanceof List<?> list)) {
            return value;
        }
        List<Object> changed = new ArrayList<>();
        for (Object element : list) {
            Map<String, Object> one = new LinkedHashMap<>();
            if (element instanceof Map<?, ?> map) {
                map.forEach((key, part) -> one.put(
                        String.valueOf(key),
                        key.equals("when") && part instanceof String when ? condition(when) : part));
            }
            changed.add(element instanceof Map ? one : element);
        }
        return changed;
    }

    private String template(String template) {
        try {
            if (!language.templates().variables(template).contains(slot)) {
                return template;
            }
        } catch (LoopException _) { // a broken template names nothing for sure: it stays as it is
            return template;
        }
        return TAG.matcher(template).replaceAll(tag -> Matcher.quoteReplacement(identifiers(tag.group())));
    }

    private String condition(String condition) {
        try {
            return language.conditions().variables(condition).contains(slot) ? identifiers(condition) : condition;
        } catch (LoopException _) { // as above
            return condition;
        }
    }

    /// Every use of the slot's name that stands in no quotes and behind no dot.
    private String identifiers(String expression) {
        return Pattern.compile("(" + QUOTED + ")|(?<![\\w.])" + Pattern.quote(slot) + "(?!\\w)")
                .matcher(expression)
                .replaceAll(found -> Matcher.quoteReplacement(found.group(1) == null ? name : found.group(1)));
    }
}
