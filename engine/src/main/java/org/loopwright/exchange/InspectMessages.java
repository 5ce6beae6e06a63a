package org.loopwright.exchange;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/// The conversation of an Inspect sample, cut at each reply of the model.
///
/// A message of the assistant that came with the problem (`source: input`) is part of the problem.
final class InspectMessages {
    private static final String ATTACHMENT = "attachment://";

    private final JsonNode attachments;
    private final List<Said> replies = new ArrayList<>();
    private final StringBuilder before = new StringBuilder();
    private final List<String> tools = new ArrayList<>();

    /// A reply with what came before it.
    record Said(String before, List<String> tools, String text) {}

    private InspectMessages(JsonNode attachments) {
        this.attachments = attachments;
    }

    /// The replies in `sample`, in order.
    static List<Said> replies(JsonNode sample) {
        InspectMessages messages = new InspectMessages(sample.path("attachments"));
        sample.path("messages").forEach(messages::add);
        return messages.replies;
    }

    /// The text of a message's content: a text, or a list of parts of which texts count.
    static String text(JsonNode content, JsonNode attachments) {
        if (content.isTextual()) {
            String text = content.textValue();
            JsonNode stored = text.startsWith(ATTACHMENT)
                    ? attachments.path(text.substring(ATTACHMENT.length()))
                    : attachments.path("");
            return stored.isTextual() ? stored.textValue() : text;
        }
        List<String> parts = new ArrayList<>();
        for (JsonNode part : content) {
            switch (part.path("type").asText()) {
                case "text" -> parts.add(text(part.path("text"), attachments));
                case "reasoning" -> {} // graders do not read it
                default -> parts.add("[" + part.path("type").asText("something") + "]");
            }
        }
        return String.join("\n", parts);
    }

    private void add(JsonNode message) {
        String role = message.path("role").asText();
        String text = text(message.path("content"), attachments);
        boolean reply =
                role.equals("assistant") && !message.path("source").asText().equals("input");
        if (reply) {
            replies.add(new Said(before.toString(), List.copyOf(tools), text + calls(message)));
            before.setLength(0);
            tools.clear();
            return;
        }
        if (role.equals("tool")) {
            tools.add(message.path("function").asText("tool"));
        }
        before.append(before.isEmpty() ? "" : "\n\n").append(role).append(": ").append(text);
    }

    /// What the reply asks of tools: a part of what the model wrote.
    private static String calls(JsonNode message) {
        StringBuilder calls = new StringBuilder();
        for (JsonNode call : message.path("tool_calls")) {
            calls.append("\n[")
                    .append(call.path("function").asText())
                    .append(' ')
                    .append(call.path("arguments"))
                    .append(']');
        }
        return calls.toString();
    }
}
