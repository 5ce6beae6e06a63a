package org.loopwright.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.loopwright.testing.ScriptedLanguageModel;

/// Prompts of the byte tokenizer: a special token for the role, the bytes, and a special token at the end.
class PromptCutTest {
    private final LanguageModel model = ScriptedLanguageModel.answering((_, _) -> "");
    private final Prompt prompt = new Prompt(List.of(
            Prompt.Message.of("system", "SYS"),
            Prompt.Message.of("user", "first"),
            Prompt.Message.of("assistant", "second"),
            Prompt.Message.of("user", "third")));

    /// What stays, roles as letters and ends as `.`.
    private String cut(Prompt of, int dropped) {
        List<PromptToken> tokens = model.promptTokens(of);
        PromptCut cut = PromptCut.of(of, tokens, tokens.size() - dropped);
        assertThat(cut.ids().size()).isEqualTo(tokens.size() - cut.dropped().size());
        StringBuilder text = new StringBuilder();
        for (int id : cut.ids().toArray()) {
            text.append(
                    id < 256
                            ? String.valueOf((char) id)
                            : List.of("U", "A", "S", "O", ".").get(id - 256));
        }
        return text.toString();
    }

    @Test
    void theOldestTokensGoFirstAndTheSystemTurnAndTheLastTurnStay() {
        assertThat(cut(prompt, 0)).isEqualTo("SSYS.Ufirst.Asecond.Uthird.A");
        assertThat(cut(prompt, 2)).isEqualTo("SSYS.Urst.Asecond.Uthird.A");
        assertThat(cut(prompt, 7)).isEqualTo("SSYS.Asecond.Uthird.A");
        assertThat(cut(prompt, 10)).isEqualTo("SSYS.Aond.Uthird.A");
        assertThat(cut(prompt, 15)).isEqualTo("SSYS.Uthird.A");
        assertThat(cut(prompt, 18)).isEqualTo("SSYS.Urd.A");
        assertThat(cut(prompt, 21)).isEqualTo("SYS.U.A".replaceFirst("SYS", "SYS"));
    }

    @Test
    void aTurnWhoseTextGoesTakesItsHeaderAlong() {
        assertThat(cut(prompt, 5))
                .as("five bytes of `first`, and so its role and its end")
                .isEqualTo("SSYS.Asecond.Uthird.A");
    }

    @Test
    void withoutASystemMessageOnlyTheLastTurnIsKept() {
        Prompt short1 = new Prompt(prompt.messages().subList(1, 4));

        assertThat(cut(short1, 7)).isEqualTo("Asecond.Uthird.A");
        assertThat(cut(short1, 17)).isEqualTo("Uird.A");
    }

    @Test
    void theBeginningOfAnAnswerIsTheLastTurn() {
        List<Prompt.Message> messages = new ArrayList<>(prompt.messages());
        messages.add(Prompt.Message.of("assistant", "So"));
        Prompt open = new Prompt(messages, Prompt.Form.CONTINUE);

        assertThat(cut(open, 15)).isEqualTo("SSYS.Uthird.ASo");
        assertThat(cut(open, 22)).isEqualTo("SSYS.ASo");
    }

    @Test
    void whatTheTemplateWritesIsNeverCut() {
        assertThatThrownBy(() -> cut(prompt, 26))
                .isInstanceOfSatisfying(
                        ModelException.class, e -> assertThat(e.code()).isEqualTo(ModelException.Code.TOO_LONG))
                .hasMessageContaining("28 tokens")
                .hasMessageContaining("may have 2");
    }

    @Test
    void roomForTheAnswerIsAtMostHalfOfTheContext() {
        assertThat(PromptCut.room(100, Sampling.greedy(10))).isEqualTo(90);
        assertThat(PromptCut.room(100, Sampling.greedy(1000))).isEqualTo(50);
        assertThat(PromptCut.room(1, Sampling.greedy(1000))).isEqualTo(1);
    }

    @Test
    void anyCutFitsAndKeepsTheOrder() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int round = 0; round < 300; round++) {
            List<Prompt.Message> messages = new ArrayList<>();
            int count = 1 + random.nextInt(6);
            for (int i = 0; i < count; i++) {
                String role = i == 0 && random.nextBoolean() ? "system" : i % 2 == 0 ? "user" : "assistant";
                messages.add(Prompt.Message.of(role, "x".repeat(1 + random.nextInt(9))));
            }
            Prompt any = new Prompt(messages);
            List<PromptToken> tokens = model.promptTokens(any);
            int least = 2 * count + 1;
            int most = least + random.nextInt(tokens.size() - least + 1);
            PromptCut cut = PromptCut.of(any, tokens, most);

            assertThat(cut.ids().size()).as("seed " + seed).isLessThanOrEqualTo(most);
            assertThat(cut.ids().get(cut.ids().size() - 1))
                    .isEqualTo(tokens.getLast().id());
        }
    }
}
