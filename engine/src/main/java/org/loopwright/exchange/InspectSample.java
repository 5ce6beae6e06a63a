package org.loopwright.exchange;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.loopwright.journal.Event;
import org.loopwright.journal.JournalEntry;
import org.loopwright.loop.Frame;
import org.loopwright.loop.Value;
import org.loopwright.measure.ItemTurn;
import org.loopwright.model.Completion;
import org.loopwright.run.Replay;
import org.loopwright.task.Grade;

/// One item as a sample of an Inspect log.
///
/// Its messages are what each step last asked and what came back, in order; a last message holds the answer
/// where that is no completion, as after a vote. Its events are the completions of all frames, with their
/// tokens.
final class InspectSample {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final String QUESTION = "question";

    private final ExportedItem item;
    private final String model;
    private final int epoch;
    private final ArrayNode messages = NODES.arrayNode();
    private final ArrayNode events = NODES.arrayNode();
    private long promptTokens;
    private long completionTokens;

    private InspectSample(ExportedItem item, int epoch) {
        this.item = item;
        this.epoch = epoch;
        this.model = AnswerRow.models(item.header());
    }

    static InspectSample of(ExportedItem item, int epoch) {
        InspectSample sample = new InspectSample(item, epoch);
        item.trace().replay().steps().forEach(sample::say);
        item.entries().forEach(sample::event);
        return sample;
    }

    private @Nullable ItemTurn last() {
        return item.turns().isEmpty() ? null : item.turns().getLast();
    }

    boolean isGraded() {
        return last() != null;
    }

    boolean isRight() {
        ItemTurn turn = last();
        return turn != null && turn.correct();
    }

    boolean isFailed() {
        Frame.End end = item.trace().replay().end();
        return end != null && end.outcome() == Frame.Outcome.FAILED;
    }

    private void say(Replay.Step step) {
        for (int i = 0; i < step.completions().size(); i++) {
            if (i < step.prompts().size()) {
                String asked = step.prompts().get(i).messages().getLast().text();
                messages.addObject().put("role", "user").put("content", asked);
            }
            messages.addObject()
                    .put("role", "assistant")
                    .put("source", "generate")
                    .put("model", model)
                    .put("content", step.completions().get(i).text());
        }
    }

    private void event(JournalEntry entry) {
        if (!(entry.event() instanceof Event.Generated generated)) {
            return;
        }
        for (Completion completion : generated.completions()) {
            promptTokens += completion.promptIds().size();
            completionTokens += completion.ids().size();
            ObjectNode event = events.addObject()
                    .put("event", "model")
                    .put("timestamp", entry.at().toString())
                    .put("working_start", 0.0)
                    .put("model", model)
                    .put("role", generated.role())
                    .put("tool_choice", "none");
            event.putArray("input");
            event.putArray("tools");
            event.putObject("config");
            event.set("output", output(completion));
        }
    }

    private ObjectNode output(Completion completion) {
        ObjectNode output = output(completion.text(), completion.finish());
        output.set(
                "usage", usage(completion.promptIds().size(), completion.ids().size()));
        return output.put("time", completion.modelNanos() / 1e9);
    }

    private ObjectNode output(String text, Completion.Finish finish) {
        ObjectNode output = NODES.objectNode().put("model", model);
        ObjectNode choice = output.putArray("choices").addObject();
        choice.putObject("message")
                .put("role", "assistant")
                .put("source", "generate")
                .put("content", text);
        choice.put("stop_reason", finish == Completion.Finish.LENGTH ? "max_tokens" : "stop");
        return output.put("completion", text);
    }

    static ObjectNode usage(long prompt, long completion) {
        return NODES.objectNode()
                .put("input_tokens", prompt)
                .put("output_tokens", completion)
                .put("total_tokens", prompt + completion);
    }

    private List<AnswerRow> rows() {
        return item.rows();
    }

    ObjectNode json() {
        List<AnswerRow> rows = rows();
        ObjectNode json = head();
        String answer = rows.isEmpty() ? "" : rows.getLast().answer();
        if (!rows.isEmpty()
                && !answer.equals(
                        messages.path(messages.size() - 1).path("content").asText())) {
            messages.addObject()
                    .put("role", "assistant")
                    .put("source", "generate")
                    .put("content", answer);
        }
        json.set("messages", messages);
        boolean cut = !rows.isEmpty() && rows.getLast().finish().equals("length");
        json.set("output", output(answer, cut ? Completion.Finish.LENGTH : Completion.Finish.STOP));
        json.set("scores", scores());
        ObjectNode metadata = json.putObject("metadata").putObject("loopwright");
        metadata.put("run", item.header().id().toString())
                .put("seed", item.header().seed())
                .put("cluster", item.opened().cluster());
        ArrayNode turns = metadata.putArray("turns");
        rows.forEach(row -> turns.addPOJO(row.values()));
        json.putObject("store");
        json.set("events", events);
        if (promptTokens + completionTokens > 0) {
            json.putObject("model_usage").set(model, usage(promptTokens, completionTokens));
        }
        if (isFailed()) {
            Frame.End end = item.trace().replay().end();
            String reason = end == null ? "" : end.reason();
            json.putObject("error").put("message", reason).put("traceback", "").put("traceback_ansi", "");
        }
        return json;
    }

    /// What `summaries.json` says of the sample.
    ObjectNode summary() {
        ObjectNode json = head();
        json.set("scores", scores());
        json.putObject("metadata");
        return json.put("completed", !isFailed());
    }

    private ObjectNode head() {
        return NODES.objectNode()
                .put("id", item.trace().item())
                .put("epoch", epoch)
                .put("input", input())
                .put("target", target());
    }

    private String input() {
        Map<String, Value> slots = item.opened().slots();
        if (item.item() != null && item.item().fields().containsKey(QUESTION)) {
            return item.item().fields().get(QUESTION);
        }
        Value question = slots.get(QUESTION);
        return question != null
                ? question.text()
                : String.join(
                        "\n\n",
                        new ArrayList<>(slots.values())
                                .stream().map(Value::text).toList());
    }

    private String target() {
        String gold = item.item() == null ? null : item.item().gold();
        return gold == null ? "" : gold;
    }

    private ObjectNode scores() {
        ObjectNode scores = NODES.objectNode();
        ItemTurn turn = last();
        if (turn != null) {
            String value = turn.correct() ? "C" : turn.status() == Grade.Status.PARSED ? "I" : "N";
            scores.putObject(item.header().grader())
                    .put("value", value)
                    .put("answer", turn.extracted())
                    .put("explanation", turn.status().name().toLowerCase(java.util.Locale.ROOT));
        }
        return scores;
    }
}
