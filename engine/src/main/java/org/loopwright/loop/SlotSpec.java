package org.loopwright.loop;

import org.jspecify.annotations.Nullable;

/// A slot as declared.
///
/// @param name unique in its loop
/// @param type of its values
/// @param from where its first version comes from, `item.question`, or null
/// @param initial the text of its first version when `from` is null, or null for an empty slot
/// @param role whether its writes are the loop's turns
/// @param mark its place in the file
public record SlotSpec(
        String name,
        SlotType type,
        @Nullable String from,
        @Nullable String initial,
        Role role,
        Mark mark) {

    /// What a slot is to its loop.
    public enum Role {
        /// The loop's one answer slot: each write is a turn.
        ANSWER,
        /// Any other slot.
        WORKING
    }
}
