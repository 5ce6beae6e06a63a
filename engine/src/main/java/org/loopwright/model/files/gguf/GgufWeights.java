package org.loopwright.model.files.gguf;

import java.util.List;
import java.util.Map;
import org.loopwright.model.files.FileProblem;
import org.loopwright.model.files.ModelConfig;
import org.loopwright.model.files.ModelFamily;
import org.loopwright.model.files.ParameterLayout;

/// Reads a GGUF file's weights into the engine's order.
///
/// Two things are stored otherwise than at Hugging Face and turned back. Llama's query and key rows are
/// interleaved, so that a pair that is rotated together lies together; the engine rotates halves. Gemma's
/// norm weights have their 1 added.
final class GgufWeights {
    private static final Map<String, String> LAYER = Map.ofEntries(
            Map.entry("input_layernorm.weight", "attn_norm.weight"),
            Map.entry("self_attn.q_proj.weight", "attn_q.weight"),
            Map.entry("self_attn.k_proj.weight", "attn_k.weight"),
            Map.entry("self_attn.v_proj.weight", "attn_v.weight"),
            Map.entry("self_attn.q_proj.bias", "attn_q.bias"),
            Map.entry("self_attn.k_proj.bias", "attn_k.bias"),
            Map.entry("self_attn.v_proj.bias", "attn_v.bias"),
            Map.entry("self_attn.q_norm.weight", "attn_q_norm.weight"),
            Map.entry("self_attn.k_norm.weight", "attn_k_norm.weight"),
            Map.entry("self_attn.o_proj.weight", "attn_output.weight"),
            Map.entry("pre_feedforward_layernorm.weight", "ffn_norm.weight"),
            Map.entry("post_feedforward_layernorm.weight", "post_ffw_norm.weight"),
            Map.entry("mlp.gate_proj.weight", "ffn_gate.weight"),
            Map.entry("mlp.up_proj.weight", "ffn_up.weight"),
            Map.entry("mlp.down_proj.weight", "ffn_down.weight"));
    private static final String LAYERS = "model.layers.";

    private final GgufFile file;
    private final ModelConfig config;

    GgufWeights(GgufFile file, ModelConfig config) {
        this.file = file;
        this.config = config;
    }

    /// All weights, in the order of `layout`.
    float[] read(ParameterLayout layout) {
        checkAll(layout);
        float[] flat = new float[layout.size()];
        for (ParameterLayout.Parameter parameter : layout.parameters()) {
            file.read(tensor(parameter), flat, parameter.offset());
            turnBack(parameter, flat);
        }
        return flat;
    }

    /// Checks that every tensor is there in its shape, before memory for all of them is asked for.
    void checkAll(ParameterLayout layout) {
        layout.parameters().forEach(this::tensor);
    }

    private GgufFile.Tensor tensor(ParameterLayout.Parameter parameter) {
        String name = name(parameter.name());
        GgufFile.Tensor tensor = file.tensor(name);
        if (tensor == null) {
            throw FileProblem.of(file.path(), "tensor " + name + " is missing", GgufFile.REMEDY);
        }
        List<Long> shape = parameter.shape().stream().map(Integer::longValue).toList();
        if (!tensor.shape().equals(shape)) {
            throw FileProblem.of(
                    file.path(),
                    "tensor " + name + " has shape " + tensor.shape() + ", the metadata ask for " + shape,
                    GgufFile.REMEDY);
        }
        return tensor;
    }

    private String name(String huggingFace) {
        return switch (huggingFace) {
            case "model.embed_tokens.weight" -> "token_embd.weight";
            case "model.norm.weight" -> "output_norm.weight";
            case "lm_head.weight" -> "output.weight";
            default -> {
                int dot = huggingFace.indexOf('.', LAYERS.length());
                String layer = huggingFace.substring(LAYERS.length(), dot);
                yield "blk." + layer + "." + inLayer(huggingFace.substring(dot + 1));
            }
        };
    }

    private String inLayer(String huggingFace) {
        if (huggingFace.equals("post_attention_layernorm.weight")) {
            // Hugging Face calls by this name what precedes the feed-forward, or in Gemma what follows attention.
            return config.family().outputNorms() ? "post_attention_norm.weight" : "ffn_norm.weight";
        }
        String name = LAYER.get(huggingFace);
        if (name == null) {
            throw new IllegalStateException("GGUF has no name for " + huggingFace);
        }
        return name;
    }

    private void turnBack(ParameterLayout.Parameter parameter, float[] flat) {
        if (config.family() == ModelFamily.LLAMA) {
            boolean query = parameter.name().endsWith("q_proj.weight");
            if (query || parameter.name().endsWith("k_proj.weight")) {
                toHalves(parameter, flat, query ? config.heads() : config.keyValueHeads());
            }
        }
        if (parameter.name().endsWith("norm.weight")) {
            for (int i = 0; i < parameter.size(); i++) {
                flat[parameter.offset() + i] -= (float) config.family().normOffset();
            }
        }
    }

    /// Row `2 j + s` of a head becomes its row `j + s size / 2`.
    private static void toHalves(ParameterLayout.Parameter matrix, float[] flat, int heads) {
        int columns = matrix.columns();
        int size = matrix.rows() / heads;
        float[] head = new float[size * columns];
        for (int h = 0; h < heads; h++) {
            int begin = matrix.offset() + h * head.length;
            System.arraycopy(flat, begin, head, 0, head.length);
            for (int row = 0; row < size; row++) {
                int target = row / 2 + (row % 2) * (size / 2);
                System.arraycopy(head, row * columns, flat, begin + target * columns, columns);
            }
        }
    }
}
