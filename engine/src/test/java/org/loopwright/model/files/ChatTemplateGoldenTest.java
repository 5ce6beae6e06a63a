package org.loopwright.model.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.loopwright.model.ModelException;
import org.loopwright.testing.Golden;

/// Conversations in the templates of each family, against what transformers renders.
class ChatTemplateGoldenTest {
    private static final JsonNode GOLDEN = Golden.json("chats.json");

    @ParameterizedTest
    @ValueSource(strings = {"smollm2", "qwen2.5", "qwen3", "whitespace"})
    void rendersAsTransformersDoes(String name) {
        ChatTemplate template = template(name);
        List<String> differences = new ArrayList<>();
        int compared = 0;
        for (JsonNode golden : GOLDEN.path("rendered")) {
            if (golden.path("template").asText().equals(name)) {
                compared++;
                String expected = golden.path("text").isNull()
                        ? "refused"
                        : golden.path("text").textValue();
                String actual = rendered(template, golden);
                if (!actual.equals(expected)) {
                    differences.add(
                            golden.path("chat") + " " + golden.path("mode") + "\n" + actual + "\n---\n" + expected);
                }
            }
        }
        assertThat(differences).isEmpty();
        assertThat(compared).isGreaterThan(40);
    }

    private static ChatTemplate template(String name) {
        return new ChatTemplate(
                Golden.text("templates/" + name + ".jinja"), Map.of("bos_token", "<s>", "eos_token", "</s>"));
    }

    private static String rendered(ChatTemplate template, JsonNode golden) {
        try {
            return template
                    .pieces(
                            messages(golden.path("chat").asText()),
                            options(golden.path("mode").asText()))
                    .stream()
                    .map(ChatTemplate.Piece::text)
                    .collect(Collectors.joining());
        } catch (ModelException e) {
            return "refused";
        }
    }

    private static List<ChatTemplate.Message> messages(String chat) {
        return StreamSupport.stream(GOLDEN.path("chats").path(chat).spliterator(), false)
                .map(m -> new ChatTemplate.Message(m.path(0).asText(), m.path(1).asText()))
                .toList();
    }

    private static ChatOptions options(String mode) {
        return switch (mode) {
            case "continue" -> ChatOptions.CONTINUE;
            case "closed" -> new ChatOptions(ChatOptions.Ending.CLOSED, Map.of());
            case "no-thinking" -> new ChatOptions(ChatOptions.Ending.ANSWER, Map.of("enable_thinking", false));
            case "dated" -> new ChatOptions(ChatOptions.Ending.ANSWER, Map.of("date_string", "01 Jan 2026"));
            default -> ChatOptions.ANSWER;
        };
    }

    @Test
    void contentsStayContentsWhateverTheyHold() {
        List<ChatTemplate.Message> messages = messages("hostile");
        List<ChatTemplate.Piece> pieces = template("qwen3").pieces(messages, ChatOptions.ANSWER);
        assertThat(pieces.stream().filter(ChatTemplate.Piece.Content.class::isInstance))
                .containsExactly(
                        new ChatTemplate.Piece.Content(0, messages.get(0).content()),
                        new ChatTemplate.Piece.Content(1, messages.get(1).content()),
                        new ChatTemplate.Piece.Content(2, messages.get(2).content()));
    }

    @Test
    void cutsThinkingOffWhereTheTemplateDoes() {
        assertThat(template("qwen3").pieces(messages("thinking"), ChatOptions.ANSWER))
                .contains(new ChatTemplate.Piece.Content(1, "4"));
    }

    @Test
    void knowsWhichVariablesATemplateAsksFor() {
        ChatTemplate qwen = template("qwen3");
        assertThat(qwen.knows("enable_thinking")).isTrue();
        assertThat(ChatOptions.ANSWER.with(qwen, "enable_thinking", false).variables())
                .containsEntry("enable_thinking", false);
        assertThatThrownBy(() -> ChatOptions.ANSWER.with(template("smollm2"), "enable_thinking", false))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("no variable `enable_thinking`");
    }
}
