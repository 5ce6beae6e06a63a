package org.loopwright.journal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Base64;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.loopwright.loop.Content;
import org.loopwright.loop.SlotType;
import org.loopwright.loop.Source;
import org.loopwright.loop.ToolResult;
import org.loopwright.loop.Value;
import org.loopwright.model.Completion;
import org.loopwright.task.Grade;

/// Values of one frame as JSON. A value that is a completion of the same frame is stored as the place of
/// that completion, without its text and tokens.
final class ValueJson {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final FrameCompletions completions;

    ValueJson(FrameCompletions completions) {
        this.completions = completions;
    }

    ObjectNode write(Value value) {
        ObjectNode json = NODES.objectNode();
        json.set("sources", sources(value.sources()));
        Value.CompletionRef ref = value.completion();
        Completion same = ref == null ? null : writeRef(json, ref);
        switch (value.content()) {
            case Content.Text(String text) -> {
                if (same == null || !same.text().equals(text)) {
                    json.put("text", text);
                }
            }
            case Content.Numeric(double number) -> json.set("number", number(number));
            case Content.Verdict verdict ->
                json.putObject("verdict")
                        .put("judgement", verdict.judgement().name())
                        .put("where", verdict.where())
                        .set("score", number(verdict.score()));
            case Content.Samples(List<Value> values) -> {
                ArrayNode samples = json.putArray("samples");
                values.forEach(element -> samples.add(write(element)));
            }
            case Content.Artifact artifact ->
                json.putObject("artifact")
                        .put("kind", artifact.kind().name())
                        .put("hash", artifact.hash())
                        .put("name", artifact.name())
                        .put("split", artifact.split())
                        .put("size", artifact.size());
            case Content.Measured measured -> {
                ObjectNode numbers =
                        json.putObject("measured").put("run", measured.run()).putObject("numbers");
                measured.numbers().forEach((name, number) -> numbers.set(name, number(number)));
            }
        }
        return json;
    }

    Value read(JsonNode node) {
        Fields fields = new Fields(node);
        Value.CompletionRef ref = fields.has("completion") ? readRef(fields.fields("completion")) : null;
        return new Value(content(fields), readSources(fields, "sources"), ref);
    }

    ObjectNode write(Map<String, Value> values) {
        ObjectNode json = NODES.objectNode();
        values.forEach((slot, value) -> json.set(slot, write(value)));
        return json;
    }

    private Content content(Fields fields) {
        if (fields.has("text")) {
            return new Content.Text(fields.text("text"));
        }
        if (fields.has("number")) {
            return new Content.Numeric(fields.number("number"));
        }
        if (fields.has("verdict")) {
            Fields verdict = fields.fields("verdict");
            return new Content.Verdict(
                    verdict.constant("judgement", Content.Judgement.class),
                    verdict.number("score"),
                    verdict.text("where"));
        }
        if (fields.has("samples")) {
            return new Content.Samples(fields.list("samples", this::read));
        }
        if (fields.has("artifact")) {
            Fields artifact = fields.fields("artifact");
            return new Content.Artifact(
                    artifact.constant("kind", SlotType.class),
                    artifact.text("hash"),
                    artifact.text("name"),
                    artifact.text("split"),
                    artifact.longInteger("size"));
        }
        if (fields.has("measured")) {
            Fields measured = fields.fields("measured");
            return new Content.Measured(numbers(measured, "numbers"), measured.text("run"));
        }
        return new Content.Text(
                completions.completion(place(fields.fields("completion"))).text());
    }

    private @Nullable Completion writeRef(ObjectNode json, Value.CompletionRef ref) {
        ObjectNode to = json.putObject("completion").put("index", ref.index());
        Optional<FrameCompletions.Place> place = completions.find(ref);
        if (place.isPresent()) {
            to.put("event", place.get().frameSeq()).put("at", place.get().at());
            return completions.completion(place.get());
        }
        to.put("node", ref.node())
                .put("visit", ref.visit())
                .put("ids", Base64.getEncoder().encodeToString(TokenPacking.pack(ref.ids())))
                .put("finish", ref.finish().name());
        return null;
    }

    private Value.CompletionRef readRef(Fields fields) {
        if (fields.has("event")) {
            FrameCompletions.Place place = place(fields);
            Event.Generated event = completions.event(place);
            Completion completion = completions.completion(place);
            return new Value.CompletionRef(
                    event.node(), event.visit(), fields.integer("index"), completion.ids(), completion.finish());
        }
        return new Value.CompletionRef(
                fields.text("node"),
                fields.integer("visit"),
                fields.integer("index"),
                TokenPacking.unpackIds(Base64.getDecoder().decode(fields.text("ids"))),
                fields.constant("finish", Completion.Finish.class));
    }

    private static FrameCompletions.Place place(Fields fields) {
        return new FrameCompletions.Place(fields.integer("event"), fields.integer("at"));
    }

    static ArrayNode sources(Collection<Source> sources) {
        ArrayNode labels = NODES.arrayNode();
        sources.stream().map(Source::label).sorted().forEach(labels::add);
        return labels;
    }

    static Set<Source> readSources(Fields fields, String name) {
        Set<Source> sources = new HashSet<>();
        for (String label : fields.texts(name)) {
            try {
                sources.add(Source.of(label));
            } catch (IllegalArgumentException e) {
                throw new JournalException(
                        JournalException.Code.NEWER,
                        "source `" + label + "` is unknown to this version of Loopwright; open it with a newer one",
                        e);
            }
        }
        return sources;
    }

    static ObjectNode toolResult(ToolResult result) {
        ObjectNode json = NODES.objectNode().put("status", result.status());
        ArrayNode texts = json.putArray("texts");
        result.texts().forEach(texts::add);
        json.set("sources", sources(result.sources()));
        return json;
    }

    static ToolResult toolResult(JsonNode node) {
        Fields fields = new Fields(node);
        return new ToolResult(fields.text("status"), fields.texts("texts"), readSources(fields, "sources"));
    }

    static ObjectNode grade(Grade grade) {
        return NODES.objectNode()
                .put("status", grade.status().name())
                .put("extracted", grade.extracted())
                .put("correct", grade.correct())
                .put("reason", grade.reason())
                .put("extractor", grade.extractor())
                .put("equivalence", grade.equivalence());
    }

    static Grade grade(JsonNode node) {
        Fields fields = new Fields(node);
        return new Grade(
                fields.constant("status", Grade.Status.class),
                fields.optionalText("extracted"),
                fields.truth("correct"),
                fields.text("reason"),
                fields.text("extractor"),
                fields.text("equivalence"));
    }

    /// A map of numbers, those that are no finite number included.
    static Map<String, Double> numbers(Fields fields, String name) {
        return fields.map(name, node -> Double.parseDouble(node.asText()));
    }

    static JsonNode number(double number) {
        return Double.isFinite(number) ? NODES.numberNode(number) : NODES.textNode(Double.toString(number));
    }
}
