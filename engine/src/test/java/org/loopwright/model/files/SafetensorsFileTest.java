package org.loopwright.model.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.loopwright.model.ModelException;
import org.loopwright.testing.TinyModel;

class SafetensorsFileTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource(NumberFormat.class)
    void readsBackWhatWasWritten(NumberFormat format) throws IOException {
        ParameterLayout layout = ParameterLayout.of(TinyModel.CONFIG);
        float[] weights = TinyModel.weights(TinyModel.CONFIG, 5);
        Path file = folder.resolve("m.safetensors");
        SafetensorsWriter.write(file, layout, weights, format);
        float[] read = new float[layout.size()];
        try (SafetensorsFile opened = SafetensorsFile.open(file)) {
            for (ParameterLayout.Parameter p : layout.parameters()) {
                opened.read(p.name(), p.shape(), read, p.offset());
            }
        }
        float[] expected = weights.clone();
        for (int i = 0; i < expected.length; i++) {
            expected[i] = format.round(expected[i]);
        }
        assertThat(read).isEqualTo(expected);
        assertThat(read[0]).isCloseTo(weights[0], within(0.01f));
    }

    @ParameterizedTest
    @CsvSource({"1.0, 1.0", "1.00390625, 1.0", "1.01171875, 1.015625", "-1.01171875, -1.015625", "NaN, NaN"})
    void bf16RoundsToTheNearestEven(float value, float rounded) {
        float actual = NumberFormat.BF16.round(value);
        if (Float.isNaN(rounded)) {
            assertThat(actual).isNaN();
        } else {
            assertThat(actual).isCloseTo(rounded, within(Math.abs(rounded) * 1e-4f));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,12]}}|needs 8 bytes",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[9],\"data_offsets\":[0,36]}}|of 16",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[-8,0]}}|lies at bytes",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[-2],\"data_offsets\":[0,8]}}|has shape",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[4611686018427387904,4],\"data_offsets\":[0,8]}}|has shape",
                "{\"a\":{\"dtype\":\"I8\",\"shape\":[8],\"data_offsets\":[0,8]}}|type `I8`",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]},"
                        + "\"b\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[4,12]}}|overlap",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]},"
                        + "\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[4,8]}}|Duplicate",
                "[1, 2]|JSON object",
                "{broken|not valid JSON",
            })
    void refusesABadHeader(String header, String message) throws IOException {
        Path file = withHeader(header.length(), header);
        assertFileProblem(file, message);
    }

    @Test
    void refusesAHeaderLongerThanTheFile() throws IOException {
        assertFileProblem(withHeader(1L << 40, "{}"), "the header claims 1099511627776 bytes");
    }

    @Test
    void refusesAnEmptyFile() throws IOException {
        Path file = folder.resolve("empty.safetensors");
        Files.write(file, new byte[0]);
        assertFileProblem(file, "it has 0 bytes");
    }

    @Test
    void namesAMissingTensorAndAnotherShape() throws IOException {
        Path file = withHeader(-1, "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]}}");
        try (SafetensorsFile opened = SafetensorsFile.open(file)) {
            assertThatThrownBy(() -> opened.read("b", List.of(2), new float[2], 0))
                    .isInstanceOf(ModelException.class)
                    .hasMessageContaining("tensor b is missing");
            assertThatThrownBy(() -> opened.read("a", List.of(3), new float[3], 0))
                    .isInstanceOf(ModelException.class)
                    .hasMessageContaining("shape [2], config.json asks for [3]");
        }
    }

    @Test
    void refusesEveryTruncation() throws IOException {
        Path whole = folder.resolve("whole.safetensors");
        SafetensorsWriter.write(
                whole, ParameterLayout.of(TinyModel.CONFIG), TinyModel.weights(TinyModel.CONFIG, 1), NumberFormat.BF16);
        byte[] bytes = Files.readAllBytes(whole);
        for (int length = 0; length < bytes.length; length += 1009) {
            Path cut = folder.resolve("cut.safetensors");
            Files.write(cut, Arrays.copyOf(bytes, length));
            assertThatThrownBy(() -> SafetensorsFile.open(cut).close()).isInstanceOf(ModelException.class);
        }
    }

    private Path withHeader(long claimed, String header) throws IOException {
        byte[] text = header.getBytes(StandardCharsets.UTF_8);
        ByteBuffer bytes = ByteBuffer.allocate(8 + text.length + 16).order(ByteOrder.LITTLE_ENDIAN);
        bytes.putLong(claimed < 0 ? text.length : claimed).put(text);
        Path file = folder.resolve("m.safetensors");
        Files.write(file, bytes.array());
        return file;
    }

    private static void assertFileProblem(Path file, String message) {
        assertThatThrownBy(() -> SafetensorsFile.open(file).close())
                .isInstanceOfSatisfying(
                        ModelException.class, e -> assertThat(e.code()).isEqualTo(ModelException.Code.FILE))
                .hasMessageContaining(file.toString())
                .hasMessageContaining(message);
    }
}
