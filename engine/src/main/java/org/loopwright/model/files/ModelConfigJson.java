package org.loopwright.model.files;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.loopwright.model.ModelException;

/// Reads and writes a [ModelConfig] with the key names of Hugging Face's `config.json`.
final class ModelConfigJson {
    private static final String REMEDY = "use a model of the Llama family in the Hugging Face layout";

    private final Path file;
    private final JsonNode json;

    private ModelConfigJson(Path file, JsonNode json) {
        this.file = file;
        this.json = json;
    }

    static ModelConfig read(Path file) {
        return new ModelConfigJson(file, JsonFile.readObject(file)).config();
    }

    private ModelConfig config() {
        refuseOtherFamilies();
        int heads = integer("num_attention_heads");
        int hidden = integer("hidden_size");
        int headSize = json.hasNonNull("head_dim") ? integer("head_dim") : hidden / Math.max(1, heads);
        try {
            return ModelConfig.llama(
                    integer("vocab_size"),
                    hidden,
                    integer("num_hidden_layers"),
                    heads,
                    json.hasNonNull("num_key_value_heads") ? integer("num_key_value_heads") : heads,
                    headSize,
                    integer("intermediate_size"),
                    integer("max_position_embeddings"),
                    json.path("rope_theta").asDouble(10_000),
                    json.path("rms_norm_eps").asDouble(1e-6),
                    json.path("tie_word_embeddings").asBoolean(false),
                    endTokens());
        } catch (IllegalArgumentException e) {
            throw FileProblem.of(file, String.valueOf(e.getMessage()), REMEDY, e);
        }
    }

    private void refuseOtherFamilies() {
        require("model_type", "llama");
        require("hidden_act", "silu");
        for (String flag : List.of("attention_bias", "mlp_bias")) {
            if (json.path(flag).asBoolean(false)) {
                throw FileProblem.of(file, flag + " is true, the decoder has no biases", REMEDY);
            }
        }
        if (json.hasNonNull("rope_scaling")) {
            throw FileProblem.of(file, "rope_scaling is set, only plain rotary positions are known", REMEDY);
        }
    }

    private void require(String key, String expected) {
        String value = json.path(key).asText(expected);
        if (!value.equals(expected)) {
            throw FileProblem.of(file, key + " is `" + value + "`, known is `" + expected + "`", REMEDY);
        }
    }

    private int integer(String key) {
        JsonNode value = json.path(key);
        if (!value.isIntegralNumber() || !value.canConvertToInt()) {
            ModelException problem = FileProblem.of(
                    file,
                    key + " is " + (value.isMissingNode() ? "missing" : value) + ", an integer is needed",
                    REMEDY);
            throw problem;
        }
        return value.intValue();
    }

    private List<Integer> endTokens() {
        JsonNode value = json.path("eos_token_id");
        List<Integer> ids = new ArrayList<>();
        if (value.isArray()) {
            value.forEach(id -> ids.add(id.asInt(-1)));
        } else if (value.isIntegralNumber()) {
            ids.add(value.intValue());
        }
        return ids;
    }

    static ObjectNode write(ModelConfig config) {
        ObjectNode json = JsonFile.object();
        json.putArray("architectures").add("LlamaForCausalLM");
        json.put("model_type", "llama");
        json.put("hidden_act", "silu");
        json.put("vocab_size", config.vocabularySize());
        json.put("hidden_size", config.hiddenSize());
        json.put("num_hidden_layers", config.layers());
        json.put("num_attention_heads", config.heads());
        json.put("num_key_value_heads", config.keyValueHeads());
        json.put("head_dim", config.headSize());
        json.put("intermediate_size", config.feedForwardSize());
        json.put("max_position_embeddings", config.contextLength());
        json.put("rope_theta", config.rotary().theta());
        json.put("rms_norm_eps", config.normEpsilon());
        json.put("tie_word_embeddings", config.tiedEmbeddings());
        config.endTokens().forEach(json.putArray("eos_token_id")::add);
        return json;
    }
}
