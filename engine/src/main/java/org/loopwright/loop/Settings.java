package org.loopwright.loop;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// A node's settings: the plain tree of its YAML (strings, numbers, booleans, lists, maps), read by
/// type.
///
/// Every reader throws [LoopException] with the setting's name, its value and what would be right.
public final class Settings {
    /// No settings.
    public static final Settings EMPTY = new Settings(Map.of());

    private final Map<String, Object> tree;
    /// Begins every message, `node gate: `; no part of the value.
    private final String owner;

    /// A copy of `tree`; values must be plain and not null.
    public Settings(Map<String, ?> tree) {
        this(tree, "");
    }

    private Settings(Map<String, ?> tree, String owner) {
        this.tree = Collections.unmodifiableMap(new LinkedHashMap<>(tree));
        this.owner = owner;
    }

    /// These settings, whose messages name the node that they belong to.
    public Settings ofNode(String id) {
        return new Settings(tree, "node " + id + ": ");
    }

    /// These settings without some.
    public Settings without(List<String> names) {
        Map<String, Object> rest = new LinkedHashMap<>(tree);
        rest.keySet().removeAll(names);
        return new Settings(rest, owner);
    }

    /// A complaint about a setting, with its value and what it should be.
    public LoopException wrong(String name, String expected) {
        return wrong(name, String.valueOf(tree.get(name)), expected);
    }

    /// The plain tree, unmodifiable.
    public Map<String, Object> tree() {
        return tree;
    }

    /// Whether the setting is there.
    public boolean has(String name) {
        return tree.containsKey(name);
    }

    /// A required text.
    public String text(String name) {
        return optionalText(name).orElseThrow(() -> missing(name, "a text"));
    }

    /// A text, or empty when the setting is not there. Numbers and booleans are read as their text.
    public Optional<String> optionalText(String name) {
        Object value = tree.get(name);
        if (value == null) {
            return Optional.empty();
        }
        if (value instanceof Map || value instanceof List) {
            throw wrong(name, value, "a text");
        }
        return Optional.of(value.toString());
    }

    /// One of a closed set, written as its constant's name in small letters with hyphens.
    ///
    /// @param fallback when the setting is not there
    public <E extends Enum<E>> E choice(String name, E fallback) {
        Optional<String> text = optionalText(name);
        if (text.isEmpty()) {
            return fallback;
        }
        Class<E> type = fallback.getDeclaringClass();
        for (E constant : type.getEnumConstants()) {
            if (label(constant).equals(text.get())) {
                return constant;
            }
        }
        throw wrong(name, "one of " + String.join(", ", labels(type)));
    }

    /// How the constants of a closed set are written in files.
    public static List<String> labels(Class<? extends Enum<?>> type) {
        return Arrays.stream(type.getEnumConstants()).map(Settings::label).toList();
    }

    private static String label(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// A number, or `fallback` when the setting is not there.
    public double number(String name, double fallback) {
        Object value = tree.get(name);
        if (value == null) {
            return fallback;
        }
        if (value instanceof Number number) {
            return number.doubleValue();
        }
        throw wrong(name, value, "a number");
    }

    /// A list of texts; a single text counts as a list of one; empty when the setting is not there.
    public List<String> texts(String name) {
        Object value = tree.get(name);
        if (value == null) {
            return List.of();
        }
        if (value instanceof List<?> list) {
            List<String> texts = new ArrayList<>();
            for (Object element : list) {
                if (element instanceof Map || element instanceof List) {
                    throw wrong(name, value, "a list of texts");
                }
                texts.add(String.valueOf(element));
            }
            return List.copyOf(texts);
        }
        return List.of(text(name));
    }

    /// A list of maps; empty when the setting is not there.
    public List<Settings> maps(String name) {
        Object value = tree.get(name);
        if (value == null) {
            return List.of();
        }
        if (!(value instanceof List<?> list)) {
            throw wrong(name, value, "a list of maps");
        }
        List<Settings> maps = new ArrayList<>();
        for (Object element : list) {
            maps.add(new Settings(map(name, element), owner));
        }
        return List.copyOf(maps);
    }

    /// A map; an empty one when the setting is not there.
    public Settings map(String name) {
        Object value = tree.get(name);
        return new Settings(value == null ? Map.of() : map(name, value), owner);
    }

    private Map<String, Object> map(String name, Object value) {
        if (!(value instanceof Map<?, ?> map)) {
            throw wrong(name, value, "a map");
        }
        Map<String, Object> copy = new LinkedHashMap<>();
        map.forEach((key, element) -> copy.put(String.valueOf(key), element));
        return copy;
    }

    private LoopException missing(String name, String expected) {
        return new LoopException(owner + "setting `" + name + "` is missing: it should be " + expected);
    }

    private LoopException wrong(String name, Object value, String expected) {
        return new LoopException(owner + "setting `" + name + "` is `" + value + "`: it should be " + expected);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Settings that && tree.equals(that.tree);
    }

    @Override
    public int hashCode() {
        return tree.hashCode();
    }

    @Override
    public String toString() {
        return tree.toString();
    }
}
