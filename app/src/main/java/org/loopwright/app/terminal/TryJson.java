package org.loopwright.app.terminal;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.loopwright.app.text.EditNames;
import org.loopwright.loop.Value;
import org.loopwright.model.Prompt;
import org.loopwright.model.PromptToken;
import org.loopwright.project.TypedValue;
import org.loopwright.run.Replay;
import org.loopwright.task.Grade;
import org.loopwright.trial.BenchAnswer;
import org.loopwright.trial.BenchPrompt;
import org.loopwright.trial.Halt;
import org.loopwright.trial.SlotChange;
import org.loopwright.trial.TrialBranch;
import org.loopwright.trial.TrialState;
import org.loopwright.trial.TrialStep;

/// What a trial and the prompt bench found, as plain maps and lists. What does not exist is null.
final class TryJson {
    private TryJson() {}

    /// A prompt and completions of it.
    static Map<String, Object> of(BenchPrompt prompt, List<BenchAnswer> answers) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("node", prompt.node());
        json.put("slots", prompt.slots().stream().map(TryJson::slot).toList());
        json.put("missing", prompt.missing());
        BenchPrompt.Asked asked = prompt.asked();
        if (asked != null) {
            json.put("role", asked.role());
            json.put("model", asked.model().id());
            json.put("requests", asked.requests());
            json.put(
                    "messages",
                    asked.prompt().messages().stream().map(TryJson::message).toList());
            json.put(
                    "tokens",
                    asked.tokens().stream()
                            .map(token -> token(asked.prompt(), token))
                            .toList());
            json.put("templateTokens", asked.templateTokens());
            json.put("maxTokens", asked.sampling().maxTokens());
            json.put("contextLength", asked.contextLength());
            json.put("fits", asked.fits());
            json.put("tooLong", asked.isTooLong());
            json.put("dropped", List.copyOf(asked.dropped()));
            json.put("form", asked.prompt().form().name().toLowerCase(Locale.ROOT));
        }
        json.put("paper", prompt.paper().map(TryJson::paper).orElse(null));
        json.put("completions", answers.stream().map(TryJson::answer).toList());
        return json;
    }

    private static Map<String, Object> slot(BenchPrompt.ShownSlot slot) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("slot", slot.slot());
        json.put("origin", slot.origin().name().toLowerCase(Locale.ROOT));
        json.put("text", slot.origin() == BenchPrompt.Origin.EMPTY ? null : slot.text());
        json.put("read", slot.read());
        return json;
    }

    private static Map<String, Object> message(Prompt.Message message) {
        return Map.of("role", message.role(), "text", message.text());
    }

    private static Map<String, Object> token(Prompt prompt, PromptToken token) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", token.id());
        json.put("text", token.text());
        json.put("origin", token.origin().name().toLowerCase(Locale.ROOT));
        json.put("message", token.message() < 0 ? null : token.message());
        json.put(
                "role",
                token.message() < 0
                        ? null
                        : prompt.messages().get(token.message()).role());
        json.put("slot", TryText.slot(prompt, token).orElse(null));
        return json;
    }

    private static Map<String, Object> paper(BenchPrompt.Difference difference) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("source", difference.paper().source());
        json.put("file", difference.paper().file().toString());
        json.put("problem", difference.problem().isEmpty() ? null : difference.problem());
        json.put("same", difference.none());
        json.put(
                "pieces",
                difference.pieces().stream()
                        .map(piece -> Map.of(
                                "text",
                                piece.text(),
                                "mark",
                                piece.mark().name().toLowerCase(Locale.ROOT)))
                        .toList());
        return json;
    }

    private static Map<String, Object> answer(BenchAnswer answer) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("sample", answer.sample());
        json.put("text", answer.completion().text());
        json.put("tokens", answer.completion().ids().size());
        json.put("finish", answer.completion().finish().name().toLowerCase(Locale.ROOT));
        json.put("exit", answer.exit().orElse(null));
        json.put("writes", answer.writes());
        json.put("grade", answer.grade().map(TryJson::grade).orElse(null));
        json.put("gradedAnswer", answer.answers());
        return json;
    }

    private static Map<String, Object> grade(Grade grade) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("status", grade.status().name().toLowerCase(Locale.ROOT));
        json.put("extracted", grade.extracted());
        json.put("correct", grade.correct());
        return json;
    }

    /// Where a trial stands, and how it came there.
    static Map<String, Object> of(TrialState state) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("run", state.run().toString());
        json.put("kind", "trial");
        json.put("item", state.item().id());
        json.put("halt", state.halt().getClass().getSimpleName().toLowerCase(Locale.ROOT));
        json.put("question", state.halt() instanceof Halt.Asking(var question) ? question.question() : null);
        json.put("next", state.next().orElse(null));
        json.put("steps", state.steps().stream().map(step -> step(state, step)).toList());
        Map<String, Object> slots = new LinkedHashMap<>();
        state.frame().slots().forEach((slot, versions) -> slots.put(slot, text(versions.getLast())));
        json.put("slots", slots);
        Map<String, Object> grades = new LinkedHashMap<>();
        state.grades().forEach((turn, grade) -> grades.put(turn.toString(), grade(grade)));
        json.put("grades", grades);
        json.put("branches", state.branches().stream().map(TryJson::branch).toList());
        return json;
    }

    private static Map<String, Object> step(TrialState state, TrialStep step) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("node", step.node());
        json.put("visit", step.visit());
        json.put("exit", step.exit().orElse(null));
        List<Map<String, Object>> slots = new ArrayList<>();
        for (SlotChange change : step.changes(state.loop())) {
            Map<String, Object> slot = new LinkedHashMap<>();
            slot.put("slot", change.slot());
            slot.put("before", change.before().map(TryJson::text).orElse(null));
            slot.put("after", change.after().map(TryJson::text).orElse(null));
            slot.put("written", change.written());
            slots.add(slot);
        }
        json.put("slots", slots);
        json.put("prompts", step.done().map(TryJson::prompts).orElse(null));
        json.put(
                "completions",
                step.done()
                        .map(done ->
                                done.completions().stream().map(c -> c.text()).toList())
                        .orElse(null));
        return json;
    }

    private static List<List<Map<String, Object>>> prompts(Replay.Step done) {
        return done.prompts().stream()
                .map(prompt -> prompt.messages().stream().map(TryJson::message).toList())
                .toList();
    }

    private static @Nullable Object text(Value value) {
        return TypedValue.text(value.content());
    }

    private static Map<String, Object> branch(TrialBranch branch) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("run", branch.id().toString());
        json.put(
                "parent", branch.origin().map(origin -> origin.run().toString()).orElse(null));
        json.put(
                "edit",
                branch.origin().map(origin -> EditNames.of(origin.edit())).orElse(null));
        return json;
    }
}
