package org.loopwright.model.files.gguf;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.loopwright.testing.Golden;

/// Blocks of random bytes in every format, against the Python package `gguf`.
class BlockFormatTest {
    @ParameterizedTest
    @EnumSource(BlockFormat.class)
    void widensAsThePythonPackageDoes(BlockFormat format) throws IOException {
        JsonNode golden = golden(format);
        MemorySegment packed = MemorySegment.ofArray(golden.path("packed").binaryValue());
        ByteBuffer expected =
                ByteBuffer.wrap(golden.path("widened").binaryValue()).order(ByteOrder.LITTLE_ENDIAN);
        int blocks = (int) packed.byteSize() / format.bytes();
        float[] widened = new float[blocks * format.numbers()];
        for (int i = 0; i < blocks; i++) {
            format.widen(packed, (long) i * format.bytes(), widened, i * format.numbers());
        }
        assertThat(widened).hasSize(expected.remaining() / 4);
        float largest = 0;
        for (float value : widened) {
            float reference = expected.getFloat();
            largest = Math.max(largest, Math.abs(value - reference) / (Math.abs(reference) + 1e-6f));
        }
        assertThat(largest).isLessThan(1e-6f);
    }

    private static JsonNode golden(BlockFormat format) {
        for (JsonNode golden : Golden.json("blocks.json")) {
            if (golden.path("format").asText().equals(format.name())) {
                return golden;
            }
        }
        throw new AssertionError("no reference for " + format);
    }
}
