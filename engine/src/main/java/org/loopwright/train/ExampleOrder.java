package org.loopwright.train;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// Which examples a step sees: one permutation after the other of all of them, each from the seed and its
/// own number, cut into steps. A step's examples follow from its number alone.
public final class ExampleOrder {
    private final int count;
    private final int perStep;
    private final long seed;
    private long epoch = -1;
    private int[] permutation = {};

    /// @param count of all examples, at least 1
    /// @param perStep examples of one step
    public ExampleOrder(int count, int perStep, long seed) {
        this.count = count;
        this.perStep = perStep;
        this.seed = seed;
    }

    /// Indices of a step's examples.
    ///
    /// @param step from 0
    public List<Integer> step(int step) {
        List<Integer> indices = new ArrayList<>();
        for (int i = 0; i < perStep; i++) {
            long place = (long) step * perStep + i;
            indices.add(permutation(place / count)[(int) (place % count)]);
        }
        return indices;
    }

    private int[] permutation(long wanted) {
        if (wanted != epoch) {
            Random random = new Random(seed * 1_000_003 + wanted);
            int[] fresh = new int[count];
            for (int i = 0; i < count; i++) {
                int j = random.nextInt(i + 1);
                fresh[i] = fresh[j];
                fresh[j] = i;
            }
            permutation = fresh;
            epoch = wanted;
        }
        return permutation;
    }
}
