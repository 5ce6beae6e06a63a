package org.loopwright.model.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.loopwright.model.ModelCard;
import org.loopwright.model.ModelException;
import org.loopwright.testing.FakeKeyring;

class ServerFileTest {
    private static final String GOOD = """
            loopwright: 1
            endpoint: http://127.0.0.1:8080/v1/
            model: small
            server: llama-server
            key-env: MY_KEY
            context: 512
            timeout-seconds: 9
            parallel: 3
            """;

    @TempDir
    private Path folder;

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("far.yaml"), text);
    }

    @Test
    void readsAllThatItKnows() throws IOException {
        ServerSpec spec = ServerFile.read(file(GOOD));
        assertThat(spec.id()).isEqualTo("far");
        assertThat(spec.endpoint()).isEqualTo(URI.create("http://127.0.0.1:8080/v1"));
        assertThat(spec.kind()).isEqualTo(ServerKind.LLAMA_SERVER);
        assertThat(spec.keyVariable()).contains("MY_KEY");
        assertThat(spec.contextLength()).isEqualTo(512);
        assertThat(spec.limits().silence()).isEqualTo(Duration.ofSeconds(9));
        assertThat(spec.limits().attempts()).isEqualTo(4);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    model: small           | model: [a]                       | line 3: `model` should be a single value
                    model: small           | modell: small                    | line 3: unknown key `modell`
                    model: small           | key: sk-123                      | line 3: a key never stands in a project
                    key-env: MY_KEY        | key-env: sk-123                  | line 5: `key-env` is no name
                    timeout-seconds: 9     | timeout-seconds: soon            | line 7: `timeout-seconds` is `soon`
                    parallel: 3            | parallel: 0                      | line 8: `parallel` is `0`; a whole number
                    server: llama-server   | server: tgi                      | line 4: `server` is `tgi`; one of llama-server
                    http://127.0.0.1:8080  | 127.0.0.1:8080                   | line 2: `endpoint` is `127.0.0.1:8080/v1/`
                    http://127             | http://me:pass@127               | line 2: `endpoint`
                    loopwright: 1          | loopwright: 2                    | line 1: the first line should be
                    model: small           | model: "small                    | line
                    """)
    void saysWhichLineIsWrong(String good, String wrong, String message) throws IOException {
        Path file = file(GOOD.replace(good, wrong));
        assertThatThrownBy(() -> ServerFile.read(file))
                .isInstanceOfSatisfying(
                        ModelException.class, e -> assertThat(e.code()).isEqualTo(ModelException.Code.FILE))
                .hasMessageStartingWith(file + ", line ")
                .hasMessageContaining(message)
                .message()
                .doesNotContain("sk-123");
    }

    @Test
    void theKeyComesFromTheEnvironment() throws IOException {
        Path file = file(GOOD);
        try (OpenAiModels models = new OpenAiModels(_ -> null, new FakeKeyring())) {
            assertThatThrownBy(() -> models.open(file))
                    .isInstanceOfSatisfying(
                            ModelException.class, e -> assertThat(e.code()).isEqualTo(ModelException.Code.ENVIRONMENT))
                    .hasMessageContaining("MY_KEY, which is not set")
                    .hasMessageContaining("./loopwright models key http://127.0.0.1:8080/v1");
            ModelCard card = models.card(file);
            assertThat(card.exact()).isFalse();
            assertThat(card.labels()).containsExactly("remote");
            assertThat(card.device()).isEqualTo("127.0.0.1:8080");
        }
        try (OpenAiModels models = new OpenAiModels(_ -> "k", new FakeKeyring())) {
            models.open(file).close();
        }
    }

    @Test
    void aKeyThatIsKeptGoesToItsServerAlone() throws IOException {
        FakeKeyring keyring = new FakeKeyring();
        keyring.keep(URI.create("http://127.0.0.1:8080/v1"), "sk-kept");
        try (OpenAiModels models = new OpenAiModels(_ -> null, keyring)) {
            models.open(file(GOOD)).close();
            Path elsewhere = file(GOOD.replace("8080", "8081"));
            assertThatThrownBy(() -> models.open(elsewhere)).hasMessageContaining("none is kept for");
        }
    }
}
