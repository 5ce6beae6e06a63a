package org.loopwright.train.djl;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.loopwright.model.LanguageModel;
import org.loopwright.model.ModelException;
import org.loopwright.model.djl.Decoder;
import org.loopwright.model.djl.DjlDevice;
import org.loopwright.model.djl.DjlLanguageModel;
import org.loopwright.model.files.ModelWriter;
import org.loopwright.train.AdamW;
import org.loopwright.train.ModelTrainer;
import org.loopwright.train.TokenBatch;

/// A model in training on a device: the decoder, the optimizer's two moments, and a language model that
/// decodes with the same weights.
final class DjlPupil implements ModelTrainer.Pupil {
    private final DjlDevice device;
    private final Decoder decoder;
    private final AdamWState optimizer;
    private final LanguageModel model;

    private DjlPupil(DjlDevice device, Decoder decoder, AdamWState optimizer, LanguageModel model) {
        this.device = device;
        this.decoder = decoder;
        this.optimizer = optimizer;
        this.model = model;
    }

    static DjlPupil begin(DjlDevice device, String id, ModelWriter.Description description, float[] weights)
            throws InterruptedException {
        Decoder decoder = device.call(() -> new Decoder(device.manager(), description.config(), weights));
        AdamWState state = device.call(() -> new AdamWState(decoder));
        return new DjlPupil(device, decoder, state, DjlLanguageModel.inTraining(device, id, decoder, description));
    }

    @Override
    public double step(List<TokenBatch> batches, AdamW settings, double rate) throws InterruptedException {
        return device.call(() -> {
            double loss = 0;
            for (TokenBatch batch : batches) {
                loss += decoder.accumulateGradient(batch.inputs(), batch.targets(), batch.weights(), batch.rows());
            }
            optimizer.update(settings, rate);
            return loss;
        });
    }

    @Override
    public LanguageModel model() {
        return model;
    }

    @Override
    public float[] weights() throws InterruptedException {
        return device.call(decoder::flatWeights);
    }

    @Override
    public void setWeights(float[] weights) throws InterruptedException {
        device.<@Nullable Void>call(() -> {
            decoder.setWeights(weights);
            return null;
        });
    }

    @Override
    public void close() {
        model.close();
        try {
            device.post(() -> {
                optimizer.close();
                decoder.close();
            });
        } catch (ModelException e) {
            if (e.code() != ModelException.Code.CLOSED) {
                throw e;
            }
            // The device went first and took the arrays with it.
        }
    }
}
