package org.loopwright.loop.node;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.loopwright.loop.LoopException;
import org.loopwright.loop.Settings;
import org.loopwright.loop.SlotSpec;
import org.loopwright.loop.Step;

/// The prompt of a node that has `reads` and no `prompt`.
///
/// The answer slot is shown as the assistant's own message, so that a model sees its draft as it wrote
/// it, token by token. What is read before it comes first as the user's message; what is read after it
/// comes with its name, above the node's request.
record DefaultPrompt(Step step, String request) {

    /// The messages of setting `prompt`, or else the default over `reads`.
    ///
    /// @param request the last sentence of the default
    /// @throws LoopException when both are missing
    static List<Settings> orOwn(Step step, String request) {
        return step.settings().has("prompt")
                ? step.settings().maps("prompt")
                : new DefaultPrompt(step, request).messages();
    }

    private List<Settings> messages() {
        List<String> reads = step.settings().texts("reads");
        if (reads.isEmpty()) {
            throw new LoopException("node " + step.node().id()
                    + " has neither `prompt` nor `reads`: name the slots that it reads, or write its prompt");
        }
        String answer = step.loop().answer().map(SlotSpec::name).orElse("");
        int place = reads.indexOf(answer);
        List<Settings> messages = new ArrayList<>();
        if (place > 0) {
            messages.add(message("user", String.join("\n\n", shown(reads.subList(0, place)))));
        }
        if (place >= 0) {
            messages.add(message("assistant", "{{ " + answer + " }}"));
        }
        List<String> last = new ArrayList<>(named(reads.subList(place + 1, reads.size())));
        last.add(request);
        messages.add(message("user", String.join("\n\n", last)));
        return messages;
    }

    private static List<String> shown(List<String> slots) {
        return slots.stream().map(slot -> "{{ " + slot + " }}").toList();
    }

    private static List<String> named(List<String> slots) {
        return slots.stream().map(slot -> slot + ":\n{{ " + slot + " }}").toList();
    }

    private static Settings message(String role, String template) {
        return new Settings(Map.of(role, template));
    }
}
