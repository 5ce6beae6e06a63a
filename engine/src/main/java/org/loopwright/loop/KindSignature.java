package org.loopwright.loop;

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
        fields = List.copyOf(fields);
        exits = List.copyOf(exits);
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
    /// @param doc one sentence
    public record Field(
            String name,
            FieldType type,
            Presence presence,
            @Nullable SlotType slotType,
            String doc) {
        /// A setting that must be there.
        public static Field required(String name, FieldType type, String doc) {
            return new Field(name, type, Presence.REQUIRED, null, doc);
        }

        /// A setting that may be left out.
        public static Field optional(String name, FieldType type, String doc) {
            return new Field(name, type, Presence.OPTIONAL, null, doc);
        }

        /// This setting for slots of one type.
        public Field of(SlotType slots) {
            return new Field(name, type, presence, slots, doc);
        }
    }
}
