package org.loopwright.model.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.loopwright.model.ModelException;
import org.loopwright.model.files.ChatTemplate.Message;
import org.loopwright.model.files.ChatTemplate.Piece;

class ChatTemplateTest {
    /// As SmolLM2 and Qwen2 have it: one line, escaped line feeds.
    private static final String CHATML = "{% for message in messages %}"
            + "{{'<|im_start|>' + message['role'] + '\\n' + message['content'] + '<|im_end|>' + '\\n'}}{% endfor %}"
            + "{% if add_generation_prompt %}{{ '<|im_start|>assistant\\n' }}{% endif %}";

    @Test
    void cutsTheRenderedTextAtTheContents() {
        ChatTemplate template = new ChatTemplate(
                "{{ bos_token }}{% for m in messages %}[{{ m.role }}]{{ m.content }}" + "{% endfor %}[assistant]",
                Map.of("bos_token", "<s>"));
        assertThat(template.pieces(List.of("system", "user")))
                .containsExactly(
                        new Piece.Text("<s>[system]"),
                        new Piece.Content(0, "content"),
                        new Piece.Text("[user]"),
                        new Piece.Content(1, "content"),
                        new Piece.Text("[assistant]"));
    }

    @Test
    void rendersTheCommonChatTemplate() {
        assertThat(new ChatTemplate(CHATML, Map.of()).pieces(List.of("user")))
                .containsExactly(
                        new Piece.Text("<|im_start|>user\n"),
                        new Piece.Content(0, "content"),
                        new Piece.Text("<|im_end|>\n<|im_start|>assistant\n"));
    }

    @Test
    void whatATemplateDoesToAContentStaysContent() {
        ChatTemplate template =
                new ChatTemplate("{% for m in messages %}> {{ m.content | trim | upper }}{% endfor %}", Map.of());
        assertThat(template.pieces(List.of(new Message("user", " a {{ 7*7 }} > b\n")), ChatOptions.ANSWER))
                .containsExactly(new Piece.Text("> "), new Piece.Content(0, "A {{ 7*7 }} > B"));
    }

    @Test
    void refusesATemplateThatLeavesAMessageOut() {
        ChatTemplate template = new ChatTemplate("{{ messages[0].content }}", Map.of());
        assertRefused(template, List.of("user", "tool"), "it shows 1 of 2 messages");
    }

    @Test
    void refusesUnknownNames() {
        assertRefused(new ChatTemplate("{{ secret }}{{ messages[0].content }}", Map.of()), List.of("user"), "secret");
    }

    @Test
    void refusesRolesThatTheTemplateRaisesFor() {
        ChatTemplate template = new ChatTemplate(
                "{% for m in messages %}{% if m.role == 'tool' %}{{ raise_exception('no tools') }}{% endif %}"
                        + "{{ m.content }}{% endfor %}",
                Map.of());
        assertThat(template.pieces(List.of("user"))).hasSize(1);
        assertRefused(template, List.of("tool"), "tool");
    }

    private static void assertRefused(ChatTemplate template, List<String> roles, String message) {
        assertThatThrownBy(() -> template.pieces(roles))
                .isInstanceOfSatisfying(
                        ModelException.class, e -> assertThat(e.code()).isEqualTo(ModelException.Code.PROMPT))
                .hasMessageContaining(message);
    }
}
