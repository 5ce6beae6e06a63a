package org.loopwright.model.files;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Where the two halves of each matrix's low-rank change lie in one flat array: layer by layer, in each layer
/// query, key, value, output, gate, up and down projection as far as they are changed, of each first
/// `A (rank, columns)`, then `B (rows, rank)`.
public final class LoraLayout {
    private static final List<String> ORDER =
            List.of("q_proj", "k_proj", "v_proj", "o_proj", "gate_proj", "up_proj", "down_proj");

    /// One changed matrix.
    ///
    /// @param target the end of its module's name, such as `q_proj`
    /// @param matrix of the base
    /// @param a offset of `A`
    /// @param b offset of `B`
    public record Change(String target, ParameterLayout.Parameter matrix, int a, int b) {}

    private final int rank;
    private final int layers;
    private final List<Change> changes = new ArrayList<>();
    private int size;

    /// The layout of a change of rank `rank`.
    ///
    /// @param targets ends of module names; unknown ones change nothing
    public LoraLayout(ModelConfig config, int rank, List<String> targets) {
        this.rank = rank;
        this.layers = config.layers();
        List<ParameterLayout.Parameter> parameters = ParameterLayout.of(config).parameters();
        for (int layer = 0; layer < config.layers(); layer++) {
            String prefix = "model.layers." + layer + ".";
            for (String target : ORDER) {
                if (targets.contains(target)) {
                    parameters.stream()
                            .filter(p -> p.name().startsWith(prefix) && p.name().endsWith(target + ".weight"))
                            .forEach(matrix -> add(target, matrix));
                }
            }
        }
    }

    private void add(String target, ParameterLayout.Parameter matrix) {
        int b = Math.addExact(size, Math.multiplyExact(rank, matrix.columns()));
        changes.add(new Change(target, matrix, size, b));
        size = Math.addExact(b, Math.multiplyExact(matrix.rows(), rank));
    }

    /// All changed matrices in their order.
    public List<Change> changes() {
        return List.copyOf(changes);
    }

    /// Those of one layer.
    public List<Change> layer() {
        return List.copyOf(changes.subList(0, changes.size() / layers));
    }

    /// Rank of the change.
    public int rank() {
        return rank;
    }

    /// Count of all numbers.
    public int size() {
        return size;
    }

    /// The tensors as PEFT names them.
    public List<ParameterLayout.Parameter> tensors() {
        List<ParameterLayout.Parameter> tensors = new ArrayList<>();
        for (Change change : changes) {
            String module = "base_model.model." + change.matrix().name().replaceAll("\\.weight$", "");
            tensors.add(new ParameterLayout.Parameter(
                    module + ".lora_A.weight", rank, change.matrix().columns(), change.a()));
            tensors.add(new ParameterLayout.Parameter(
                    module + ".lora_B.weight", change.matrix().rows(), rank, change.b()));
        }
        return tensors;
    }

    /// Adds the change to weights in the order of [ParameterLayout].
    ///
    /// @param adapter of this layout
    /// @param scale `alpha / rank`
    /// @param weights are changed
    public void merge(float[] adapter, double scale, float[] weights) {
        for (Change change : changes) {
            int columns = change.matrix().columns();
            float[] row = new float[columns];
            for (int r = 0; r < change.matrix().rows(); r++) {
                Arrays.fill(row, 0);
                for (int k = 0; k < rank; k++) {
                    float up = adapter[change.b() + r * rank + k];
                    for (int c = 0; c < columns; c++) {
                        row[c] += up * adapter[change.a() + k * columns + c];
                    }
                }
                int begin = change.matrix().offset() + r * columns;
                for (int c = 0; c < columns; c++) {
                    weights[begin + c] += (float) (scale * row[c]);
                }
            }
        }
    }
}
