package org.loopwright.loop.node;

import java.util.List;
import java.util.function.Function;
import org.loopwright.loop.Decision;
import org.loopwright.loop.Settings;
import org.loopwright.loop.Step;
import org.loopwright.loop.StepResult;
import org.loopwright.loop.Value;

/// One completion for one prompt: what most kinds begin with.
final class Ask {
    private Ask() {}

    /// Asks at first; when the answer is there, goes on with it.
    ///
    /// @param messages the prompt's `{role: template}` list
    /// @param then what to do with the answer, a text that carries its prompt's sources and its author
    static Decision once(Step step, List<Settings> messages, Function<Value, Decision> then) {
        Step.Rendered rendered = step.prompt(messages);
        List<StepResult.Completed> answers = step.completions();
        if (answers.isEmpty()) {
            return new Decision.Generate(
                    step.settings().text("model"), step.requests(rendered.prompt(), 0, 1), rendered.uses());
        }
        return then.apply(step.authored(answers.getFirst(), 0, rendered.uses()));
    }
}
