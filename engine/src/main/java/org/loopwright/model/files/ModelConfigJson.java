package org.loopwright.model.files;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.loopwright.model.ModelException;

/// Reads a [ModelConfig] from Hugging Face's `config.json`, and the ids that end a completion from
/// `generation_config.json` too. What the decoder doesn't compute is refused, not ignored.
final class ModelConfigJson {
    private static final String REMEDY =
            "use a model of the family Llama, Qwen 2, Qwen 3 or Gemma 3 (text) in the Hugging Face layout";

    private final Path file;
    private final JsonNode top;
    private final JsonNode json;
    private final ModelFamily family;

    private ModelConfigJson(Path file, JsonNode top) {
        this.file = file;
        this.top = top;
        String type = top.path("model_type").asText("llama");
        // Gemma 3 with eyes: its decoder is described in a part of its own.
        this.json = type.equals("gemma3") ? top.path("text_config") : top;
        this.family = type.equals("gemma3")
                ? ModelFamily.GEMMA3
                : ModelFamily.ofModelType(type)
                        .orElseThrow(() -> refused("model_type is `" + type + "`, known are "
                                + List.of(ModelFamily.values()).stream()
                                        .map(ModelFamily::modelType)
                                        .toList()));
    }

    static ModelConfig read(Path file) {
        return new ModelConfigJson(file, JsonFile.readObject(file)).config();
    }

    private ModelConfig config() {
        refuseWhatIsNotComputed();
        boolean gemma = family == ModelFamily.GEMMA3;
        int heads = gemma ? integer("num_attention_heads", 8) : integer("num_attention_heads");
        int hidden = integer("hidden_size");
        int layers = integer("num_hidden_layers");
        int headSize = headSize(hidden, heads);
        try {
            return new ModelConfig(
                    family,
                    gemma ? integer("vocab_size", 262_208) : integer("vocab_size"),
                    hidden,
                    layers,
                    heads,
                    integer("num_key_value_heads", gemma ? 4 : heads),
                    headSize,
                    integer("intermediate_size"),
                    gemma ? integer("max_position_embeddings", 131_072) : integer("max_position_embeddings"),
                    rotary(gemma ? "full_attention" : "", gemma ? 1_000_000 : 10_000),
                    gemma ? window(layers) : null,
                    1 / Math.sqrt(gemma ? json.path("query_pre_attn_scalar").asDouble(256) : headSize),
                    json.path("rms_norm_eps").asDouble(1e-6),
                    flag("tie_word_embeddings", gemma),
                    endTokens());
        } catch (IllegalArgumentException e) {
            throw FileProblem.of(file, String.valueOf(e.getMessage()), REMEDY, e);
        }
    }

    private void refuseWhatIsNotComputed() {
        String activation = family.gelu() ? "gelu_pytorch_tanh" : "silu";
        String key = json.hasNonNull("hidden_activation") ? "hidden_activation" : "hidden_act";
        String value = json.path(key).asText(activation);
        if (!value.equals(activation)) {
            throw refused(key + " is `" + value + "`, known is `" + activation + "`");
        }
        for (String flag : List.of("attention_bias", "mlp_bias", "use_sliding_window", "use_bidirectional_attention")) {
            if (json.path(flag).asBoolean(false)) {
                throw refused(flag + " is true, the decoder computes no such thing for " + family.modelType());
            }
        }
        for (String number : List.of("attn_logit_softcapping", "final_logit_softcapping", "quantization_config")) {
            if (json.hasNonNull(number) || top.hasNonNull(number)) {
                throw refused(number + " is set, the decoder computes no such thing");
            }
        }
        if (json.path("partial_rotary_factor").asDouble(1) != 1) {
            throw refused("partial_rotary_factor is " + json.path("partial_rotary_factor") + ", known is 1");
        }
    }

    private int headSize(int hidden, int heads) {
        return switch (family) {
            case LLAMA, QWEN2 -> integer("head_dim", hidden / Math.max(1, heads));
            case QWEN3 -> integer("head_dim", 128);
            case GEMMA3 -> integer("head_dim", 256);
        };
    }

    /// Positions as written before transformers 5 (`rope_theta`, `rope_scaling`) or since
    /// (`rope_parameters`, for Gemma one for each type of layer).
    private RotaryPositions rotary(String layerType, double defaultTheta) {
        JsonNode since = json.path("rope_parameters");
        if (since.has(layerType)) {
            since = since.path(layerType);
        }
        boolean old = !since.isObject();
        JsonNode parameters = old ? json.path("rope_scaling") : since;
        double theta = since.path("rope_theta").asDouble(json.path("rope_theta").asDouble(defaultTheta));
        return new RotaryPositions(theta, scaling(parameters));
    }

    private RotaryPositions.Scaling scaling(JsonNode parameters) {
        String type =
                parameters.path("rope_type").asText(parameters.path("type").asText("default"));
        return switch (type) {
            case "default" -> new RotaryPositions.Unscaled();
            case "linear" -> new RotaryPositions.Linear(number(parameters, "factor"));
            case "llama3" ->
                new RotaryPositions.Llama3(
                        number(parameters, "factor"),
                        number(parameters, "low_freq_factor"),
                        number(parameters, "high_freq_factor"),
                        (int) number(parameters, "original_max_position_embeddings"));
            default -> throw refused("rope_type is `" + type + "`, known are default, linear and llama3");
        };
    }

