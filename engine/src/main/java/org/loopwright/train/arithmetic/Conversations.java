package org.loopwright.train.arithmetic;

import java.util.List;
import org.loopwright.model.Completion;
import org.loopwright.model.Prompt;
import org.loopwright.model.Prompt.Message;
import org.loopwright.model.Prompt.Segment;

/// The prompts that the arithmetic models were taught.
final class Conversations {
    private Conversations() {}

    static Prompt draft(String question) {
        return new Prompt(List.of(Message.of("user", question)));
    }

    static Prompt check(String question, Completion draft) {
        return new Prompt(
                List.of(Message.of("user", question), assistant("draft", draft), Message.of("user", "check")));
    }

    static Prompt revise(String question, Completion draft, Completion check) {
        return new Prompt(List.of(
                Message.of("user", question),
                assistant("draft", draft),
                Message.of("user", "check"),
                assistant("check", check),
                Message.of("user", "revise")));
    }

    static Prompt work(String question) {
        return new Prompt(List.of(Message.of("user", "work " + question)));
    }

    private static Message assistant(String slot, Completion completion) {
        return new Message("assistant", List.of(new Segment(completion.text(), slot, 0, completion.ids())));
    }
}
