package org.loopwright.train.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;
import java.util.List;
import org.loopwright.model.files.ModelConfig;
import org.loopwright.model.files.SlidingWindow;
import org.loopwright.model.paged.RotaryTable;

/// The arrays of one forward pass on the device. Freed with the scope that is open when this is made.
final class PassInputs {
    private final PtNDManager manager;
    private final ModelConfig config;
    private final TokenLayout layout;
    private final NDArray grid;
    private final NDArray back;
    private final NDArray cos;
    private final NDArray sin;
    private final NDArray nearCos;
    private final NDArray nearSin;
    private final NDArray far;
    private final NDArray near;

    /// @param table of at least as many positions as the longest sequence has
    /// @param length positions of the table
    PassInputs(PtNDManager manager, ModelConfig config, TokenLayout layout, RotaryTable table, int length) {
        this.manager = manager;
        this.config = config;
        this.layout = layout;
        this.grid = manager.create(layout.grid(), new Shape(layout.rows(), layout.columns()));
        this.back = manager.create(layout.back(), new Shape(layout.back().length));
        this.cos = turns(table.cos(), 0);
        this.sin = turns(table.sin(), 0);
        SlidingWindow window = config.window();
        boolean masks = window != null || config.attentionScale() != 1 / Math.sqrt(config.headSize());
        this.nearCos = window == null ? cos : turns(table.cos(), length);
        this.nearSin = window == null ? sin : turns(table.sin(), length);
        this.far = masks ? seen(Integer.MAX_VALUE) : manager.zeros(new Shape(0));
        this.near = window == null ? far : seen(window.size());
    }

    /// `(tokens, 1, headSize)`: each token's cosines or sines.
    private NDArray turns(float[] table, int from) {
        int width = config.headSize();
        int[] positions = layout.positions();
        float[] turns = new float[positions.length * width];
        for (int i = 0; i < positions.length; i++) {
            System.arraycopy(table, (from + positions[i]) * width, turns, i * width, width);
        }
        return manager.create(turns, new Shape(positions.length, 1, width));
    }

    /// `(columns, columns)`: true where the row's token looks at the column's.
    private NDArray seen(int window) {
        int size = layout.columns();
        boolean[] seen = new boolean[size * size];
        for (int i = 0; i < size; i++) {
            for (int j = Math.max(0, i - window + 1); j <= i; j++) {
                seen[i * size + j] = true;
            }
        }
        return manager.create(seen, new Shape(size, size));
    }

    NDArray ids() {
        return manager.create(layout.ids(), new Shape(layout.ids().length));
    }

    NDArray scored() {
        return manager.create(layout.scored(), new Shape(layout.scored().length));
    }

    NDArray targets() {
        return manager.create(layout.targets(), new Shape(layout.targets().length));
    }

    /// What the kernels `all` and `teach` take between the places and the weights.
    NDList stack() {
        return new NDList(ids(), grid, back, cos, sin, nearCos, nearSin, far, near);
    }

    /// What the kernel `layer` takes behind the weights.
    NDList layer(int layer) {
        boolean windowed = config.windowed(layer);
        return new NDList(windowed ? nearCos : cos, windowed ? nearSin : sin, grid, back, windowed ? near : far);
    }

    /// The lists of weights in the order of the kernels' arguments; those that they don't take are left out.
    static NDList weights(List<PtNDArray> halves, List<PtNDArray> adapters, List<PtNDArray> sections) {
        NDList all = new NDList();
        add(all, "m[]", halves);
        add(all, "l[]", adapters);
        add(all, "w[]", sections);
        return all;
    }

    private static void add(NDList all, String name, List<PtNDArray> arrays) {
        for (PtNDArray array : arrays) {
            array.setName(name);
            all.add(array);
        }
    }
}
