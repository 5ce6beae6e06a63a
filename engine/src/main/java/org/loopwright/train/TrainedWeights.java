package org.loopwright.train;

import java.util.List;

/// Which weights a training moves. Closed set.
public sealed interface TrainedWeights {

    /// All of them.
    record Full() implements TrainedWeights {}

    /// A low-rank change of some matrices, `W + alpha / rank * B A` (Hu et al. 2021,
    /// [arXiv:2106.09685](https://arxiv.org/abs/2106.09685)); the base stays as it is. `A` begins at random
    /// (Kaiming-uniform, as in PEFT), `B` at zero.
    ///
    /// @param rank of the change, in [1, 1024]
    /// @param alpha above 0
    /// @param targets modules by the end of their names, such as `q_proj`
    /// @param saveAs an adapter in PEFT's layout, or the merged model
    record Lora(int rank, double alpha, List<String> targets, SaveAs saveAs) implements TrainedWeights {
        /// All matrices of attention and feed-forward.
        public static final List<String> ALL_LINEAR =
                List.of("q_proj", "k_proj", "v_proj", "o_proj", "gate_proj", "up_proj", "down_proj");

        /// What a checkpoint holds.
        public enum SaveAs {
            ADAPTER,
            MERGED
        }

        public Lora {
            targets = List.copyOf(targets);
            if (rank < 1 || rank > 1024) {
                throw new IllegalArgumentException("rank " + rank + " is outside [1, 1024]");
            }
            if (!(alpha > 0)) {
                throw new IllegalArgumentException("alpha " + alpha + " is not above 0");
            }
            if (targets.isEmpty() || !ALL_LINEAR.containsAll(targets)) {
                throw new IllegalArgumentException("targets " + targets + " must be some of " + ALL_LINEAR);
            }
        }

        /// An adapter of all matrices with `alpha = 2 rank`.
        public static Lora ofRank(int rank) {
            return new Lora(rank, 2.0 * rank, ALL_LINEAR, SaveAs.ADAPTER);
        }
    }
}
