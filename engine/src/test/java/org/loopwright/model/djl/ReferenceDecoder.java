package org.loopwright.model.djl;

import java.util.HashMap;
import java.util.Map;
import org.loopwright.model.files.ModelConfig;
import org.loopwright.model.files.ParameterLayout;

/// The decoder once more in plain Java and double precision, written from the definitions: what the
/// kernels are held to.
final class ReferenceDecoder {
    private final ModelConfig config;
    private final Map<String, ParameterLayout.Parameter> places = new HashMap<>();
    private final double[] weights;

    ReferenceDecoder(ModelConfig config, float[] flat) {
        this.config = config;
        ParameterLayout.of(config).parameters().forEach(p -> places.put(p.name(), p));
        this.weights = new double[flat.length];
        for (int i = 0; i < flat.length; i++) {
            weights[i] = flat[i];
        }
    }

    /// The weights, for finite differences.
    double[] weights() {
        return weights;
    }

    /// Logits `(tokens, vocabulary)` of one sequence.
    double[][] logits(long[] ids) {
        double[][] x = new double[ids.length][];
        for (int t = 0; t < ids.length; t++) {
            x[t] = row("model.embed_tokens.weight", (int) ids[t]);
        }
        for (int layer = 0; layer < config.layers(); layer++) {
            String prefix = "model.layers." + layer + ".";
            addTo(x, attention(x, prefix));
            addTo(x, feedForward(x, prefix));
        }
        String head = config.tiedEmbeddings() ? "model.embed_tokens.weight" : "lm_head.weight";
        double[][] logits = new double[ids.length][];
        for (int t = 0; t < ids.length; t++) {
            logits[t] = multiply(head, norm(x[t], "model.norm.weight"));
        }
        return logits;
    }

    /// Weighted sum of cross-entropies in nats.
    double loss(long[] ids, long[] targets, float[] tokenWeights) {
        double[][] logits = logits(ids);
        double loss = 0;
        for (int t = 0; t < ids.length; t++) {
            double total = 0;
            for (double z : logits[t]) {
                total += Math.exp(z);
            }
            loss += tokenWeights[t] * (Math.log(total) - logits[t][(int) targets[t]]);
        }
        return loss;
    }

    private double[][] attention(double[][] x, String prefix) {
        int n = x.length;
        double[][] q = new double[n][];
        double[][] k = new double[n][];
        double[][] v = new double[n][];
        for (int t = 0; t < n; t++) {
            double[] y = norm(x[t], prefix + "input_layernorm.weight");
            q[t] = rotate(multiply(prefix + "self_attn.q_proj.weight", y), t);
            k[t] = rotate(multiply(prefix + "self_attn.k_proj.weight", y), t);
            v[t] = multiply(prefix + "self_attn.v_proj.weight", y);
        }
        double[][] out = new double[n][];
        for (int t = 0; t < n; t++) {
            double[] mixed = new double[config.queryWidth()];
            for (int head = 0; head < config.heads(); head++) {
                attend(q[t], k, v, t, head, mixed);
            }
            out[t] = multiply(prefix + "self_attn.o_proj.weight", mixed);
        }
        return out;
    }

    private void attend(double[] q, double[][] k, double[][] v, int t, int head, double[] mixed) {
        int width = config.headSize();
        int group = head / (config.heads() / config.keyValueHeads());
        double[] score = new double[t + 1];
        double total = 0;
        for (int s = 0; s <= t; s++) {
            double dot = 0;
            for (int i = 0; i < width; i++) {
                dot += q[head * width + i] * k[s][group * width + i];
            }
            score[s] = Math.exp(dot / Math.sqrt(width));
            total += score[s];
        }
        for (int s = 0; s <= t; s++) {
            for (int i = 0; i < width; i++) {
                mixed[head * width + i] += score[s] / total * v[s][group * width + i];
            }
        }
    }

    private double[] rotate(double[] x, int position) {
        int width = config.headSize();
        int half = width / 2;
        double[] y = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            int j = i % width;
            double angle = position * Math.pow(config.rotary().theta(), -2.0 * (j % half) / width);
            double other = j < half ? -x[i + half] : x[i - half];
            y[i] = x[i] * Math.cos(angle) + other * Math.sin(angle);
        }
        return y;
    }

    private double[][] feedForward(double[][] x, String prefix) {
        double[][] out = new double[x.length][];
        for (int t = 0; t < x.length; t++) {
            double[] y = norm(x[t], prefix + "post_attention_layernorm.weight");
            double[] gate = multiply(prefix + "mlp.gate_proj.weight", y);
            double[] up = multiply(prefix + "mlp.up_proj.weight", y);
            for (int i = 0; i < gate.length; i++) {
                gate[i] = gate[i] / (1 + Math.exp(-gate[i])) * up[i];
            }
            out[t] = multiply(prefix + "mlp.down_proj.weight", gate);
        }
        return out;
    }

    private double[] norm(double[] x, String name) {
        double square = 0;
        for (double value : x) {
            square += value * value;
        }
        double root = Math.sqrt(square / x.length + config.normEpsilon());
        double[] scale = row(name, 0);
        double[] y = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            y[i] = x[i] / root * scale[i];
        }
        return y;
    }

    private double[] multiply(String name, double[] x) {
        ParameterLayout.Parameter matrix = place(name);
        double[] y = new double[matrix.rows()];
        for (int r = 0; r < y.length; r++) {
            for (int c = 0; c < x.length; c++) {
                y[r] += weights[matrix.offset() + r * matrix.columns() + c] * x[c];
            }
        }
        return y;
    }

    private double[] row(String name, int index) {
        ParameterLayout.Parameter p = place(name);
        int width = p.columns() == 0 ? p.rows() : p.columns();
        double[] row = new double[width];
        System.arraycopy(weights, p.offset() + index * width, row, 0, width);
        return row;
    }

    private ParameterLayout.Parameter place(String name) {
        ParameterLayout.Parameter place = places.get(name);
        if (place == null) {
            throw new IllegalArgumentException(name);
        }
        return place;
    }

    private static void addTo(double[][] x, double[][] y) {
        for (int t = 0; t < x.length; t++) {
            for (int i = 0; i < x[t].length; i++) {
                x[t][i] += y[t][i];
            }
        }
    }
}
