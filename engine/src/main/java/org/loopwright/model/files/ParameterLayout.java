package org.loopwright.model.files;

import java.util.ArrayList;
import java.util.List;

/// Where each tensor lies in the one flat `float` array that holds a model's weights.
///
/// The order makes what the decoder multiplies at once lie together: query, key and value projections
/// are one matrix `[queryWidth + 2 keyValueWidth, hidden]`, gate and up are one `[2 feedForward,
/// hidden]`, and so are the three biases where a family has them. Matrices are `[out, in]`; norm weights
/// are as stored, less [ModelFamily#normOffset].
public final class ParameterLayout {
    /// One tensor.
    ///
    /// @param name as Hugging Face names it
    /// @param rows first dimension
    /// @param columns second dimension; 0 for a vector of `rows` numbers
    /// @param offset of its first number in the flat array
    public record Parameter(String name, int rows, int columns, int offset) {
        /// Count of numbers.
        public int size() {
            return rows * Math.max(1, columns);
        }

        /// The dimensions, one or two.
        public List<Integer> shape() {
            return columns == 0 ? List.of(rows) : List.of(rows, columns);
        }
    }

    private final List<Parameter> parameters = new ArrayList<>();
    private int size;

    private ParameterLayout() {}

    /// The layout of a model's weights.
    ///
    /// @throws IllegalArgumentException when they are more than a Java array holds
    public static ParameterLayout of(ModelConfig config) {
        ParameterLayout layout = new ParameterLayout();
        int hidden = config.hiddenSize();
        layout.add("model.embed_tokens.weight", config.vocabularySize(), hidden);
        for (int i = 0; i < config.layers(); i++) {
            layout.addLayer("model.layers." + i + ".", config);
        }
        layout.add("model.norm.weight", hidden, 0);
        if (!config.tiedEmbeddings()) {
            layout.add("lm_head.weight", config.vocabularySize(), hidden);
        }
        return layout;
    }

    private void addLayer(String prefix, ModelConfig config) {
        int hidden = config.hiddenSize();
        ModelFamily family = config.family();
        add(prefix + "input_layernorm.weight", hidden, 0);
        add(prefix + "self_attn.q_proj.weight", config.queryWidth(), hidden);
        add(prefix + "self_attn.k_proj.weight", config.keyValueWidth(), hidden);
        add(prefix + "self_attn.v_proj.weight", config.keyValueWidth(), hidden);
        if (family.biases()) {
            add(prefix + "self_attn.q_proj.bias", config.queryWidth(), 0);
            add(prefix + "self_attn.k_proj.bias", config.keyValueWidth(), 0);
            add(prefix + "self_attn.v_proj.bias", config.keyValueWidth(), 0);
        }
        if (family.headNorms()) {
            add(prefix + "self_attn.q_norm.weight", config.headSize(), 0);
            add(prefix + "self_attn.k_norm.weight", config.headSize(), 0);
        }
        add(prefix + "self_attn.o_proj.weight", hidden, config.queryWidth());
        add(prefix + "post_attention_layernorm.weight", hidden, 0);
        if (family.outputNorms()) {
            add(prefix + "pre_feedforward_layernorm.weight", hidden, 0);
            add(prefix + "post_feedforward_layernorm.weight", hidden, 0);
        }
        add(prefix + "mlp.gate_proj.weight", config.feedForwardSize(), hidden);
        add(prefix + "mlp.up_proj.weight", config.feedForwardSize(), hidden);
        add(prefix + "mlp.down_proj.weight", hidden, config.feedForwardSize());
    }

    private void add(String name, int rows, int columns) {
        try {
            int count = Math.multiplyExact(rows, Math.max(1, columns));
            parameters.add(new Parameter(name, rows, columns, size));
            size = Math.addExact(size, count);
        } catch (ArithmeticException e) {
            throw new IllegalArgumentException("the model has more than 2147483647 weights; take a smaller one", e);
        }
    }

    /// All tensors in their order.
    public List<Parameter> parameters() {
        return List.copyOf(parameters);
    }

    /// Count of all weights.
    public int size() {
        return size;
    }
}
