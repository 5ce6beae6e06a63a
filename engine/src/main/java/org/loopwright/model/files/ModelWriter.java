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
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.loopwright.model.TokenValues;

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

    /// Tensors in a file of their own beside the weights, such as a value head.
    ///
    /// @param file its name
    /// @param tensors in the order of `numbers`
    public record Extra(String file, List<ParameterLayout.Parameter> tensors, TokenValues numbers) {}

    /// An adapter in PEFT's layout.
    ///
    /// @param base where the base lies
    /// @param rank of the change
    /// @param alpha the scale times the rank
    /// @param targets ends of module names
    /// @param record source of `loopwright.json`
    public record Adapter(Path base, int rank, double alpha, List<String> targets, TrainingRecord record) {}

    /// Writes the files of a folder.
    private interface Content {
        void writeTo(Path folder) throws IOException;
    }

    /// Puts a model into `folder`, replacing what was there.
    ///
    /// @param weights in the order of [ParameterLayout]
    /// @throws IOException when the disk refuses; then nothing new is left, and an old folder is untouched
    public static void write(Path folder, Description model, float[] weights, NumberFormat format) throws IOException {
        write(folder, model, weights, format, List.of());
    }

    /// The same with more files of tensors.
    ///
    /// @throws IOException when the disk refuses; then nothing new is left, and an old folder is untouched
    public static void write(Path folder, Description model, float[] weights, NumberFormat format, List<Extra> extras)
            throws IOException {
        inPlace(folder, fresh -> {
            ParameterLayout layout = ParameterLayout.of(model.config());
            SafetensorsWriter.write(fresh.resolve(ModelFolder.WEIGHTS), layout, weights, format);
            for (Extra extra : extras) {
                SafetensorsWriter.write(
                        fresh.resolve(extra.file()),
                        extra.tensors(),
                        extra.numbers().toArray(),
                        NumberFormat.F32);
            }
            write(fresh.resolve(ModelFolder.CONFIG), JsonFile.pretty(config(model.config(), format)));
            write(fresh.resolve(ModelFolder.TOKENIZER), model.tokenizer());
            write(fresh.resolve(ModelFolder.TOKENIZER_CONFIG), model.tokenizerConfig());
            write(
                    fresh.resolve(ModelFolder.RECORD),
                    JsonFile.pretty(model.record().toJson()));
        });
    }

    /// Puts an adapter into `folder`, replacing what was there. [LoraModel] reads it, and so does PEFT.
    ///
    /// @param config of the base
    /// @param numbers in the order of [LoraLayout]
    /// @throws IOException when the disk refuses; then nothing new is left, and an old folder is untouched
    public static void writeAdapter(Path folder, Adapter adapter, ModelConfig config, float[] numbers)
            throws IOException {
        inPlace(folder, fresh -> {
            LoraLayout layout = new LoraLayout(config, adapter.rank(), adapter.targets());
            SafetensorsWriter.write(
                    fresh.resolve("adapter_model.safetensors"), layout.tensors(), numbers, NumberFormat.F32);
            write(fresh.resolve("adapter_config.json"), JsonFile.pretty(adapterConfig(folder, adapter)));
            write(
                    fresh.resolve(ModelFolder.RECORD),
                    JsonFile.pretty(adapter.record().toJson()));
        });
    }

    /// Copies an adapter to `folder`. Its config then leads to the base from there.
    ///
    /// @throws IOException when the disk refuses; then nothing new is left
    public static void copyAdapter(LoraModel adapter, Path folder) throws IOException {
        inPlace(folder, fresh -> {
            ObjectNode config = JsonFile.readObject(adapter.path().resolve(LoraModel.CONFIG));
            config.put("base_model_name_or_path", fromTo(folder, adapter.base().path()));
            Files.copy(adapter.path().resolve(LoraModel.WEIGHTS), fresh.resolve(LoraModel.WEIGHTS));
            write(fresh.resolve(LoraModel.CONFIG), JsonFile.pretty(config));
            write(
                    fresh.resolve(ModelFolder.RECORD),
                    JsonFile.pretty(adapter.record().toJson()));
        });
    }

    private static ObjectNode adapterConfig(Path folder, Adapter adapter) {
        ObjectNode json = JsonFile.object();
        json.put("peft_type", "LORA");
        json.put("task_type", "CAUSAL_LM");
        json.put("base_model_name_or_path", fromTo(folder, adapter.base()));
        json.put("r", adapter.rank());
        json.put("lora_alpha", adapter.alpha());
        json.put("lora_dropout", 0.0);
        json.put("bias", "none");
        json.put("inference_mode", true);
        adapter.targets().forEach(json.putArray("target_modules")::add);
        return json;
    }

    /// The way from one place to another, with `/` between names; absolute where they have no common root.
    private static String fromTo(Path folder, Path target) {
        Path from = folder.toAbsolutePath().normalize();
        Path to = target.toAbsolutePath().normalize();
        if (!Objects.equals(from.getRoot(), to.getRoot())) {
            return to.toString();
        }
        return from.relativize(to).toString().replace('\\', '/');
    }

    private static void inPlace(Path folder, Content content) throws IOException {
        // Not a temporary directory: that would be readable by its owner alone.
        Path fresh = folder.toAbsolutePath().resolveSibling("." + folder.getFileName() + "-" + UUID.randomUUID());
        Files.createDirectories(fresh);
        try {
            content.writeTo(fresh);
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
