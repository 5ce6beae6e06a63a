package org.loopwright.model;

/// One token of a prompt, and where it comes from.
///
/// @param id as the model reads it
/// @param text what it spells; a token that ends within a character has an empty one, and the token that completes
///     the character has it. Special tokens are written as the tokenizer names them
/// @param origin the template, a message, or both
/// @param message index of the message whose text is in it, from 0; -1 when none is
/// @param segment index of that message's segment, from 0; -1 when none is
public record PromptToken(int id, String text, Origin origin, int message, int segment) {
    /// Where a token's text comes from.
    public enum Origin {
        /// A special token that the chat template wrote.
        SPECIAL,
        /// Other text of the chat template.
        TEMPLATE,
        /// Text of a message.
        MESSAGE,
        /// The tokenizer joined text of the template and of a message.
        JOINED;

        /// Whether the template alone put it there.
        public boolean templateOnly() {
            return this == SPECIAL || this == TEMPLATE;
        }
    }

    /// This, as a special token of the template.
    public PromptToken special() {
        return new PromptToken(id, text, Origin.SPECIAL, -1, -1);
    }
}
