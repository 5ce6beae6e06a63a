package org.loopwright.loop;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.loopwright.model.Prompt;
import org.loopwright.model.Thinking;
import org.loopwright.model.TokenIds;

/// Writes a node's prompt: the conversation that it goes on with, its examples, its own messages, and
/// the beginning of the answer.
///
/// @param step the visit
/// @param settings of its node
record PromptWriter(Step step, PromptSettings settings) {

    static PromptWriter of(Step step) {
        return new PromptWriter(step, PromptSettings.of(step.node()));
    }

    /// The prompt of these `{role: template}` messages.
    Step.Rendered write(List<Settings> templates) {
        List<Prompt.Message> own = new ArrayList<>();
        Set<Source> uses = own(templates, own);
        FewShot.of(step.loop(), step.node()).ifPresent(shots -> uses.addAll(shots.showIn(own, step)));
        List<Prompt.Message> messages = new ArrayList<>();
        if (settings.conversation() == PromptSettings.Conversation.SAME) {
            earlier().ifPresent(before -> {
                goOn(before.prompt().messages(), own, messages);
                uses.addAll(before.uses());
            });
        }
        messages.addAll(own);
        return new Step.Rendered(prompt(messages), uses);
    }

    /// The prompt of these messages alone.
    Step.Rendered writeAlone(List<Settings> templates) {
        List<Prompt.Message> own = new ArrayList<>();
        Set<Source> uses = own(templates, own);
        return new Step.Rendered(prompt(own), uses);
    }

    /// Renders a node's own messages.
    ///
    /// @return the sources of what they show
    private Set<Source> own(List<Settings> templates, List<Prompt.Message> own) {
        Set<String> shown = new HashSet<>();
        Map<String, Object> variables = step.variables(this::seen);
        for (Settings message : templates) {
            for (String role : message.tree().keySet()) {
                String template = message.text(role);
                shown.addAll(step.language().templates().variables(template));
                own.add(new Prompt.Message(role, segments(template, variables)));
            }
        }
        if (own.isEmpty()) {
            throw new LoopException("node " + step.node().id()
                    + " has an empty prompt: give it at least one message, `[{user: \"...\"}]`");
        }
        Set<Source> uses = new HashSet<>(step.sources(shown));
        uses.add(Source.Plain.GIVEN);
        return uses;
    }

    private Optional<Step.Rendered> earlier() {
        return step.settings()
                .optionalText("model")
                .flatMap(role -> step.conversations().before(step.frame(), role));
    }

    /// Takes over a conversation. A system message that it has already is not said again.
    private void goOn(List<Prompt.Message> before, List<Prompt.Message> own, List<Prompt.Message> into) {
        for (Prompt.Message message : before) {
            into.add(message.role().equals("assistant") ? new Prompt.Message("assistant", seen(message)) : message);
        }
        Prompt.Message system = own.getFirst();
        if (system.role().equals("system")
                && before.stream().anyMatch(m -> m.text().equals(system.text()))) {
            own.removeFirst();
        }
    }

    private List<Prompt.Segment> seen(Prompt.Message message) {
        return message.text().equals(seen(message.text()))
                ? message.segments()
                : List.of(Prompt.Segment.literal(seen(message.text())));
    }

    private String seen(String text) {
        return settings.thinking() == PromptSettings.Thinking.STRIP ? Thinking.without(text) : text;
    }

    private Prompt prompt(List<Prompt.Message> messages) {
        Prompt.Thoughts thoughts = settings.thinking() == PromptSettings.Thinking.KEEP
                ? Prompt.Thoughts.KEPT
                : Prompt.Thoughts.BY_TEMPLATE;
        Prompt.Message last = messages.getLast();
        if (!last.role().equals(PromptSettings.PREFILL)) {
            return new Prompt(messages, Prompt.Form.ANSWER, thoughts);
        }
        messages.set(messages.size() - 1, new Prompt.Message("assistant", last.segments()));
        return new Prompt(messages, Prompt.Form.CONTINUE, thoughts);
    }

    private List<Prompt.Segment> segments(String template, Map<String, Object> variables) {
        List<Prompt.Segment> segments = new ArrayList<>();
        for (Templates.Piece piece : step.language().templates().render(template, variables)) {
            String slot = piece.variable();
            if (slot == null || step.frame().value(slot).isEmpty()) {
                segments.add(Prompt.Segment.literal(piece.text()));
            } else {
                segments.add(new Prompt.Segment(
                        piece.text(),
                        slot,
                        step.frame().versions(slot) - 1,
                        completionIds(step.require(slot), piece.text())));
            }
        }
        return segments;
    }

    private static @Nullable TokenIds completionIds(Value value, String shown) {
        Value.CompletionRef ref = value.completion();
        return ref != null && value.text().equals(shown) ? ref.ids() : null;
    }
}
