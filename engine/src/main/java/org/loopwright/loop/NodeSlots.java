package org.loopwright.loop;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// The slots that a node's settings name, by what the signature of its kind says of each setting.
///
/// @param reads in the order of the settings
/// @param writes in the order of the settings
public record NodeSlots(Set<String> reads, Set<String> writes) {
    /// Begins a model role where a slot of type Model could stand.
    static final String MODELS = "models.";
    private static final Set<String> GLOBALS = Set.of("params", "random");

    public NodeSlots {
        reads = Collections.unmodifiableSet(new LinkedHashSet<>(reads));
        writes = Collections.unmodifiableSet(new LinkedHashSet<>(writes));
    }

    /// The slots of a node.
    ///
    /// @throws LoopException when a setting has the wrong form, or a template or condition is broken
    public static NodeSlots of(NodeSpec node, KindSignature signature, Language language) {
        Set<String> reads = new LinkedHashSet<>();
        Set<String> writes = new LinkedHashSet<>();
        for (KindSignature.Field field : signature.fields()) {
            reads.addAll(reads(node.settings(), field, language));
            writes.addAll(writes(node.settings(), field));
        }
        return new NodeSlots(reads, writes);
    }

    /// The slots that one setting reads.
    public static Set<String> reads(Settings settings, KindSignature.Field field, Language language) {
        String name = field.name();
        return switch (field.type()) {
            case PROMPT -> inPrompt(settings, name, language);
            case CASES -> inCases(settings, name, language);
            case READ, READS -> Set.copyOf(settings.texts(name));
            case ARGUMENTS, ROLES -> slotsOf(texts(settings.map(name)));
            case MODEL -> slotsOf(settings.texts(name));
            case TEXT,
                    TEXTS,
                    INTEGER,
                    NUMBER,
                    REGEX,
                    ROLE,
                    SAMPLING,
                    CHOICE,
                    FEW_SHOT,
                    WRITE,
                    LOOP,
                    RESULTS,
                    ROW_CONDITION -> Set.of();
        };
    }

    /// The slots that one setting writes.
    public static Set<String> writes(Settings settings, KindSignature.Field field) {
        String name = field.name();
        return switch (field.type()) {
            case WRITE -> settings.optionalText(name).map(Set::of).orElse(Set.of());
            case RESULTS -> results(settings, name).keySet();
            case TEXT,
                    TEXTS,
                    INTEGER,
                    NUMBER,
                    REGEX,
                    ROLE,
                    PROMPT,
                    SAMPLING,
                    CHOICE,
                    FEW_SHOT,
                    CASES,
                    READ,
                    READS,
                    LOOP,
                    ARGUMENTS,
                    MODEL,
                    ROLES,
                    ROW_CONDITION -> Set.of();
        };
    }

    /// A `RESULTS` setting as a map from slots that are written to the called loop's slots.
    public static Map<String, String> results(Settings settings, String name) {
        if (!(settings.tree().get(name) instanceof Map)) {
            Optional<String> slot = settings.optionalText(name);
            return slot.map(own -> Map.of(own, own)).orElse(Map.of());
        }
        Settings map = settings.map(name);
        Map<String, String> results = new LinkedHashMap<>();
        map.tree().keySet().forEach(own -> results.put(own, map.text(own)));
        return Collections.unmodifiableMap(results);
    }

    private static Set<String> inPrompt(Settings settings, String name, Language language) {
        Set<String> slots = new LinkedHashSet<>();
        for (Settings message : settings.maps(name)) {
            texts(message).forEach(t -> slots.addAll(language.templates().variables(t)));
        }
        slots.removeAll(GLOBALS);
        return slots;
    }

    private static Set<String> inCases(Settings settings, String name, Language language) {
        Set<String> slots = new LinkedHashSet<>();
        for (Settings one : settings.maps(name)) {
            one.optionalText("when")
                    .ifPresent(when -> slots.addAll(language.conditions().variables(when)));
        }
        return slots;
    }

    /// Names of slots; `models.role` is none.
    private static Set<String> slotsOf(Collection<String> names) {
        return names.stream().filter(name -> !name.startsWith(MODELS)).collect(Collectors.toUnmodifiableSet());
    }

    private static Collection<String> texts(Settings map) {
        return map.tree().keySet().stream().map(map::text).toList();
    }
}
