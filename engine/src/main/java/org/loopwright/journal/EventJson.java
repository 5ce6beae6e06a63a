package org.loopwright.journal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.loopwright.loop.Frame;
import org.loopwright.loop.FramePath;
import org.loopwright.model.Completion;

/// Payloads of events at today's version.
final class EventJson {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private EventJson() {}

    static ObjectNode write(Event event, ValueJson values) {
        ObjectNode json = NODES.objectNode();
        switch (event) {
            case Event.RunStarted(RunHeader header) -> json.set("header", HeaderJson.write(header));
            case Event.FrameOpened opened -> write(json, opened, values);
            case Event.Generated generated -> write(json, generated);
            case Event.Scored scored -> {
                step(json, scored.node(), scored.visit());
                ArrayNode grades = json.putArray("grades");
                scored.grades().forEach(grade -> grades.add(ValueJson.grade(grade)));
            }
            case Event.ToolReturned returned -> {
                step(json, returned.node(), returned.visit())
                        .put("tool", returned.tool())
                        .set("uses", ValueJson.sources(returned.uses()));
                ArrayNode results = json.putArray("results");
                returned.results().forEach(result -> results.add(ValueJson.toolResult(result)));
            }
            case Event.Asked asked ->
                step(json, asked.node(), asked.visit())
                        .put("question", asked.question())
                        .set("uses", ValueJson.sources(asked.uses()));
            case Event.Answered answered ->
                step(json, answered.node(), answered.visit())
                        .put("by", answered.by())
                        .put("text", answered.text());
            case Event.CallReturned returned -> {
                step(json, returned.node(), returned.visit());
                ArrayNode frames = json.putArray("frames");
                returned.frames().forEach(frame -> frames.add(frame.text()));
                ArrayNode maps = json.putArray("values");
                returned.values().forEach(map -> maps.add(values.write(map)));
            }
            case Event.Made made -> write(json, made, values);
            case Event.Alarmed alarmed ->
                step(json, alarmed.node(), alarmed.visit())
                        .put("alarm", alarmed.alarm())
                        .put("step", alarmed.step())
                        .put("message", alarmed.message())
                        .put("before", alarmed.before());
            case Event.SlotWritten written ->
                json.put("slot", written.slot())
                        .put("version", written.version())
                        .set("value", values.write(written.value()));
            case Event.Moved moved ->
                step(json, moved.node(), moved.visit())
                        .put("exit", moved.exit())
                        .put("target", moved.target())
                        .set("uses", ValueJson.sources(moved.uses()));
            case Event.FrameClosed closed ->
                json.put("outcome", closed.outcome().name())
                        .put("reason", closed.reason())
                        .put("returns", closed.returns());
            case Event.Graded graded ->
                json.put("slot", graded.slot())
                        .put("turn", graded.turn())
                        .put("grader", graded.grader())
                        .set("grade", ValueJson.grade(graded.grade()));
            case Event.Edited edited ->
                json.put("seed", edited.seed()).set("edit", EditJson.write(edited.edit(), values));
            case Event.BudgetHit hit -> json.put("limit", hit.limit()).put("value", hit.value());
            case Event.Paused(String by) -> json.put("by", by);
            case Event.Resumed(String by) -> json.put("by", by);
            case Event.Cancelled(String by) -> json.put("by", by);
            case Event.RunFinished finished ->
                json.put("wallNanos", finished.wallNanos()).put("modelNanos", finished.modelNanos());
        }
        return json;
    }

