package org.loopwright.model.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.loopwright.model.ModelCard.LabelUse;
import org.loopwright.model.ModelException;
import org.loopwright.testing.TinyModel;

class ModelFolderTest {
    @TempDir
    Path parent;

    private Path folder = Path.of("");

    @BeforeEach
    void write() {
        folder = TinyModel.write(parent.resolve("tiny"), 1, NumberFormat.F32);
    }

    @Test
    void readsWhatTheWriterWrote() {
        ModelFolder model = ModelFolder.read(folder);
        assertThat(model.config()).isEqualTo(TinyModel.CONFIG);
        assertThat(model.id()).isEqualTo("tiny");
        assertThat(model.readWeights()).isEqualTo(TinyModel.weights(TinyModel.CONFIG, 1));
        assertThat(model.record()).isEqualTo(TrainingRecord.NONE);
    }

    @Test
    void hashFollowsWeightsAndConfigButNotLayoutOfTheJson() throws IOException {
        String hash = ModelFolder.read(folder).hash();
        Path config = folder.resolve("config.json");
        Files.writeString(config, Files.readString(config).replace("\n", " "));
        assertThat(ModelFolder.read(folder).hash()).isEqualTo(hash).hasSize(64);
        Files.writeString(config, Files.readString(config).replace("\"rope_theta\" : 10000", "\"rope_theta\" : 10001"));
        assertThat(ModelFolder.read(folder).hash()).isNotEqualTo(hash);
        Path other = TinyModel.write(parent.resolve("other"), 2, NumberFormat.F32);
        assertThat(ModelFolder.read(other).hash()).isNotEqualTo(hash);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "config.json|\"vocab_size\" : 99|\"vocab_size\" : 50|largest token id is 98",
                "config.json|\"vocab_size\" : 99|\"vocab_size\" : \"x\"|vocab_size is \"x\"",
                "config.json|\"num_hidden_layers\" : 2|\"num_hidden_layers\" : 0|num_hidden_layers 0 is outside [1, 256]",
                "config.json|\"num_key_value_heads\" : 2|\"num_key_value_heads\" : 3|does not divide",
                "config.json|\"model_type\" : \"llama\"|\"model_type\" : \"gpt2\"|model_type is `gpt2`",
                "tokenizer.json|\"vocab\"|\"vocabulary\"|model.vocab is missing",
                "tokenizer_config.json|{% for|{% broken|chat_template can't be rendered",
            })
    void namesFileValueAndRemedy(String name, String find, String replacement, String message) throws IOException {
        Path file = folder.resolve(name);
        String text = Files.readString(file);
        if (name.equals("tokenizer.json")) {
            // An added token would give a largest id even without a vocabulary.
            text = text.replaceFirst("\"added_tokens\":\\[.*?]", "\"added_tokens\":[]");
        }
        assertThat(text).contains(find);
        Files.writeString(file, text.replace(find, replacement));
        assertThatThrownBy(() -> ModelFolder.read(folder))
                .isInstanceOfSatisfying(
                        ModelException.class, e -> assertThat(e.code()).isEqualTo(ModelException.Code.FILE))
                .hasMessageContaining(message)
                .hasMessageContaining(";");
    }

    @Test
    void weightsOfAnotherShapeAreRefused() throws IOException {
        Path config = folder.resolve("config.json");
        Files.writeString(
                config, Files.readString(config).replace("\"intermediate_size\" : 48", "\"intermediate_size\" : 64"));
        assertThatThrownBy(() -> ModelFolder.read(folder).readWeights())
                .hasMessageContaining("mlp.gate_proj.weight has shape [48, 32], config.json asks for [64, 32]");
    }

    @Test
    void missingFilesAreNamed() throws IOException {
        Files.delete(folder.resolve("tokenizer.json"));
        assertThatThrownBy(() -> ModelFolder.read(folder)).hasMessageContaining("tokenizer.json: the file is missing");
    }

    @Test
    void recordTellsWhereTheWeightsComeFrom() throws IOException {
        TrainingRecord record = new TrainingRecord(
                List.of(new LabelUse("arithmetic", "train")),
                List.of("format-taught"),
                "Apache-2.0",
                Map.of("seed", "7"),
                Map.of("draft", 0.5));
        ModelWriter.write(
                folder,
                new ModelWriter.Description(
                        TinyModel.CONFIG, TinyModel.tokenizer(), TinyModel.tokenizerConfig(), record),
                TinyModel.weights(TinyModel.CONFIG, 3),
                NumberFormat.F16);
        assertThat(ModelFolder.read(folder).record()).isEqualTo(record);
        try (var left = Files.list(parent)) {
            assertThat(left).containsExactly(folder);
        }
    }
}