    private double number(JsonNode parent, String key) {
        if (!parent.path(key).isNumber()) {
            throw refused("the rotary positions' " + key + " is "
                    + (parent.has(key) ? parent.path(key).toString() : "missing") + ", a number is needed");
        }
        return parent.path(key).asDouble();
    }

    private @Nullable SlidingWindow window(int layers) {
        List<Boolean> windowed = new ArrayList<>();
        if (json.hasNonNull("layer_types")) {
            json.path("layer_types").forEach(type -> windowed.add(isWindowed(type.asText())));
        } else {
            int pattern = Math.max(
                    1,
                    integer(
                            "sliding_window_pattern",
                            json.path("_sliding_window_pattern").asInt(6)));
            IntStream.rangeClosed(1, layers).forEach(i -> windowed.add(i % pattern != 0));
        }
        if (!windowed.contains(true)) {
            return null;
        }
        // The windowed layers' own key is the older one; newer files hold a table for each type of layer.
        JsonNode since = json.path("rope_parameters").path("sliding_attention");
        RotaryPositions local = since.isObject()
                ? new RotaryPositions(since.path("rope_theta").asDouble(10_000), scaling(since))
                : RotaryPositions.of(json.path("rope_local_base_freq").asDouble(10_000));
        return new SlidingWindow(integer("sliding_window", 4096), local, windowed);
    }

    private boolean isWindowed(String layerType) {
        return switch (layerType) {
            case "sliding_attention" -> true;
            case "full_attention" -> false;
            default ->
                throw refused("layer_types holds `" + layerType + "`, known are full_attention and sliding_attention");
        };
    }

    private boolean flag(String key, boolean byDefault) {
        return json.path(key).asBoolean(top.path(key).asBoolean(byDefault));
    }

    private int integer(String key, int byDefault) {
        return json.hasNonNull(key) ? integer(key) : byDefault;
    }

    private int integer(String key) {
        JsonNode value = json.path(key);
        if (!value.isIntegralNumber() || !value.canConvertToInt()) {
            throw refused(key + " is " + (value.isMissingNode() ? "missing" : value) + ", an integer is needed");
        }
        return value.intValue();
    }

    /// The ids of `config.json`, then those that `generation_config.json` adds.
    private List<Integer> endTokens() {
        Set<Integer> ids = new LinkedHashSet<>();
        add(ids, json.hasNonNull("eos_token_id") ? json.path("eos_token_id") : top.path("eos_token_id"));
        Path generation = file.resolveSibling(ModelFolder.GENERATION);
        if (Files.exists(generation)) {
            add(ids, JsonFile.readObject(generation).path("eos_token_id"));
        }
        return List.copyOf(ids);
    }

    private static void add(Set<Integer> ids, JsonNode value) {
        if (value.isArray()) {
            value.forEach(id -> ids.add(id.asInt(-1)));
        } else if (value.isIntegralNumber()) {
            ids.add(value.intValue());
        }
    }

    private ModelException refused(String what) {
        return FileProblem.of(file, what, REMEDY);
    }

    /// The keys that transformers reads, in the form that its old and new versions share.
    static ObjectNode write(ModelConfig config) {
        ObjectNode json = JsonFile.object();
        json.putArray("architectures").add(config.family().architecture());
        json.put("model_type", config.family().modelType());
        boolean gelu = config.family().gelu();
        json.put(gelu ? "hidden_activation" : "hidden_act", gelu ? "gelu_pytorch_tanh" : "silu");
        json.put("vocab_size", config.vocabularySize());
        json.put("hidden_size", config.hiddenSize());
        json.put("num_hidden_layers", config.layers());
        json.put("num_attention_heads", config.heads());
        json.put("num_key_value_heads", config.keyValueHeads());
        json.put("head_dim", config.headSize());
        json.put("intermediate_size", config.feedForwardSize());
        json.put("max_position_embeddings", config.contextLength());
        json.put("rope_theta", config.rotary().theta());
        writeScaling(json, config.rotary().scaling());
        if (config.family() == ModelFamily.GEMMA3) {
            writeGemma(json, config);
        }
        json.put("rms_norm_eps", config.normEpsilon());
        json.put("tie_word_embeddings", config.tiedEmbeddings());
        config.endTokens().forEach(json.putArray("eos_token_id")::add);
        return json;
    }

    private static void writeScaling(ObjectNode json, RotaryPositions.Scaling scaling) {
        switch (scaling) {
            case RotaryPositions.Unscaled() -> {
                // Nothing to write: that is what a missing key means.
            }
            case RotaryPositions.Linear(double factor) ->
                json.putObject("rope_scaling").put("rope_type", "linear").put("factor", factor);
            case RotaryPositions.Llama3(double factor, double low, double high, int context) ->
                json.putObject("rope_scaling")
                        .put("rope_type", "llama3")
                        .put("factor", factor)
                        .put("low_freq_factor", low)
                        .put("high_freq_factor", high)
                        .put("original_max_position_embeddings", context);
        }
    }

    private static void writeGemma(ObjectNode json, ModelConfig config) {
        double scalar = 1 / (config.attentionScale() * config.attentionScale());
        json.put("query_pre_attn_scalar", Math.round(scalar * 1e6) / 1e6);
        SlidingWindow window = config.window();
        if (window != null) {
            json.put("sliding_window", window.size());
            json.put("rope_local_base_freq", window.rotary().theta());
        }
        var types = json.putArray("layer_types");
        for (int i = 0; i < config.layers(); i++) {
            types.add(config.windowed(i) ? "sliding_attention" : "full_attention");
        }
    }
}
