package org.loopwright.round;

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
import org.loopwright.loop.LoopException;
import org.loopwright.model.TokenIds;
import org.loopwright.model.files.LoraModel;
import org.loopwright.model.files.ModelFiles;
import org.loopwright.model.files.NumberFormat;
import org.loopwright.round.CheckpointExport.Form;
import org.loopwright.round.TrainingDataFile.Layout;
import org.loopwright.task.Split;
import org.loopwright.testing.LocalEngine;
import org.loopwright.testing.TinyModel;
import org.loopwright.train.JobTrainer;
import org.loopwright.train.Objectives;
import org.loopwright.train.SupervisedExample;
import org.loopwright.train.TrainedWeights.Lora;
import org.loopwright.train.TrainingJob;
import org.loopwright.train.TrainingSettings;
import org.loopwright.train.djl.DjlMovingModels;

/// What leaves a project: the layouts are pinned to the letter, because other programs read them.
class ExportTest {
    @TempDir
    private Path folder;

    private Path base;

    @BeforeEach
    void writeBase() {
        base = TinyModel.write(folder.resolve("base"), 5, NumberFormat.F32);
    }

    @Test
    void trainingDataHasTheLayoutsThatTrlReads() throws IOException {
        RowSet rows = new RowSet("sums", Split.TRAIN, List.of(row("1+1", "2", "3"), row("\"a\"\n", "b", "c")));

        assertThat(lines(rows, Layout.MESSAGES))
                .containsExactly(
                        "{\"messages\":[{\"role\":\"user\",\"content\":\"1+1\"},"
                                + "{\"role\":\"assistant\",\"content\":\"2\"}]}",
                        "{\"messages\":[{\"role\":\"user\",\"content\":\"\\\"a\\\"\\n\"},"
                                + "{\"role\":\"assistant\",\"content\":\"b\"}]}");
        assertThat(lines(rows, Layout.PREFERENCE).getFirst())
                .isEqualTo("{\"prompt\":[{\"role\":\"user\",\"content\":\"1+1\"}],"
                        + "\"chosen\":[{\"role\":\"assistant\",\"content\":\"2\"}],"
                        + "\"rejected\":[{\"role\":\"assistant\",\"content\":\"3\"}]}");
        assertThat(lines(rows, Layout.PROMPT_COMPLETION).getFirst())
                .isEqualTo("{\"prompt\":[{\"role\":\"user\",\"content\":\"1+1\"}],"
                        + "\"completion\":[{\"role\":\"assistant\",\"content\":\"2\"}]}");
        assertThat(Layout.of(rows)).isEqualTo(Layout.PREFERENCE);
    }

    @Test
    void rowsWithoutWhatALayoutSaysAreNotExported() {
        RowSet one = new RowSet("sums", Split.TRAIN, List.of(row("1+1", "2", null)));
        RowSet problem = one.with(List.of(Row.of(subject())));

        assertThatThrownBy(() -> lines(one, Layout.PREFERENCE))
                .isInstanceOf(LoopException.class)
                .hasMessageContaining("no rejected answer");
        assertThatThrownBy(() -> lines(problem, Layout.MESSAGES)).hasMessageContaining("without a solution");
        assertThat(folder.resolve("out.jsonl")).doesNotExist();
    }

    @Test
    void aWholeModelIsWrittenInHuggingFacesLayout() throws IOException {
        Path to = folder.resolve("out");
        long bytes = CheckpointExport.write(base, Form.HF, to);

        assertThat(to.resolve("model.safetensors")).exists();
        assertThat(to.resolve("config.json")).content().contains("\"model_type\"", "\"architectures\"");
        assertThat(to.resolve("tokenizer.json")).exists();
        assertThat(to.resolve("tokenizer_config.json")).exists();
        assertThat(ModelFiles.read(to).hash()).isEqualTo(ModelFiles.read(base).hash());
        assertThat(bytes).isEqualTo(size(to));
        assertThatThrownBy(() -> CheckpointExport.write(base, Form.PEFT, folder.resolve("none")))
                .hasMessageContaining("is no adapter");
        assertThat(folder.resolve("none")).doesNotExist();
        assertThatThrownBy(() -> CheckpointExport.write(base, Form.HF, to)).hasMessageContaining("is there already");
    }

    @Test
    void anAdapterIsWrittenInPeftsLayoutAndMergesIntoItsBase() throws IOException, InterruptedException {
        Path adapter = folder.resolve("project/adapter");
        new JobTrainer(new DjlMovingModels(LocalEngine.models().device()))
                .train(
                        TrainingJob.of(
                                base,
                                Objectives.named("supervised", Map.of()),
                                List.of(SupervisedExample.of(TokenIds.of(1, 2), TokenIds.of(3, 4, 5))),
                                TrainingSettings.of(Lora.ofRank(2), 2, 1, 0.1, 1),
                                adapter),
                        progress -> {});
        Path to = folder.resolve("elsewhere/deep/out");
        CheckpointExport.write(adapter, Form.PEFT, to);
        Path merged = folder.resolve("merged");
        CheckpointExport.write(adapter, Form.HF, merged);

        assertThat(to.resolve("adapter_model.safetensors")).exists();
        assertThat(to.resolve("adapter_config.json"))
                .content()
                .contains("\"peft_type\" : \"LORA\"", "\"r\" : 2", "\"lora_alpha\" : 4.0", "\"target_modules\"")
                .contains("\"base_model_name_or_path\" : \"../../../base\"");
        assertThat(ModelFiles.read(to)).isInstanceOf(LoraModel.class);
        assertThat(ModelFiles.read(to).readWeights())
                .isEqualTo(ModelFiles.read(adapter).readWeights());
        assertThat(ModelFiles.read(merged).readWeights())
                .isEqualTo(ModelFiles.read(adapter).readWeights())
                .isNotEqualTo(ModelFiles.read(base).readWeights());
    }

    private List<String> lines(RowSet rows, Layout layout) throws IOException {
        Path file = folder.resolve("out.jsonl");
        TrainingDataFile.write(rows, layout, file);
        return Files.readAllLines(file);
    }

    private static Row row(String question, String right, @org.jspecify.annotations.Nullable String wrong) {
        Row row = Row.of(subject())
                .withMessages(
                        List.of(new Row.Message("user", question, false), new Row.Message("assistant", right, true)));
        return wrong == null ? row : row.withRejected(wrong);
    }

    private static Row.Subject subject() {
        return new Row.Subject("s-1", "hash", "s", Map.of(), null);
    }

    private static long size(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return files.mapToLong(file -> file.toFile().length()).sum();
        }
    }
}
