package org.loopwright.model.files.gguf;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// Writes GGUF headers for tests, right ones and wrong ones.
final class GgufBytes {
    private final ByteArrayOutputStream metadata = new ByteArrayOutputStream();
    private final ByteArrayOutputStream tensors = new ByteArrayOutputStream();
    private final ByteArrayOutputStream data = new ByteArrayOutputStream();
    private long metadataCount;
    private long tensorCount;

    private static void number(ByteArrayOutputStream out, long value, int bytes) {
        ByteBuffer buffer =
                ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(value);
        out.write(buffer.array(), 0, bytes);
    }

    private static void text(ByteArrayOutputStream out, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        number(out, bytes.length, 8);
        out.writeBytes(bytes);
    }

    private void key(String key, int type) {
        metadataCount++;
        text(metadata, key);
        number(metadata, type, 4);
    }

    GgufBytes integer(String key, long value) {
        key(key, 4);
        number(metadata, value, 4);
        return this;
    }

    GgufBytes decimal(String key, float value) {
        key(key, 6);
        number(metadata, Float.floatToIntBits(value), 4);
        return this;
    }

    GgufBytes string(String key, String value) {
        key(key, 8);
        text(metadata, value);
        return this;
    }

    GgufBytes strings(String key, List<String> values) {
        key(key, 9);
        number(metadata, 8, 4);
        number(metadata, values.size(), 8);
        values.forEach(value -> text(metadata, value));
        return this;
    }

    GgufBytes integers(String key, List<Integer> values) {
        key(key, 9);
        number(metadata, 5, 4);
        number(metadata, values.size(), 8);
        values.forEach(value -> number(metadata, value, 4));
        return this;
    }

    /// An array that says another length than it has.
    GgufBytes lyingArray(String key, long length) {
        key(key, 9);
        number(metadata, 6, 4);
        number(metadata, length, 8);
        return this;
    }

    /// A tensor's entry, whatever it says.
    GgufBytes entry(String name, int format, long offset, long... shapeFastestFirst) {
        tensorCount++;
        text(tensors, name);
        number(tensors, shapeFastestFirst.length, 4);
        for (long n : shapeFastestFirst) {
            number(tensors, n, 8);
        }
        number(tensors, format, 4);
        number(tensors, offset, 8);
        return this;
    }

    /// A tensor of single-precision numbers.
    GgufBytes tensor(String name, float[] values, long... shapeFastestFirst) {
        while (data.size() % 32 != 0) {
            data.write(0);
        }
        entry(name, 0, data.size(), shapeFastestFirst);
        for (float value : values) {
            number(data, Float.floatToIntBits(value), 4);
        }
        return this;
    }

    GgufBytes data(int bytes) {
        data.writeBytes(new byte[bytes]);
        return this;
    }

    byte[] bytes() {
        return bytes(3, metadataCount, tensorCount);
    }

    byte[] bytes(int version, long claimedMetadata, long claimedTensors) {
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        whole.writeBytes("GGUF".getBytes(StandardCharsets.US_ASCII));
        number(whole, version, 4);
        number(whole, claimedTensors, 8);
        number(whole, claimedMetadata, 8);
        whole.writeBytes(metadata.toByteArray());
        whole.writeBytes(tensors.toByteArray());
        while (whole.size() % 32 != 0) {
            whole.write(0);
        }
        whole.writeBytes(data.toByteArray());
        return whole.toByteArray();
    }

    /// A Llama of one layer with a tokenizer of bytes and five words.
    static GgufBytes llama() {
        GgufBytes file = new GgufBytes()
                .string("general.architecture", "llama")
                .integer("llama.context_length", 64)
                .integer("llama.embedding_length", 8)
                .integer("llama.block_count", 1)
                .integer("llama.feed_forward_length", 8)
                .integer("llama.attention.head_count", 2)
                .integer("llama.attention.head_count_kv", 1)
                .decimal("llama.attention.layer_norm_rms_epsilon", 1e-5f)
                .string("tokenizer.ggml.model", "gpt2")
                .string("tokenizer.ggml.pre", "smollm")
                .strings("tokenizer.ggml.tokens", List.of("<|end|>", "a", "b", "ab", "c"))
                .integers("tokenizer.ggml.token_type", List.of(3, 1, 1, 1, 1))
                .strings("tokenizer.ggml.merges", List.of("a b"))
                .integer("tokenizer.ggml.eos_token_id", 0);
        file.tensor("token_embd.weight", counted(40), 8, 5).tensor("output_norm.weight", counted(8), 8);
        for (String norm : List.of("attn_norm", "ffn_norm")) {
            file.tensor("blk.0." + norm + ".weight", counted(8), 8);
        }
        file.tensor("blk.0.attn_q.weight", counted(64), 8, 8).tensor("blk.0.attn_k.weight", counted(32), 8, 4);
        file.tensor("blk.0.attn_v.weight", counted(32), 8, 4);
        for (String matrix : List.of("attn_output", "ffn_gate", "ffn_up", "ffn_down")) {
            file.tensor("blk.0." + matrix + ".weight", counted(64), 8, 8);
        }
        return file;
    }

    private static float[] counted(int size) {
        float[] values = new float[size];
        for (int i = 0; i < size; i++) {
            values[i] = i;
        }
        return values;
    }
}
