package org.loopwright.exchange;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.loopwright.journal.Event;
import org.loopwright.journal.JournalEntry;
import org.loopwright.loop.Frame;
import org.loopwright.loop.FramePath;
import org.loopwright.model.Completion;
import org.loopwright.model.Prompt;
import org.loopwright.run.Replay;
import org.loopwright.task.Grade;

/// The spans of one item; ids follow from run, frame and place, so that an export is the same each time.
///
/// The journal has the time at which a completion was there and how long the model took; a span begins that
/// much earlier. What a prompt showed is known for the item's own frame.
final class ItemSpans {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final int INTERNAL = 1;
    private static final int CLIENT = 3;

    private final ExportedItem item;
    private final String trace;
    private final Map<FramePath, ObjectNode> frames = new LinkedHashMap<>();
    private final ArrayNode steps = NODES.arrayNode();
    private final Map<String, List<Prompt>> prompts = new HashMap<>();

    private ItemSpans(ExportedItem item) {
        this.item = item;
        this.trace = hash("trace of " + item.trace().item(), 16);
        for (Replay.Step step : item.trace().replay().steps()) {
            prompts.put(step.node() + "#" + step.visit(), step.prompts());
        }
    }

    static void write(ExportedItem item, JsonGenerator out, JsonMapper mapper) throws IOException {
        ItemSpans spans = new ItemSpans(item);
        item.entries().forEach(spans::add);
        for (ObjectNode span : spans.frames.values()) {
            mapper.writeTree(out, span);
        }
        for (var span : spans.steps) {
            mapper.writeTree(out, span);
        }
    }

    private void add(JournalEntry entry) {
        FramePath path = Objects.requireNonNull(entry.frame(), "entries of items have frames");
        switch (entry.event()) {
            case Event.FrameOpened opened -> frames.put(path, frame(path, opened, entry.at()));
            case Event.Generated generated -> completions(path, generated, entry);
            case Event.ToolReturned returned -> tool(path, returned, entry);
            case Event.Graded graded -> grade(path, graded, entry.at());
            case Event.FrameClosed closed -> close(path, closed, entry.at());
            default -> {} // the rest is how the loop thought, not what it asked of others
        }
    }

    private ObjectNode span(String key, FramePath parent, String name, int kind, Instant from, Instant to) {
        ObjectNode span = NODES.objectNode()
                .put("traceId", trace)
                .put("spanId", hash(key, 8))
                .put("name", name)
                .put("kind", kind)
                .put("startTimeUnixNano", nanos(from))
                .put("endTimeUnixNano", nanos(to));
        if (!key.equals(parent.text())) {
            span.put("parentSpanId", hash(parent.text(), 8));
        }
        return span;
    }

    private ObjectNode frame(FramePath path, Event.FrameOpened opened, Instant at) {
        FramePath parent = opened.parent() == null ? path : opened.parent();
        ObjectNode span = span(path.text(), parent, "invoke_agent " + opened.loopFile(), INTERNAL, at, at);
        span.set(
                "attributes",
                new SpanAttributes()
                        .put("gen_ai.operation.name", "invoke_agent")
                        .put("gen_ai.agent.name", opened.loopFile())
                        .put("loopwright.item", opened.item())
                        .put("loopwright.cluster", opened.cluster())
                        .list());
        return span;
    }

