package org.loopwright.round;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.loopwright.task.Split;

/// Rows as JSON lines: a first line with name and split, then one row a line. Equal rows give equal
/// bytes.
final class RowFile {
    /// Facts come from maps whose order differs from process to process; their bytes must not.
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .build();
    private static final TypeReference<LinkedHashMap<String, Object>> FACTS = new TypeReference<>() {};
    private static final TypeReference<LinkedHashMap<String, String>> FIELDS = new TypeReference<>() {};

    private RowFile() {}

    static byte[] write(RowSet set) {
        StringBuilder lines = new StringBuilder();
        lines.append(MAPPER.createObjectNode()
                        .put("loopwright", 1)
                        .put("name", set.name())
                        .put("split", set.split().label()))
                .append('\n');
        set.rows().forEach(row -> lines.append(json(row)).append('\n'));
        return lines.toString().getBytes(StandardCharsets.UTF_8);
    }

    static RowSet read(byte[] bytes) throws JsonProcessingException {
        List<String> lines = new String(bytes, StandardCharsets.UTF_8).lines().toList();
        JsonNode head = MAPPER.readTree(lines.getFirst());
        List<Row> rows = new ArrayList<>();
        for (String line : lines.subList(1, lines.size())) {
            rows.add(row(MAPPER.readTree(line)));
        }
        Split split = Split.of(head.path("split").asText()).orElse(Split.TRAIN);
        return new RowSet(head.path("name").asText(), split, rows);
    }

    private static ObjectNode json(Row row) {
        Row.Subject subject = row.subject();
        ObjectNode json = MAPPER.createObjectNode()
                .put("item", subject.item())
                .put("hash", subject.contentHash())
                .put("cluster", subject.cluster());
        json.set("fields", MAPPER.valueToTree(subject.fields()));
        json.put("gold", subject.gold()).put("sample", row.sample()).put("weight", row.weight());
        json.put("rejected", row.rejected());
        json.set("messages", messages(row.messages()));
        ArrayNode replies = json.putArray("replies");
        row.replies().forEach(reply -> {
            ObjectNode one = replies.addObject().put("node", reply.node()).put("text", reply.text());
            if (reply.outcome() != Row.Outcome.UNKNOWN) {
                one.put("outcome", reply.outcome().name());
            }
            one.set("prompt", messages(reply.prompt()));
        });
        json.set("facts", MAPPER.valueToTree(row.facts()));
        return json;
    }

    private static ArrayNode messages(List<Row.Message> messages) {
        ArrayNode array = MAPPER.createArrayNode();
        messages.forEach(message -> array.addObject()
                .put("role", message.role())
                .put("content", message.text())
                .put("own", message.own()));
        return array;
    }

    private static Row row(JsonNode json) {
        Map<String, String> fields = MAPPER.convertValue(json.path("fields"), FIELDS);
        List<Row.Reply> replies = new ArrayList<>();
        json.path("replies")
                .forEach(reply -> replies.add(new Row.Reply(
                        reply.path("node").asText(),
                        messages(reply.path("prompt")),
                        reply.path("text").asText(),
                        Row.Outcome.valueOf(reply.path("outcome").asText(Row.Outcome.UNKNOWN.name())))));
        Row.Subject subject = new Row.Subject(
                json.path("item").asText(),
                json.path("hash").asText(),
                json.path("cluster").asText(),
                fields,
                optional(json.path("gold")));
        return new Row(
                subject,
                json.path("sample").asInt(),
                replies,
                messages(json.path("messages")),
                optional(json.path("rejected")),
                json.path("weight").asDouble(),
                MAPPER.convertValue(json.path("facts"), FACTS));
    }

    private static List<Row.Message> messages(JsonNode array) {
        List<Row.Message> messages = new ArrayList<>();
        array.forEach(message -> messages.add(new Row.Message(
                message.path("role").asText(),
                message.path("content").asText(),
                message.path("own").asBoolean())));
        return messages;
    }

    private static @Nullable String optional(JsonNode node) {
        return node.isTextual() ? node.asText() : null;
    }
}
