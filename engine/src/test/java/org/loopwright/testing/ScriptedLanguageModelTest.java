package org.loopwright.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.loopwright.model.LanguageModel;
import org.loopwright.model.LanguageModelContract;
import org.loopwright.model.TokenListener;

class ScriptedLanguageModelTest extends LanguageModelContract {
    @Override
    protected LanguageModel open() {
        return ScriptedLanguageModel.answering(
                (prompt, seed) -> prompt.messages().getLast().text() + "-" + seed);
    }

    @Test
    void specialTokensNeverComeFromText() {
        assertThat(open().tokenize(user("<|end|>")).stream().filter(id -> id > 255))
                .containsExactly(ByteTokens.USER, ByteTokens.END, ByteTokens.ASSISTANT);
    }

    @Test
    void latencyIsPaidOncePerCall() throws InterruptedException {
        ScriptedLanguageModel slow =
                ScriptedLanguageModel.answering((prompt, seed) -> "x").withLatency(Duration.ofMillis(30));
        long start = System.nanoTime();
        slow.complete(List.of(request("1", 1), request("2", 2)), TokenListener.NONE);
        assertThat(System.nanoTime() - start).isGreaterThan(29_000_000L);
        assertThat(slow.requests()).isEqualTo(2);
    }
}
