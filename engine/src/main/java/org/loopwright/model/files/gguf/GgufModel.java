package org.loopwright.model.files.gguf;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.loopwright.model.ModelException;
import org.loopwright.model.files.ChatTemplate;
import org.loopwright.model.files.FileProblem;
import org.loopwright.model.files.HashCache;
import org.loopwright.model.files.JsonFile;
import org.loopwright.model.files.ModelConfig;
import org.loopwright.model.files.ModelFiles;
import org.loopwright.model.files.ModelFolder;
import org.loopwright.model.files.ModelHash;
import org.loopwright.model.files.ParameterLayout;
import org.loopwright.model.files.StoredWeights;
import org.loopwright.model.files.TrainingRecord;

/// A model in one GGUF file, read and checked, without its weights.
///
/// @param path the file
/// @param config the decoder's shape
/// @param tokenizer the text of a `tokenizer.json`
/// @param template how messages become a prompt
/// @param record what the file says of the weights' licence and quantisation
public record GgufModel(Path path, ModelConfig config, String tokenizer, ChatTemplate template, TrainingRecord record)
        implements ModelFiles {
    /// How the names of such files end.
    public static final String SUFFIX = ".gguf";

    /// Reads a file's header and checks it.
    ///
    /// @throws ModelException with code `FILE` when something is missing, damaged or of a family that is
    ///     not known
    public static GgufModel read(Path file) {
        try (GgufFile gguf = GgufFile.open(file)) {
            ModelConfig config = new GgufConfig(gguf).config();
            new GgufWeights(gguf, config).checkAll(layout(file, config));
            GgufTokenizer tokenizer = new GgufTokenizer(gguf);
            ObjectNode json = tokenizer.json();
            ModelFolder.checkVocabulary(file, json, config);
            ChatTemplate template = template(gguf, tokenizer);
            ModelFolder.checkTemplate(file, template);
            return new GgufModel(file, config, json.toString(), template, record(gguf, template));
        }
    }

    private static ChatTemplate template(GgufFile gguf, GgufTokenizer tokenizer) {
        String source = new GgufMetadata(gguf).text("tokenizer.chat_template").orElse("");
        if (source.isEmpty()) {
            return ChatTemplate.plain(tokenizer.first());
        }
        try {
            return new ChatTemplate(
                    source,
                    Map.of(
                            "bos_token", tokenizer.token("bos_token_id"),
                            "eos_token", tokenizer.token("eos_token_id"),
                            "unk_token", tokenizer.token("unknown_token_id"),
                            "pad_token", tokenizer.token("padding_token_id")));
        } catch (ModelException e) {
            throw FileProblem.of(gguf.path(), String.valueOf(e.getMessage()), "take the model in another file", e);
        }
    }

    private static TrainingRecord record(GgufFile gguf, ChatTemplate template) {
        String licence = new GgufMetadata(gguf).text("general.license").orElse("unknown");
        TrainingRecord record = new TrainingRecord(List.of(), List.of(), licence, Map.of(), Map.of());
        return template.isPlain() ? record.withLabel(ModelFolder.NO_TEMPLATE) : record;
    }

    private static ParameterLayout layout(Path file, ModelConfig config) {
        try {
            return ParameterLayout.of(config);
        } catch (IllegalArgumentException e) {
            throw FileProblem.of(file, String.valueOf(e.getMessage()), "choose a model that fits memory", e);
        }
    }

    /// The file's name without its ending.
    @Override
    public String id() {
        String name = String.valueOf(path.getFileName());
        return name.endsWith(SUFFIX) ? name.substring(0, name.length() - SUFFIX.length()) : name;
    }

    @Override
    public int parameters() {
        return layout(path, config).size();
    }

    @Override
    public float[] readWeights() {
        try (GgufFile gguf = GgufFile.open(path)) {
            return new GgufWeights(gguf, config).read(layout(path, config));
        }
    }

    @Override
    public StoredWeights storage() {
        try (GgufFile gguf = GgufFile.open(path)) {
            Map<String, Long> bytes = new java.util.TreeMap<>();
            gguf.tensors().values().forEach(t -> bytes.merge(t.format().name(), t.bytes(), Long::sum));
            return StoredWeights.of(StoredWeights.Kind.GGUF, bytes);
        }
    }

    @Override
    public String hash() {
        return HashCache.SHARED.hash(path, this::readHash);
    }

    private String readHash() {
        ModelHash hash = new ModelHash();
        try (GgufFile gguf = GgufFile.open(path)) {
            for (GgufFile.Tensor tensor : new java.util.TreeMap<>(gguf.tensors()).values()) {
                hash.add(tensor.name() + " " + tensor.format() + " " + tensor.shape());
                MemorySegment bytes = gguf.bytes(tensor);
                hash.add(bytes);
            }
        }
        hash.add(config.toString());
        hash.add(JsonFile.canonical(JsonFile.parseObject(path, tokenizer)));
        hash.add(template.source());
        return hash.hex();
    }
}
