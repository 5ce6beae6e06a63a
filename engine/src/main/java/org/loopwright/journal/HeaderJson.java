package org.loopwright.journal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.loopwright.model.ModelCard;
import org.loopwright.task.Split;

/// Run headers as JSON. Parameters come back as JSON knows them: an integer that fits is an `Integer`.
final class HeaderJson {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private HeaderJson() {}

    static ObjectNode write(RunHeader header) {
        ObjectNode json = MAPPER.createObjectNode()
                .put("id", header.id().toString())
                .put("kind", header.kind().name())
                .put("loop", header.loop())
                .put("loopFile", header.loopFile())
                .put("loopHash", header.loopHash())
                .put("grader", header.grader())
                .put("seed", header.seed())
                .put("code", header.code());
        ObjectNode texts = json.putObject("loopText");
        header.loopText().forEach(texts::put);
        json.set("params", MAPPER.valueToTree(header.params()));
        ObjectNode models = json.putObject("models");
        header.models().forEach((role, card) -> models.set(role, card(card)));
        RunHeader.DatasetSnapshot dataset = header.dataset();
        ObjectNode snapshot = json.putObject("dataset")
                .put("name", dataset.name())
                .put("split", dataset.split().label())
                .put("hash", dataset.hash());
        ArrayNode items = snapshot.putArray("items");
        dataset.items().forEach(items::add);
        if (!header.origins().isEmpty()) {
            ArrayNode origins = json.putArray("origins");
            header.origins().forEach(origin -> origins.add(origin(origin)));
        }
        if (header.drafts() != null) {
            json.put("drafts", header.drafts().toString());
        }
        if (!header.kinds().isEmpty()) {
            ObjectNode kinds = json.putObject("kinds");
            header.kinds().forEach(kinds::put);
        }
        if (!dataset.chosenBy().isEmpty()) {
            snapshot.set("chosenBy", ValueJson.sources(dataset.chosenBy()));
        }
        return json;
    }

    private static ObjectNode origin(RunHeader.Origin origin) {
        ObjectNode json = MAPPER.createObjectNode()
                .put("run", origin.run().toString())
                .put("item", origin.item())
                .put("seq", origin.seq())
                .put("turn", origin.turn());
        json.set("edit", EditJson.write(origin.edit(), new ValueJson(new FrameCompletions())));
        ObjectNode texts = json.putObject("loopText");
        origin.loopText().forEach(texts::put);
        json.set("params", MAPPER.valueToTree(origin.params()));
        return json;
    }

    private static RunHeader.Origin origin(JsonNode node) {
        Fields fields = new Fields(node);
        return new RunHeader.Origin(
                UUID.fromString(fields.text("run")),
                fields.text("item"),
                fields.longInteger("seq"),
                fields.integer("turn"),
                EditJson.read(fields.fields("edit"), new ValueJson(new FrameCompletions())),
                fields.map("loopText", JsonNode::asText),
                fields.map("params", HeaderJson::plain));
    }

    static RunHeader read(Fields fields) {
        Fields dataset = fields.fields("dataset");
        return new RunHeader(
                UUID.fromString(fields.text("id")),
                fields.constant("kind", RunHeader.Kind.class),
                fields.text("loop"),
                fields.text("loopFile"),
                fields.map("loopText", JsonNode::asText),
                fields.text("loopHash"),
                fields.map("params", HeaderJson::plain),
                fields.map("models", node -> card(new Fields(node))),
                new RunHeader.DatasetSnapshot(
                        dataset.text("name"),
                        Split.of(dataset.text("split")).orElseThrow(() -> dataset.damaged("split", "is no split")),
                        dataset.text("hash"),
                        dataset.texts("items"),
                        dataset.has("chosenBy") ? ValueJson.readSources(dataset, "chosenBy") : Set.of()),
                fields.text("grader"),
                fields.longInteger("seed"),
                fields.text("code"),
                fields.has("origins") ? fields.list("origins", HeaderJson::origin) : List.of(),
                fields.has("drafts") ? UUID.fromString(fields.text("drafts")) : null,
                fields.has("kinds") ? fields.map("kinds", JsonNode::asText) : Map.of());
    }

    private static ObjectNode card(ModelCard card) {
        ObjectNode json = MAPPER.createObjectNode()
                .put("id", card.id())
                .put("hash", card.hash())
                .put("parameters", card.parameters())
                .put("exact", card.exact())
                .put("device", card.device())
                .put("numerics", card.numerics());
        ArrayNode trainedOn = json.putArray("trainedOn");
        card.trainedOn()
                .forEach(use ->
                        trainedOn.addObject().put("dataset", use.dataset()).put("split", use.split()));
        ArrayNode labels = json.putArray("labels");
        card.labels().forEach(labels::add);
        return json;
    }

    private static ModelCard card(Fields fields) {
        return new ModelCard(
                fields.text("id"),
                fields.text("hash"),
                fields.longInteger("parameters"),
                fields.list("trainedOn", node -> {
                    Fields use = new Fields(node);
                    return new ModelCard.LabelUse(use.text("dataset"), use.text("split"));
                }),
                fields.texts("labels"),
                fields.truth("exact"),
                fields.text("device"),
                fields.text("numerics"));
    }

    private static Object plain(JsonNode node) {
        try {
            return MAPPER.treeToValue(node, Object.class);
        } catch (JsonProcessingException e) {
            throw new JournalException(JournalException.Code.DAMAGED, "parameter " + node + " is no plain value", e);
        }
    }
}
