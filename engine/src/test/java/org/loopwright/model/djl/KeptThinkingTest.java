package org.loopwright.model.djl;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.loopwright.model.Prompt;
import org.loopwright.model.PromptToken;
import org.loopwright.model.TokenIds;
import org.loopwright.model.files.ChatOptions;
import org.loopwright.model.files.ChatTemplate;
import org.loopwright.testing.Golden;
import org.loopwright.testing.TinyModel;

/// A template that cuts thinking off earlier answers, and a prompt that wants it kept.
class KeptThinkingTest {
    private static final String TEMPLATE =
            "{% for message in messages %}<|{{ message.role }}|>{% if message.role == 'assistant' and '</think>' in"
                    + " message.content %}{{ message.content.split('</think>')[-1] }}{% else %}{{ message.content }}"
                    + "{% endif %}<|end|>{% endfor %}{% if add_generation_prompt %}<|assistant|>{% endif %}";
    private static final String ANSWER = "<think>so</think>4";

    private final ChatTokenizer tokenizer =
            ChatTokenizer.open(TinyModel.tokenizer(), new ChatTemplate(TEMPLATE, Map.of()), Path.of("tiny"));

    @AfterEach
    void close() {
        tokenizer.close();
    }

    private static Prompt prompt(Prompt.Thoughts thoughts, TokenIds ids) {
        return new Prompt(
                List.of(
                        Prompt.Message.of("user", "is </think> a mark?"),
                        new Prompt.Message("assistant", List.of(new Prompt.Segment(ANSWER, "draft", 0, ids))),
                        Prompt.Message.of("user", "again")),
                Prompt.Form.ANSWER,
                thoughts);
    }

    private String text(Prompt prompt) {
        return tokenizer.tokens(prompt).stream().map(PromptToken::text).collect(Collectors.joining());
    }

    @Test
    void theTemplateCutsItOffUnlessItIsKept() {
        assertThat(text(prompt(Prompt.Thoughts.BY_TEMPLATE, TokenIds.of())))
                .isEqualTo("<|user|>is </think> a mark?<|end|><|assistant|>4<|end|><|user|>again<|end|><|assistant|>");
        assertThat(text(prompt(Prompt.Thoughts.KEPT, TokenIds.of())))
                .isEqualTo("<|user|>is </think> a mark?<|end|><|assistant|>" + ANSWER
                        + "<|end|><|user|>again<|end|><|assistant|>");
    }

    @Test
    void whatIsKeptIsTheMessagesAndKeepsItsTokens() {
        TokenIds own = tokenizer.encodeText(ANSWER);
        Prompt kept = prompt(Prompt.Thoughts.KEPT, own);

        assertThat(tokenizer.tokens(kept).stream()
                        .filter(token -> token.message() == 1)
                        .map(PromptToken::text)
                        .collect(Collectors.joining()))
                .isEqualTo(ANSWER);
        assertThat(tokenizer.encode(kept).toString()).contains(own.toString().replaceAll("[^0-9, ]", ""));
    }

    @Test
    void qwen3CutsItOffUnlessItIsKept() {
        ChatTemplate template =
                new ChatTemplate(Golden.text("templates/qwen3.jinja"), Map.of("bos_token", "<s>", "eos_token", "</s>"));
        List<ChatTemplate.Message> messages = List.of(
                new ChatTemplate.Message("user", "2+2?"),
                new ChatTemplate.Message("assistant", "<think>\nso\n</think>\n\n4"),
                new ChatTemplate.Message("user", "again"));

        assertThat(text(template.pieces(messages, ChatOptions.ANSWER)))
                .contains("assistant\n4<|im_end|>")
                .doesNotContain("so\n</think>");
        assertThat(text(KeptThinking.of(messages).pieces(all -> template.pieces(all, ChatOptions.ANSWER))))
                .contains("assistant\n<think>\nso\n</think>\n\n4<|im_end|>");
    }

    private static String text(List<ChatTemplate.Piece> pieces) {
        return pieces.stream().map(ChatTemplate.Piece::text).collect(Collectors.joining());
    }
}
