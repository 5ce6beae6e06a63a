package org.loopwright.train;

import java.util.List;
import org.loopwright.model.LanguageModel;
import org.loopwright.model.files.ModelWriter;

/// Port to what computes gradients. Open set; `train.djl` has the local engine's.
public interface ModelTrainer {

    /// Puts a model on the device.
    ///
    /// @param id the name that it answers to while it is trained
    /// @param description its files
    /// @param weights the initial ones, in the order of [org.loopwright.model.files.ParameterLayout]
    /// @throws InterruptedException when the caller is interrupted
    Pupil begin(String id, ModelWriter.Description description, float[] weights) throws InterruptedException;

    /// Threads that one operation uses: part of what the weights depend on.
    int threads();

    /// A model in training. Used by one thread.
    interface Pupil extends AutoCloseable {

        /// One step of the optimizer on the sum of the batches' losses. Returns that sum before the
        /// step, in nats.
        ///
        /// @throws InterruptedException when the caller is interrupted; the step may still happen
        double step(List<TokenBatch> batches, AdamW optimizer, double rate) throws InterruptedException;

        /// The model as it is now: it answers with the current weights. Closed with this.
        LanguageModel model();

        /// A copy of the weights.
        float[] weights() throws InterruptedException;

        /// Replaces the weights.
        void setWeights(float[] weights) throws InterruptedException;

        @Override
        void close();
    }
}
