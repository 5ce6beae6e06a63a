package org.loopwright.model.files;

import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// SHA-256 of what a model computes with. Key order and layout of the JSON files don't matter, nor does
/// the order of tensors in the file; every stored number does.
public final class ModelHash {
    private static final long CHUNK = 1L << 24;

    private final MessageDigest digest;

    /// A hash of nothing yet.
    public ModelHash() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    static String of(ModelFolder model) {
        ModelHash hash = new ModelHash();
        Path folder = model.folder();
        try (FolderWeights weights = FolderWeights.open(folder)) {
            weights.tensors().forEach((name, stored) -> {
                SafetensorsFile.Tensor tensor = stored.tensor();
                hash.add(name + " " + tensor.format() + " " + tensor.shape());
                hash.add(stored.bytes());
            });
        }
        hash.add(JsonFile.canonical(JsonFile.readObject(folder.resolve(ModelFolder.CONFIG))));
        Path generation = folder.resolve(ModelFolder.GENERATION);
        if (Files.exists(generation)) {
            // Only what the engine reads of it: the rest are hints for sampling.
            hash.add(JsonFile.readObject(generation).path("eos_token_id").toString());
        }
        Path tokenizer = folder.resolve(ModelFolder.TOKENIZER);
        hash.add(JsonFile.canonical(JsonFile.parseObject(tokenizer, model.tokenizer())));
        hash.add(model.template().source());
        return hash.hex();
    }

    /// The hash of all that was added, hexadecimal. Nothing can be added afterwards.
    public String hex() {
        return HexFormat.of().formatHex(digest.digest());
    }

    /// Adds a text.
    public void add(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        // The length keeps two neighbouring texts apart.
        digest.update((bytes.length + ":").getBytes(StandardCharsets.UTF_8));
        digest.update(bytes);
    }

    /// Adds stored numbers.
    public void add(MemorySegment bytes) {
        for (long at = 0; at < bytes.byteSize(); at += CHUNK) {
            long length = Math.min(CHUNK, bytes.byteSize() - at);
            digest.update(bytes.asSlice(at, length).asByteBuffer());
        }
    }
}
