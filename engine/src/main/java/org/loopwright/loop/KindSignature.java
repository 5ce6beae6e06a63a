package org.loopwright.loop;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a node kind looks like from outside: its settings and exits.
///
/// @param summary one sentence for palettes and docs
/// @param fields its settings
/// @param exits the exits that it can leave by, `capped` left out (any node may have that)
/// @param openExits whether a node may name further exits itself, as `branch` does
public record KindSignature(String summary, List<Field> fields, List<String> exits, ExitSet openExits) {
    public KindSignature {
        fields = withPromptSettings(fields);
        exits = List.copyOf(exits);
    }

    /// Whoever asks a model by a prompt has the settings of [PromptSettings].
    private static List<Field> withPromptSettings(List<Field> own) {
        List<Field> all = new ArrayList<>(own);
        boolean prompts = own.stream().anyMatch(f -> f.type() == FieldType.PROMPT)
                && own.stream().anyMatch(f -> f.type() == FieldType.ROLE);
        if (prompts) {
            PromptSettings.FIELDS.stream().filter(f -> !own.contains(f)).forEach(all::add);
        }
        return List.copyOf(all);
    }

    /// Whether the kind alone decides what exits there are.
    public enum ExitSet {
        /// Only the named ones.
        CLOSED,
        /// The named ones and those that the node's settings name.
        OPEN
    }

    /// Whether a setting must be there.
    public enum Presence {
        REQUIRED,
        OPTIONAL
    }

    /// One setting.
    ///
    /// @param name in the file
    /// @param type what it holds
    /// @param presence whether it must be there
    /// @param slotType for READ and WRITE: the slot type that fits, or null for any
    /// @param choices for CHOICE: what it may be, the usual one first
    /// @param doc one sentence
    public record Field(
            String name,
            FieldType type,
            Presence presence,
            @Nullable SlotType slotType,
            List<String> choices,
            String doc) {
        public Field {
            choices = List.copyOf(choices);
        }

        /// A setting that must be there.
        public static Field required(String name, FieldType type, String doc) {
            return new Field(name, type, Presence.REQUIRED, null, List.of(), doc);
        }

        /// A setting that may be left out.
        public static Field optional(String name, FieldType type, String doc) {
            return new Field(name, type, Presence.OPTIONAL, null, List.of(), doc);
        }

        /// A setting that is one of a closed set and may be left out.
        public static Field choice(String name, Class<? extends Enum<?>> type, String doc) {
            return new Field(name, FieldType.CHOICE, Presence.OPTIONAL, null, Settings.labels(type), doc);
        }

        /// This setting for slots of one type.
        public Field of(SlotType slots) {
            return new Field(name, type, presence, slots, choices, doc);
        }
    }
}
