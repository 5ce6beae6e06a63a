package org.loopwright.model.files.gguf;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.loopwright.model.ModelException;
import org.loopwright.model.files.FileProblem;
import org.loopwright.model.files.ModelConfig;
import org.loopwright.model.files.ModelFamily;
import org.loopwright.model.files.RotaryPositions;
import org.loopwright.model.files.SlidingWindow;

/// A decoder's shape in the words of a GGUF file: `llama.block_count` and the like.
final class GgufConfig {
    private static final String REMEDY = "use a GGUF of the family Llama, Qwen 2, Qwen 3 or Gemma 3 (text)";
    /// Gemma 3's file doesn't say which layers see everything: each sixth.
    private static final int GEMMA_PATTERN = 6;
    /// The one size of Gemma 3 whose scale follows its width instead of its heads'.
    private static final int GEMMA_27B_LAYERS = 62;

    private final GgufFile file;
    private final GgufMetadata metadata;
    private final String architecture;
    private final ModelFamily family;

    GgufConfig(GgufFile file) {
        this.file = file;
        this.metadata = new GgufMetadata(file);
        this.architecture =
                metadata.text("general.architecture").orElseThrow(() -> refused("general.architecture is missing"));
        this.family = switch (architecture) {
            case "llama" -> ModelFamily.LLAMA;
            case "qwen2" -> ModelFamily.QWEN2;
            case "qwen3" -> ModelFamily.QWEN3;
            case "gemma3" -> ModelFamily.GEMMA3;
            default ->
                throw refused(
                        "general.architecture is `" + architecture + "`, known are llama, qwen2, qwen3 and gemma3");
        };
    }

    private ModelException refused(String what) {
        return FileProblem.of(file.path(), what, REMEDY);
    }

    private String key(String end) {
        return architecture + "." + end;
    }

    ModelConfig config() {
        refuseWhatIsNotComputed();
        int hidden = metadata.integer(key("embedding_length"));
        int heads = metadata.integer(key("attention.head_count"));
        int layers = metadata.integer(key("block_count"));
        int headSize = metadata.integer(
                key("attention.key_length"), family == ModelFamily.GEMMA3 ? 256 : hidden / Math.max(1, heads));
        try {
            return new ModelConfig(
                    family,
                    vocabularySize(),
                    hidden,
                    layers,
                    heads,
                    metadata.integer(key("attention.head_count_kv"), heads),
                    headSize,
                    metadata.integer(key("feed_forward_length")),
                    metadata.integer(key("context_length")),
                    rotary(headSize),
                    family == ModelFamily.GEMMA3 ? window(layers) : null,
                    attentionScale(layers, headSize, hidden / Math.max(1, heads)),
                    // Stored in single precision: 1e-5 comes back as 9.99999974e-06.
                    decimal(metadata.number(key("attention.layer_norm_rms_epsilon"), 1e-6)),
                    file.tensor("output.weight") == null,
                    endTokens());
        } catch (IllegalArgumentException e) {
            throw FileProblem.of(file.path(), String.valueOf(e.getMessage()), REMEDY, e);
        }
    }

    private static double decimal(double single) {
        return Double.parseDouble(Float.toString((float) single));
    }

    private void refuseWhatIsNotComputed() {
        if (metadata.integer(key("expert_count"), 0) > 0) {
            throw refused(key("expert_count") + " is " + metadata.integer(key("expert_count")) + ", known is 0");
        }
        for (String capping : List.of("attn_logit_softcapping", "final_logit_softcapping")) {
            if (metadata.number(key(capping), 0) != 0) {
                throw refused(key(capping) + " is set, the decoder computes no such thing");
            }
        }
    }

    /// Rows of the embedding; a count in the metadata may be that of the tokens alone.
    private int vocabularySize() {
        GgufFile.Tensor embedding = file.tensor("token_embd.weight");
        if (embedding == null
                || embedding.shape().size() != 2
                || embedding.shape().getFirst() > Integer.MAX_VALUE) {
            throw refused("tensor token_embd.weight is missing or no matrix");
        }
        return embedding.shape().getFirst().intValue();
    }

