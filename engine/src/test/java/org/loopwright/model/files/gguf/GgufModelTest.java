package org.loopwright.model.files.gguf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.loopwright.model.ModelException;
import org.loopwright.model.files.ModelFamily;
import org.loopwright.model.files.ModelFiles;
import org.loopwright.model.files.ModelFolder;
import org.loopwright.model.files.ParameterLayout;
import org.loopwright.testing.RealModels;

class GgufModelTest {
    @TempDir
    Path folder;

    private Path write(byte[] bytes) {
        try {
            return Files.write(folder.resolve("m.gguf"), bytes);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void readsShapeTokenizerAndTemplate() {
        ModelFiles model = ModelFiles.read(write(GgufBytes.llama()
                .string("tokenizer.chat_template", "{% for m in messages %}{{ m.content }}{{ eos_token }}{% endfor %}")
                .string("general.license", "mit")
                .bytes()));
        assertThat(model.id()).isEqualTo("m");
        assertThat(model.config().family()).isEqualTo(ModelFamily.LLAMA);
        assertThat(model.config().headSize()).isEqualTo(4);
        assertThat(model.config().normEpsilon()).isEqualTo(1e-5);
        assertThat(model.config().tiedEmbeddings()).isTrue();
        assertThat(model.config().endTokens()).containsExactly(0);
        assertThat(model.tokenizer()).contains("\"merges\":[[\"a\",\"b\"]]").contains("\"individual_digits\":true");
        assertThat(model.template().pieces(List.of("user"))).hasSize(2);
        assertThat(model.record().licence()).isEqualTo("mit");
        assertThat(model.record().labels()).isEmpty();
        assertThat(model.hash()).hasSize(64);
    }

    @Test
    void aModelWithoutTemplateSaysSo() {
        ModelFiles model = ModelFiles.read(write(GgufBytes.llama().bytes()));
        assertThat(model.record().labels()).containsExactly(ModelFolder.NO_TEMPLATE);
        assertThat(model.template().isPlain()).isTrue();
    }

    @Test
    void queryAndKeyRowsComeBackAsHalves() {
        ModelFiles model = ModelFiles.read(write(GgufBytes.llama().bytes()));
        float[] flat = model.readWeights();
        ParameterLayout layout = ParameterLayout.of(model.config());
        // Rows of eight numbers that count up: their first number names the row.
        assertThat(rows(flat, layout, "q_proj.weight")).containsExactly(0, 2, 1, 3, 4, 6, 5, 7);
        assertThat(rows(flat, layout, "k_proj.weight")).containsExactly(0, 2, 1, 3);
        assertThat(rows(flat, layout, "v_proj.weight")).containsExactly(0, 1, 2, 3);
    }

    private static List<Integer> rows(float[] flat, ParameterLayout layout, String name) {
        ParameterLayout.Parameter p = layout.parameters().stream()
                .filter(q -> q.name().equals("model.layers.0.self_attn." + name))
                .findFirst()
                .orElseThrow();
        return java.util.stream.IntStream.range(0, p.rows())
                .mapToObj(row -> (int) flat[p.offset() + row * p.columns()] / 8)
                .toList();
    }

    record Bad(String message, UnaryOperator<GgufBytes> change) {
        @Override
        public String toString() {
            return message;
        }
    }

    static List<Bad> badFiles() {
        return List.of(
                new Bad("overlaps", f -> f.entry("x", 0, 0, 4)),
                new Bad("no multiple of 32", f -> f.entry("x", 0, 33, 4)),
                new Bad("there are", f -> f.entry("x", 0, 1L << 40, 4)),
                new Bad("there are", f -> f.entry("x", 0, 1 << 20, 1L << 40)),
                new Bad("has dimensions", f -> f.entry("x", 0, 1 << 20, 1L << 40, 1L << 40)),
                new Bad("has dimensions", f -> f.entry("x", 0, 1 << 20, 0)),
                new Bad("has dimensions", f -> f.entry("x", 0, 1 << 20, -4)),
                new Bad("has 5 dimensions", f -> f.entry("x", 0, 1 << 20, 1, 1, 1, 1, 1)),
                new Bad("format number 99", f -> f.entry("x", 99, 1 << 20, 4)),
                new Bad("rows of 33 numbers", f -> f.entry("x", 8, 1 << 20, 33)),
                new Bad("token_embd.weight is there twice", f -> f.entry("token_embd.weight", 0, 1 << 20, 4)),
                new Bad("general.architecture is there twice", f -> f.string("general.architecture", "llama")),
                new Bad("it claims 1099511627776 values of x", f -> f.lyingArray("x", 1L << 40)),
                new Bad("general.alignment is 3", f -> f.integer("general.alignment", 3)),
                new Bad("rope.dimension_count is 2", f -> f.integer("llama.rope.dimension_count", 2)),
                new Bad("rope.scaling.type is `yarn`", f -> f.string("llama.rope.scaling.type", "yarn")),
                new Bad("expert_count is 8", f -> f.integer("llama.expert_count", 8)));
    }

    @ParameterizedTest
    @MethodSource("badFiles")
    void namesWhatIsWrong(Bad bad) {
        Path file = write(bad.change().apply(GgufBytes.llama()).bytes());
        assertThatThrownBy(() -> GgufModel.read(file))
                .isInstanceOfSatisfying(
                        ModelException.class, e -> assertThat(e.code()).isEqualTo(ModelException.Code.FILE))
                .hasMessageContaining(bad.message())
                .hasMessageContaining(file.toString());
    }

    @Test
    void refusesOtherFormatsVersionsAndCounts() {
        assertRefused("NOPE and more that is long enough".getBytes(java.nio.charset.StandardCharsets.UTF_8), "GGUF");
        assertRefused(GgufBytes.llama().bytes(1, 1, 1), "version 1");
        assertRefused(GgufBytes.llama().bytes(3, 1L << 50, 1), "metadata entries");
        assertRefused(GgufBytes.llama().bytes(3, 1, -1), "tensors");
        assertRefused(new byte[0], "the header goes on");
    }

    private void assertRefused(byte[] bytes, String message) {
        Path file = write(bytes);
        assertThatThrownBy(() -> GgufModel.read(file))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining(message);
    }

    @Test
    void refusesEveryTruncation() {
        byte[] bytes = GgufBytes.llama().bytes();
        for (int length = 0; length < bytes.length; length += 7) {
            Path file = write(Arrays.copyOf(bytes, length));
            assertThatThrownBy(() -> GgufModel.read(file))
                    .as("%d bytes", length)
                    .isInstanceOf(ModelException.class);
        }
    }

    @Test
    void neverUnpickles() throws IOException {
        Path file = Files.write(folder.resolve("pytorch_model.bin"), new byte[8]);
        assertThatThrownBy(() -> ModelFiles.read(file)).hasMessageContaining("runs whatever program");
    }

    @Test
    void readsTheRealStories() {
        ModelFiles model = ModelFiles.read(RealModels.require("stories260K.gguf"));
        assertThat(model.parameters()).isEqualTo(292_800);
        float[] weights = model.readWeights();
        assertThat(weights).hasSize(292_800);
        assertThat(model.template().isPlain()).isTrue();
        assertThat(model.template().pieces(List.of("user")).getFirst().text()).isEqualTo("<s>");
    }

    @Test
    void gemmasNormsAreStoredWithoutTheirOne() {
        ModelFiles model = ModelFiles.read(RealModels.require("gemma3.gguf"));
        assertThat(model.config().family()).isEqualTo(ModelFamily.GEMMA3);
        try (GgufFile file = GgufFile.open(model.path())) {
            GgufFile.Tensor norm = java.util.Objects.requireNonNull(file.tensor("output_norm.weight"));
            float[] stored = new float[640];
            file.read(norm, stored, 0);
            float[] flat = model.readWeights();
            ParameterLayout layout = ParameterLayout.of(model.config());
            ParameterLayout.Parameter last = layout.parameters().getLast();
            assertThat(last.name()).isEqualTo("model.norm.weight");
            assertThat(flat[last.offset()]).isEqualTo(stored[0] - 1);
        }
    }
}
