package org.loopwright.model.files;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.loopwright.model.ModelException;

/// A model's files, read and checked, without its weights.
///
/// @param folder where they are
/// @param config the decoder's shape
/// @param tokenizer the text of `tokenizer.json`
/// @param template how messages become a prompt
/// @param record where the weights come from
public record ModelFolder(
        Path folder, ModelConfig config, String tokenizer, ChatTemplate template, TrainingRecord record)
        implements ModelFiles {
    static final String CONFIG = "config.json";
    static final String WEIGHTS = "model.safetensors";
    static final String TOKENIZER = "tokenizer.json";
    static final String TOKENIZER_CONFIG = "tokenizer_config.json";
    static final String GENERATION = "generation_config.json";
    static final String RECORD = "loopwright.json";

    /// The label of a model that has no chat template: its prompts are the messages' contents, one below
    /// the other.
    public static final String NO_TEMPLATE = "no-chat-template";

    /// Reads a folder's small files and the header of its weights.
    ///
    /// @throws ModelException with code `FILE` when one is missing, damaged or doesn't fit the
    /// others
    public static ModelFolder read(Path folder) {
        ModelConfig config = ModelConfigJson.read(folder.resolve(CONFIG));
        Path tokenizerFile = folder.resolve(TOKENIZER);
        String tokenizer = JsonFile.readText(tokenizerFile);
        ObjectNode json = JsonFile.parseObject(tokenizerFile, tokenizer);
        checkVocabulary(tokenizerFile, json, config);
        ChatTemplate template = ChatTemplate.ofFolder(folder, json);
        checkTemplate(folder.resolve(TOKENIZER_CONFIG), template);
        TrainingRecord record = TrainingRecord.read(folder.resolve(RECORD));
        return new ModelFolder(
                folder, config, tokenizer, template, template.isPlain() ? record.withLabel(NO_TEMPLATE) : record);
    }

    @Override
    public Path path() {
        return folder;
    }

    /// The folder's name, which people use for the model.
    @Override
    public String id() {
        return String.valueOf(folder.toAbsolutePath().normalize().getFileName());
    }

    @Override
    public float[] readWeights() {
        ParameterLayout layout = layout();
        try (FolderWeights weights = FolderWeights.open(folder)) {
            return weights.read(layout);
        }
    }

    @Override
    public int parameters() {
        return layout().size();
    }

    @Override
    public String hash() {
        return HashCache.SHARED.hash(folder, () -> ModelHash.of(this));
    }

    @Override
    public StoredWeights storage() {
        try (FolderWeights weights = FolderWeights.open(folder)) {
            Map<String, Long> bytes = new HashMap<>();
            for (FolderWeights.Stored stored : weights.tensors().values()) {
                bytes.merge(
                        stored.tensor().format().name(),
                        stored.tensor().end() - stored.tensor().begin(),
                        Long::sum);
            }
            return StoredWeights.of(StoredWeights.Kind.FOLDER, bytes);
        }
    }

    private ParameterLayout layout() {
        try {
            return ParameterLayout.of(config);
        } catch (IllegalArgumentException e) {
            throw FileProblem.of(
                    folder.resolve(CONFIG), String.valueOf(e.getMessage()), "choose a model that fits memory", e);
        }
    }

    /// Checks that every token of a `tokenizer.json` has a row in the embedding.
    public static void checkVocabulary(Path file, ObjectNode tokenizer, ModelConfig config) {
        int largest = -1;
        JsonNode vocabulary = tokenizer.path("model").path("vocab");
        if (vocabulary.isArray()) {
            largest = vocabulary.size() - 1;
        } else {
            for (JsonNode id : vocabulary) {
                largest = Math.max(largest, id.asInt());
            }
        }
        for (JsonNode added : tokenizer.path("added_tokens")) {
            largest = Math.max(largest, added.path("id").asInt());
        }
        if (largest < 0) {
            throw FileProblem.of(file, "model.vocab is missing or empty", "copy the model's tokenizer.json again");
        }
        if (largest >= config.vocabularySize()) {
            throw FileProblem.of(
                    file,
                    "its largest token id is " + largest + ", config.json says vocab_size " + config.vocabularySize(),
                    "tokenizer.json and config.json belong to different models, copy both from the same one");
        }
    }

    /// Checks that the template shows what a user says.
    public static void checkTemplate(Path file, ChatTemplate template) {
        try {
            var ignored = template.pieces(List.of("user"));
        } catch (ModelException e) {
            throw FileProblem.of(
                    file,
                    "chat_template can't be rendered: " + e.getMessage(),
                    "simplify the template; Python's own methods are not all known here",
                    e);
        }
    }
}
