package org.loopwright.loop;

import java.util.List;
import org.loopwright.loop.KindSignature.Field;

/// Settings of every node that asks a model by a prompt: what the prompt begins with, what it shows of
/// earlier thinking, and what happens when it is too long.
///
/// @param tooLong what happens to a prompt that is longer than the context
/// @param thinking what becomes of thinking blocks
/// @param conversation what the prompt begins with
public record PromptSettings(TooLong tooLong, Thinking thinking, Conversation conversation) {
    /// The name of [TooLong] in files.
    public static final String TOO_LONG = "too-long";
    /// The name of [Thinking] in files.
    public static final String THINKING = "thinking";
    /// The name of [Conversation] in files.
    public static final String CONVERSATION = "conversation";
    /// The role of a prompt's last message when the model's answer begins with it.
    public static final String PREFILL = "prefill";

    /// The settings, in the order to show them.
    public static final List<Field> FIELDS = List.of(
            Field.choice(
                    CONVERSATION,
                    Conversation.class,
                    "`same` goes on with what this model was asked last for the item, and its answer."),
            Field.optional(
                    FewShot.SETTING,
                    FieldType.FEW_SHOT,
                    "Worked examples before the prompt: dataset, k, order-seed, as turns or text."),
            Field.choice(
                    THINKING,
                    Thinking.class,
                    "What the prompt shows of `<think>` blocks: as the model's template does, none, or all."),
            Field.choice(
                    TOO_LONG,
                    TooLong.class,
                    "A prompt longer than the context: fail the item, drop the oldest tokens, or stop with the answer so"
                            + " far."));

    /// What happens to a prompt that is longer than the model's context.
    public enum TooLong {
        /// The item fails with a message, and the run goes on.
        ERROR,
        /// The oldest tokens are left out, as [org.loopwright.model.PromptCut] says.
        TRUNCATE_LEFT,
        /// The item ends with the answer that it has so far.
        STOP
    }

    /// What becomes of thinking blocks in what a prompt shows of earlier answers.
    public enum Thinking {
        /// In the assistant's messages what the model's chat template does; elsewhere they stay.
        TEMPLATE,
        /// They are left out wherever a slot is shown, and of the conversation so far.
        STRIP,
        /// They stay, even where the template would cut them off.
        KEEP
    }

    /// What a prompt begins with.
    public enum Conversation {
        /// Nothing: its own messages are all that the model sees.
        FRESH,
        /// What the same role was asked last in this item, and what it answered; nothing at the first
        /// time.
        SAME
    }

    /// The settings of a node.
    ///
    /// @throws LoopException when one is none of its choices
    public static PromptSettings of(NodeSpec node) {
        Settings settings = node.settings();
        return new PromptSettings(
                settings.choice(TOO_LONG, TooLong.ERROR),
                settings.choice(THINKING, Thinking.TEMPLATE),
                settings.choice(CONVERSATION, Conversation.FRESH));
    }
}
