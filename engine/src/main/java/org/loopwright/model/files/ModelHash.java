package org.loopwright.model.files;

import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.TreeMap;

/// SHA-256 of what a model computes with. Key order and layout of the JSON files don't matter, nor does
/// the order of tensors in the file; every stored number does.
final class ModelHash {
    private static final long CHUNK = 1L << 24;

    private final MessageDigest digest;

    private ModelHash() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    static String of(ModelFolder model) {
        ModelHash hash = new ModelHash();
        Path folder = model.folder();
        try (SafetensorsFile file = SafetensorsFile.open(folder.resolve(ModelFolder.WEIGHTS))) {
            for (SafetensorsFile.Tensor tensor : new TreeMap<>(file.tensors()).values()) {
                hash.add(tensor.name() + " " + tensor.format() + " " + tensor.shape());
                hash.add(file.bytes(tensor));
            }
        }
        hash.add(JsonFile.canonical(JsonFile.readObject(folder.resolve(ModelFolder.CONFIG))));
        Path tokenizer = folder.resolve(ModelFolder.TOKENIZER);
        hash.add(JsonFile.canonical(JsonFile.parseObject(tokenizer, model.tokenizer())));
        hash.add(model.template().source());
        return HexFormat.of().formatHex(hash.digest.digest());
    }

    private void add(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        // The length keeps two neighbouring texts apart.
        digest.update((bytes.length + ":").getBytes(StandardCharsets.UTF_8));
        digest.update(bytes);
    }

    private void add(MemorySegment bytes) {
        for (long at = 0; at < bytes.byteSize(); at += CHUNK) {
            long length = Math.min(CHUNK, bytes.byteSize() - at);
            digest.update(bytes.asSlice(at, length).asByteBuffer());
        }
    }
}