    static Event read(EventType type, Fields json, List<CompletionTokens> tokens, ValueJson values) {
        return switch (type) {
            case RUN_STARTED -> new Event.RunStarted(HeaderJson.read(json.fields("header")));
            case FRAME_OPENED -> opened(json, values);
            case GENERATED -> generated(json, tokens);
            case SCORED ->
                new Event.Scored(json.text("node"), json.integer("visit"), json.list("grades", ValueJson::grade));
            case TOOL_RETURNED ->
                new Event.ToolReturned(
                        json.text("node"),
                        json.integer("visit"),
                        json.text("tool"),
                        ValueJson.readSources(json, "uses"),
                        json.list("results", ValueJson::toolResult));
            case ASKED ->
                new Event.Asked(
                        json.text("node"),
                        json.integer("visit"),
                        json.text("question"),
                        ValueJson.readSources(json, "uses"));
            case ANSWERED ->
                new Event.Answered(json.text("node"), json.integer("visit"), json.text("by"), json.text("text"));
            case CALL_RETURNED ->
                new Event.CallReturned(
                        json.text("node"),
                        json.integer("visit"),
                        json.list("frames", node -> new FramePath(node.asText())),
                        json.list(
                                "values",
                                node -> new Fields(NODES.objectNode().set("all", node)).map("all", values::read)));
            case MADE -> made(json, values);
            case ALARMED ->
                new Event.Alarmed(
                        json.text("node"),
                        json.integer("visit"),
                        json.text("alarm"),
                        // Older programs looked at evaluations alone.
                        json.has("step") ? json.integer("step") : 0,
                        json.text("message"),
                        json.text("before"));
            case SLOT_WRITTEN ->
                new Event.SlotWritten(json.text("slot"), json.integer("version"), values.read(json.node("value")));
            case MOVED ->
                new Event.Moved(
                        json.text("node"),
                        json.integer("visit"),
                        json.text("exit"),
                        json.text("target"),
                        ValueJson.readSources(json, "uses"));
            case FRAME_CLOSED ->
                new Event.FrameClosed(
                        json.constant("outcome", Frame.Outcome.class),
                        json.text("reason"),
                        json.optionalText("returns"));
            case GRADED ->
                new Event.Graded(
                        json.text("slot"),
                        json.integer("turn"),
                        json.text("grader"),
                        ValueJson.grade(json.node("grade")));
            case EDITED -> new Event.Edited(EditJson.read(json.fields("edit"), values), json.longInteger("seed"));
            case BUDGET_HIT -> new Event.BudgetHit(json.text("limit"), json.longInteger("value"));
            case PAUSED -> new Event.Paused(json.text("by"));
            case RESUMED -> new Event.Resumed(json.text("by"));
            case CANCELLED -> new Event.Cancelled(json.text("by"));
            case RUN_FINISHED -> new Event.RunFinished(json.longInteger("wallNanos"), json.longInteger("modelNanos"));
        };
    }

    private static ObjectNode step(ObjectNode json, String node, int visit) {
        return json.put("node", node).put("visit", visit);
    }

    private static void write(ObjectNode json, Event.FrameOpened opened, ValueJson values) {
        FramePath parent = opened.parent();
        json.put("parent", parent == null ? null : parent.text())
                .put("loopFile", opened.loopFile())
                .put("item", opened.item())
                .put("contentHash", opened.contentHash())
                .put("cluster", opened.cluster())
                .put("seed", opened.seed())
                .put("start", opened.start());
        ArrayNode authors = json.putArray("answerAuthors");
        opened.answerAuthors().stream().sorted().forEach(authors::add);
        json.set("slots", values.write(opened.slots()));
    }

    private static Event opened(Fields json, ValueJson values) {
        @Nullable String parent = json.optionalText("parent");
        return new Event.FrameOpened(
                parent == null ? null : new FramePath(parent),
                json.text("loopFile"),
                json.text("item"),
                json.text("contentHash"),
                json.text("cluster"),
                json.longInteger("seed"),
                new HashSet<>(json.texts("answerAuthors")),
                json.text("start"),
                json.map("slots", values::read));
    }