    private double attentionScale(int layers, int headSize, int width) {
        boolean wide = family == ModelFamily.GEMMA3 && layers == GEMMA_27B_LAYERS;
        return 1 / Math.sqrt(wide ? width : headSize);
    }

    private RotaryPositions rotary(int headSize) {
        double theta = metadata.number(key("rope.freq_base"), 10_000);
        int dimensions = metadata.integer(key("rope.dimension_count"), headSize);
        if (dimensions != headSize) {
            throw refused(key("rope.dimension_count") + " is " + dimensions + ", known is a head's size " + headSize);
        }
        String type = metadata.text(key("rope.scaling.type")).orElse("none");
        return switch (type) {
            case "none" -> new RotaryPositions(theta, factors(theta, headSize));
            case "linear" ->
                new RotaryPositions(theta, new RotaryPositions.Linear(metadata.number(key("rope.scaling.factor"), 1)));
            default -> throw refused(key("rope.scaling.type") + " is `" + type + "`, known are none and linear");
        };
    }

    /// Llama 3's scaling lies in the file as the factor of each frequency, without the numbers that they
    /// came from. All models use the same ones but for the factor, which is the largest.
    private RotaryPositions.Scaling factors(double theta, int headSize) {
        GgufFile.Tensor tensor = file.tensor("rope_freqs.weight");
        if (tensor == null) {
            return new RotaryPositions.Unscaled();
        }
        if (tensor.numbers() != headSize / 2) {
            throw refused(
                    "tensor rope_freqs.weight has " + tensor.numbers() + " numbers, a head " + headSize / 2 + " pairs");
        }
        float[] factors = new float[headSize / 2];
        file.read(tensor, factors, 0);
        double largest = 1;
        for (float factor : factors) {
            largest = Math.max(largest, factor);
        }
        RotaryPositions.Llama3 scaling = new RotaryPositions.Llama3(largest, 1, 4, 8192);
        RotaryPositions plain = RotaryPositions.of(theta);
        RotaryPositions scaled = new RotaryPositions(theta, scaling);
        for (int i = 0; i < factors.length; i++) {
            double expected = plain.frequency(i, headSize) / scaled.frequency(i, headSize);
            if (!(Math.abs(factors[i] - expected) <= 1e-3 * expected)) {
                throw refused("tensor rope_freqs.weight scales frequency " + i + " by " + factors[i]
                        + ", Llama 3's scaling gives " + expected);
            }
        }
        return scaling;
    }

    private @Nullable SlidingWindow window(int layers) {
        if (!metadata.has(key("attention.sliding_window"))) {
            return null;
        }
        List<Boolean> windowed = new ArrayList<>();
        for (int i = 1; i <= Math.min(layers, 1024); i++) {
            windowed.add(i % GEMMA_PATTERN != 0);
        }
        RotaryPositions local = RotaryPositions.of(metadata.number(key("rope.freq_base_swa"), 10_000));
        return new SlidingWindow(metadata.integer(key("attention.sliding_window")), local, windowed);
    }

    /// The end of a text and the end of a turn, which is a token of its own where the file names none.
    private List<Integer> endTokens() {
        Set<Integer> ids = new LinkedHashSet<>();
        for (String name : List.of("eos", "eot", "eom")) {
            int id = metadata.integer("tokenizer.ggml." + name + "_token_id", -1);
            if (id >= 0) {
                ids.add(id);
            }
        }
        GgufArray tokens = metadata.texts("tokenizer.ggml.tokens").orElse(null);
        for (int i = 0; tokens != null && i < tokens.size(); i++) {
            String token = tokens.text(i);
            if (token.equals("<end_of_turn>") || token.equals("<|eot_id|>") || token.equals("<|im_end|>")) {
                ids.add(i);
            }
        }
        return List.copyOf(ids);
    }
}
