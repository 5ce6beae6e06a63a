package org.loopwright.model;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Role messages, each made of segments. The model's chat template turns them into tokens.
///
/// @param messages in order; at least one
/// @param form how they become tokens
/// @param thoughts what becomes of thinking blocks in the assistant's messages
public record Prompt(List<Message> messages, Form form, Thoughts thoughts) {
    public Prompt {
        messages = List.copyOf(messages);
        if (messages.isEmpty()) {
            throw new IllegalArgumentException("a prompt needs at least one message");
        }
        if (form == Form.CONTINUE && !messages.getLast().role().equals("assistant")) {
            throw new IllegalArgumentException("the last message has role `"
                    + messages.getLast().role() + "`; only one of the assistant can be continued");
        }
    }

    /// How messages become tokens.
    public enum Form {
        /// By the chat template, with the header of the assistant's next message at the end.
        ANSWER,
        /// By the chat template; the last message is the assistant's, stays open, and the completion goes
        /// on with it.
        CONTINUE,
        /// Without a template: the texts one after the other, as the tokenizer reads a text of its own.
        /// Here alone special tokens may be written in the text, and ids of a segment count as they are.
        RAW
    }

    /// What becomes of thinking blocks in the assistant's messages.
    public enum Thoughts {
        /// What the model's chat template makes of them: some cut them off.
        BY_TEMPLATE,
        /// They stay, whatever the template would do.
        KEPT
    }

    /// Messages of this form; thinking blocks are left to the template.
    public Prompt(List<Message> messages, Form form) {
        this(messages, form, Thoughts.BY_TEMPLATE);
    }

    /// Messages that the assistant answers.
    public Prompt(List<Message> messages) {
        this(messages, Form.ANSWER);
    }

    /// A text that is read as it stands, without a chat template.
    public static Prompt raw(String text) {
        return new Prompt(List.of(Message.of("text", text)), Form.RAW);
    }

    /// Token ids that are read as they stand.
    ///
    /// @param text what they say
    public static Prompt raw(TokenIds ids, String text) {
        return new Prompt(List.of(new Message("text", List.of(new Segment(text, null, -1, ids)))), Form.RAW);
    }

    /// Whether thinking blocks must stay where a template could cut them off.
    public boolean keepsThinking() {
        return thoughts == Thoughts.KEPT
                && messages.stream().anyMatch(m -> m.role().equals("assistant") && Thinking.in(m.text()));
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
    /// @param ids the token ids when the value is exactly one completion, else null; ids that are not known
    ///     become null
    public record Segment(
            String text,
            @Nullable String slot,
            int version,
            @Nullable TokenIds ids) {
        public Segment {
            ids = ids == null || !ids.known() ? null : ids;
        }

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