    private static void write(ObjectNode json, Event.Made made, ValueJson values) {
        step(json, made.node(), made.visit())
                .put("operation", made.operation())
                .put("key", made.key())
                .put("origin", made.origin().name())
                .put("exit", made.exit())
                .put("nanos", made.nanos())
                .set("values", values.write(made.values()));
        ObjectNode ledger = json.putObject("ledger");
        made.ledger().forEach((name, number) -> ledger.set(name, ValueJson.number(number)));
        made.notes().forEach(json.putArray("notes")::add);
        if (!made.observed().isEmpty()) {
            json.set("observed", observed(made.observed()));
        }
    }

    private static ObjectNode observed(Observed observed) {
        ObjectNode json = NODES.objectNode();
        ObjectNode numbers = json.putObject("numbers");
        observed.numbers().forEach((name, number) -> numbers.set(name, ValueJson.number(number)));
        ObjectNode curve = json.putObject("curve");
        observed.curve().forEach((name, values) -> {
            ArrayNode list = curve.putArray(name);
            values.forEach(value -> list.add(ValueJson.number(value)));
        });
        return json;
    }

    private static Observed observed(Fields json) {
        return new Observed(
                ValueJson.numbers(json, "numbers"),
                json.map(
                        "curve",
                        list -> new Fields(NODES.objectNode().set("all", list))
                                .list(
                                        "all",
                                        one -> one.isNumber() ? one.doubleValue() : Double.parseDouble(one.asText()))));
    }

    private static Event made(Fields json, ValueJson values) {
        return new Event.Made(
                json.text("node"),
                json.integer("visit"),
                json.text("operation"),
                json.text("key"),
                json.constant("origin", Event.Made.Origin.class),
                json.text("exit"),
                json.map("values", values::read),
                ValueJson.numbers(json, "ledger"),
                json.texts("notes"),
                json.longInteger("nanos"),
                // Steps of older programs were not looked at.
                json.has("observed") ? observed(json.fields("observed")) : Observed.NOTHING);
    }

    private static void write(ObjectNode json, Event.Generated generated) {
        step(json, generated.node(), generated.visit())
                .put("role", generated.role())
                .put("modelHash", generated.modelHash())
                .set("uses", ValueJson.sources(generated.uses()));
        ArrayNode completions = json.putArray("completions");
        for (Completion completion : generated.completions()) {
            ObjectNode one = completions
                    .addObject()
                    .put("text", completion.text())
                    .put("finish", completion.finish().name())
                    .put("reused", completion.reusedPromptTokens())
                    .put("modelNanos", completion.modelNanos());
            if (completion.droppedPromptTokens() > 0) {
                one.put("dropped", completion.droppedPromptTokens());
            }
            if (!completion.alternatives().isEmpty() && !CompletionTokens.isPacked(completion)) {
                one.set("alternatives", AlternativesJson.write(completion.alternatives()));
            }
        }
    }

    private static Event generated(Fields json, List<CompletionTokens> tokens) {
        List<JsonNode> stored = json.list("completions", node -> node);
        if (stored.size() != tokens.size()) {
            throw json.damaged("completions", "has " + stored.size() + " texts and " + tokens.size() + " token rows");
        }
        List<Completion> completions = new ArrayList<>();
        for (int i = 0; i < stored.size(); i++) {
            completions.add(completion(new Fields(stored.get(i)), tokens.get(i)));
        }
        return new Event.Generated(
                json.text("node"),
                json.integer("visit"),
                json.text("role"),
                json.text("modelHash"),
                ValueJson.readSources(json, "uses"),
                completions);
    }

    private static Completion completion(Fields json, CompletionTokens tokens) {
        return new Completion(
                json.text("text"),
                tokens.promptIds(),
                tokens.ids(),
                tokens.logProb(),
                tokens.samplerLogProb(),
                tokens.entropy(),
                json.constant("finish", Completion.Finish.class),
                json.integer("reused"),
                json.longInteger("modelNanos"),
                json.object().has("alternatives")
                        ? AlternativesJson.read(json.node("alternatives"))
                        : tokens.alternatives(),
                null,
                // Older programs never cut a prompt.
                json.has("dropped") ? json.integer("dropped") : 0);
    }
}
