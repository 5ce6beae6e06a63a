package org.loopwright.model;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Role messages, each made of segments. The model's chat template turns them into tokens.
///
/// @param messages in order; at least one
public record Prompt(List<Message> messages) {
    public Prompt {
        messages = List.copyOf(messages);
        if (messages.isEmpty()) {
            throw new IllegalArgumentException("a prompt needs at least one message");
        }
    }

    /// One message.
    ///
    /// @param role `system`, `user`, `assistant`, or whatever else the model's template knows
    /// @param segments its content in order
    public record Message(String role, List<Segment> segments) {
        public Message {
            segments = List.copyOf(segments);
        }

        /// A message of literal text.
        public static Message of(String role, String text) {
            return new Message(role, List.of(Segment.literal(text)));
        }

        /// The content as text.
        public String text() {
            return segments.stream().map(Segment::text).collect(Collectors.joining());
        }

        /// The token ids of the completion that this message exactly is, or null.
        public @Nullable TokenIds completionIds() {
            return segments.size() == 1 ? segments.getFirst().ids() : null;
        }
    }

    /// A stretch of a message: text of the loop file, or the value of a slot at one version.
    ///
    /// @param text what it says; always data, never special tokens
    /// @param slot the slot that it shows, or null for literal text
    /// @param version the slot's version, from 0; -1 for literal text
    /// @param ids the token ids when the value is exactly one completion, else null
    public record Segment(
            String text,
            @Nullable String slot,
            int version,
            @Nullable TokenIds ids) {
        /// Text that stands in the loop file.
        public static Segment literal(String text) {
            return new Segment(text, null, -1, null);
        }
    }

    /// The messages as `role: text` lines, for people.
    @Override
    public String toString() {
        return messages.stream().map(m -> m.role() + ": " + m.text()).collect(Collectors.joining("\n"));
    }
}
