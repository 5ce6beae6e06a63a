package org.loopwright.model.files;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/// Writes model folders. A folder is written beside its place, synced, and renamed: it is complete or
/// absent.
public final class ModelWriter {
    private ModelWriter() {}

    /// The small files of a model.
    ///
    /// @param config the decoder's shape
    /// @param tokenizer text of `tokenizer.json`
    /// @param tokenizerConfig text of `tokenizer_config.json`
    /// @param record text source of `loopwright.json`
    public record Description(ModelConfig config, String tokenizer, String tokenizerConfig, TrainingRecord record) {}

    /// Puts a model into `folder`, replacing what was there.
    ///
    /// @param weights in the order of [ParameterLayout]
    /// @throws IOException when the disk refuses; then nothing new is left, and an old folder is untouched
    public static void write(Path folder, Description model, float[] weights, NumberFormat format) throws IOException {
        // Not a temporary directory: that would be readable by its owner alone.
        Path fresh = folder.toAbsolutePath().resolveSibling("." + folder.getFileName() + "-" + UUID.randomUUID());
        Files.createDirectories(fresh);
        try {
            ParameterLayout layout = ParameterLayout.of(model.config());
            SafetensorsWriter.write(fresh.resolve(ModelFolder.WEIGHTS), layout, weights, format);
            write(fresh.resolve(ModelFolder.CONFIG), JsonFile.pretty(config(model.config(), format)));
            write(fresh.resolve(ModelFolder.TOKENIZER), model.tokenizer());
            write(fresh.resolve(ModelFolder.TOKENIZER_CONFIG), model.tokenizerConfig());
            write(
                    fresh.resolve(ModelFolder.RECORD),
                    JsonFile.pretty(model.record().toJson()));
            replace(folder, fresh);
        } finally {
            delete(fresh);
        }
    }

    private static ObjectNode config(ModelConfig config, NumberFormat format) {
        String type = switch (format) {
            case F32 -> "float32";
            case F16 -> "float16";
            case BF16 -> "bfloat16";
        };
        return ModelConfigJson.write(config).put("torch_dtype", type);
    }

    private static void write(Path file, String text) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
    }

    /// A directory can't be replaced in one move where it isn't empty, so the old one steps aside first.
    private static void replace(Path folder, Path fresh) throws IOException {
        Path old = fresh.resolveSibling(fresh.getFileName() + "-old");
        boolean existed = Files.exists(folder);
        if (existed) {
            Files.move(folder, old, StandardCopyOption.ATOMIC_MOVE);
        }
        Files.move(fresh, folder, StandardCopyOption.ATOMIC_MOVE);
        if (existed) {
            delete(old);
        }
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> paths = Files.walk(folder)) {
            List<Path> deepestFirst = paths.sorted(Comparator.reverseOrder()).toList();
            for (Path path : deepestFirst) {
                Files.delete(path);
            }
        }
    }
}