    private void completions(FramePath path, Event.Generated generated, JournalEntry entry) {
        List<Prompt> asked =
                path.isRoot() ? prompts.getOrDefault(generated.node() + "#" + generated.visit(), List.of()) : List.of();
        for (int i = 0; i < generated.completions().size(); i++) {
            Completion completion = generated.completions().get(i);
            ObjectNode span = span(
                    path.text() + "|" + entry.seq() + "|" + i,
                    path,
                    "chat " + model(generated.role()),
                    CLIENT,
                    entry.at().minusNanos(completion.modelNanos()),
                    entry.at());
            SpanAttributes attributes = new SpanAttributes()
                    .put("gen_ai.operation.name", "chat")
                    .put("gen_ai.provider.name", "loopwright")
                    .put("gen_ai.request.model", model(generated.role()))
                    .put("gen_ai.response.finish_reasons", List.of(finish(completion)))
                    .put("gen_ai.usage.input_tokens", completion.promptIds().size())
                    .put("gen_ai.usage.output_tokens", completion.ids().size())
                    .put("gen_ai.output.messages", output(completion))
                    .put("loopwright.node", generated.node())
                    .put("loopwright.visit", generated.visit());
            if (i < asked.size()) {
                attributes.put("gen_ai.input.messages", input(asked.get(i)));
            }
            span.set("attributes", attributes.list());
            steps.add(span);
        }
    }

    private String model(String role) {
        var card = item.header().models().get(role);
        return card == null ? role : card.id();
    }

    private static String finish(Completion completion) {
        return completion.finish().name().toLowerCase(Locale.ROOT);
    }

    private static String output(Completion completion) {
        ArrayNode messages = NODES.arrayNode();
        message(messages, "assistant", completion.text()).put("finish_reason", finish(completion));
        return messages.toString();
    }

    private static String input(Prompt prompt) {
        ArrayNode messages = NODES.arrayNode();
        prompt.messages().forEach(message -> message(messages, message.role(), message.text()));
        return messages.toString();
    }

    private static ObjectNode message(ArrayNode messages, String role, String text) {
        ObjectNode message = messages.addObject().put("role", role);
        message.putArray("parts").addObject().put("type", "text").put("content", text);
        return message;
    }

    private void tool(FramePath path, Event.ToolReturned returned, JournalEntry entry) {
        ObjectNode span = span(
                path.text() + "|" + entry.seq(),
                path,
                "execute_tool " + returned.tool(),
                INTERNAL,
                entry.at(),
                entry.at());
        span.set(
                "attributes",
                new SpanAttributes()
                        .put("gen_ai.operation.name", "execute_tool")
                        .put("gen_ai.tool.name", returned.tool())
                        .put("loopwright.node", returned.node())
                        .put("loopwright.visit", returned.visit())
                        .list());
        steps.add(span);
    }

    private void grade(FramePath path, Event.Graded graded, Instant at) {
        ObjectNode span = frames.get(path);
        if (span == null) {
            return;
        }
        Grade grade = graded.grade();
        ObjectNode event = span.withArray("events")
                .addObject()
                .put("timeUnixNano", nanos(at))
                .put("name", "gen_ai.evaluation.result");
        event.set(
                "attributes",
                new SpanAttributes()
                        .put("gen_ai.evaluation.name", graded.grader())
                        .put("gen_ai.evaluation.score.value", grade.correct() ? 1.0 : 0.0)
                        .put("gen_ai.evaluation.score.label", label(grade))
                        .put("gen_ai.evaluation.explanation", grade.reason())
                        .put("loopwright.turn", graded.turn())
                        .list());
    }

    private static String label(Grade grade) {
        return grade.correct()
                ? "right"
                : grade.status() == Grade.Status.PARSED
                        ? "wrong"
                        : grade.status().name().toLowerCase(Locale.ROOT);
    }

    private void close(FramePath path, Event.FrameClosed closed, Instant at) {
        ObjectNode span = frames.get(path);
        if (span != null) {
            span.put("endTimeUnixNano", nanos(at));
            if (closed.outcome() == Frame.Outcome.FAILED) {
                span.putObject("status").put("code", 2).put("message", closed.reason());
            }
        }
    }

    private static String nanos(Instant at) {
        return Long.toString(Math.addExact(Math.multiplyExact(at.getEpochSecond(), 1_000_000_000L), at.getNano()));
    }

    private String hash(String key, int bytes) {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            byte[] digest = sha.digest((item.header().id() + "\0" + key).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
