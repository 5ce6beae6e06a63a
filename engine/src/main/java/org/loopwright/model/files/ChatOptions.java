package org.loopwright.model.files;

import java.util.Map;
import org.loopwright.model.ModelException;

/// How a conversation is rendered.
///
/// @param ending what follows the last message
/// @param variables what a template may ask for besides, such as `enable_thinking`: strings, numbers,
///     booleans, lists and maps of them
public record ChatOptions(Ending ending, Map<String, Object> variables) {
    /// The header of the assistant's next message follows.
    public static final ChatOptions ANSWER = new ChatOptions(Ending.ANSWER, Map.of());

    /// The last message, which is the assistant's, stays open, and a completion goes on with it.
    public static final ChatOptions CONTINUE = new ChatOptions(Ending.CONTINUE, Map.of());

    /// What follows the last message.
    public enum Ending {
        /// The header of the assistant's next message.
        ANSWER,
        /// Nothing, not even what would close the last message.
        CONTINUE,
        /// What closes the last message: a whole conversation, for training.
        CLOSED
    }

    public ChatOptions {
        variables = Map.copyOf(variables);
    }

    /// These options with one more variable.
    ///
    /// @throws ModelException with code `PROMPT` when `template` doesn't ask for it
    public ChatOptions with(ChatTemplate template, String variable, Object value) {
        if (!template.knows(variable)) {
            throw new ModelException(
                    ModelException.Code.PROMPT,
                    "the model's chat template has no variable `" + variable + "`; leave it out");
        }
        Map<String, Object> all = new java.util.HashMap<>(variables);
        all.put(variable, value);
        return new ChatOptions(ending, all);
    }
}
