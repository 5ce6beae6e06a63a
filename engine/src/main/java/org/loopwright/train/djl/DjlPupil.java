package org.loopwright.train.djl;

import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDManager;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.loopwright.model.LanguageModel;
import org.loopwright.model.ModelException;
import org.loopwright.model.djl.Decoder;
import org.loopwright.model.djl.DjlDevice;
import org.loopwright.model.djl.DjlLanguageModel;
import org.loopwright.model.files.ModelConfig;
import org.loopwright.model.files.ModelWriter;
import org.loopwright.train.AdamW;
import org.loopwright.train.ModelTrainer;
import org.loopwright.train.MovingModel.Request;
import org.loopwright.train.Reading;
import org.loopwright.train.ScoredSequence;
import org.loopwright.train.TokenBatch;
import org.loopwright.train.TrainedWeights.Full;
import org.loopwright.train.TrainingSettings.Checkpointing;
import org.loopwright.train.TrainingSettings.Precision;

/// A model in training on a device: the passes over a decoder's weights, and a language model that decodes
/// with the same weights.
final class DjlPupil implements ModelTrainer.Pupil {
    private final DjlDevice device;
    private final Decoder decoder;
    private final DeviceModel training;
    private final LanguageModel model;

    private DjlPupil(DjlDevice device, Decoder decoder, DeviceModel training, LanguageModel model) {
        this.device = device;
        this.decoder = decoder;
        this.training = training;
        this.model = model;
    }

    static DjlPupil begin(DjlDevice device, String id, ModelWriter.Description description, float[] weights)
            throws InterruptedException {
        Decoder decoder = device.call(() -> new Decoder(device.manager(), description.config(), weights));
        DeviceModel training = device.call(() -> over(decoder));
        return new DjlPupil(device, decoder, training, DjlLanguageModel.inTraining(device, id, decoder, description));
    }

    private static DeviceModel over(Decoder decoder) {
        ModelConfig config = decoder.config();
        PtNDManager manager = decoder.manager();
        Set<Reading> readings = Set.of(Reading.LOG_PROB);
        TrainingKernels kernels = new TrainingKernels(manager, config, new Full(), Precision.FP32, readings);
        MovingWeights moving = new MovingWeights(manager, kernels, WeightSections.of(config), decoder.theta(), -1);
        return new DeviceModel(
                manager,
                config,
                kernels,
                moving,
                List.of(),
                List.of(),
                moving.leaves(),
                manager.zeros(new Shape(0)),
                DeviceModel.ordered(readings),
                Checkpointing.OFF,
                DeviceModel.DistributionTeacher.NONE);
    }

    @Override
    public double step(List<TokenBatch> batches, AdamW settings, double rate) throws InterruptedException {
        return device.call(() -> {
            double loss = 0;
            for (TokenBatch batch : batches) {
                loss += training.learn(requests(batch), sequences -> crossEntropy(batch, sequences));
            }
            var ignored = training.moving().update(settings, rate);
            return loss;
        });
    }

    private static List<Request> requests(TokenBatch batch) {
        List<Request> requests = new ArrayList<>();
        for (int row = 0; row < batch.rows(); row++) {
            BitSet read = new BitSet();
            for (int t = 1; t < batch.length(row); t++) {
                read.set(t, batch.weight(row, t) > 0);
            }
            requests.add(new Request(batch.ids(row), read));
        }
        return requests;
    }

    private static double crossEntropy(TokenBatch batch, List<ScoredSequence> sequences) {
        double loss = 0;
        for (int row = 0; row < batch.rows(); row++) {
            for (int t = 1; t < batch.length(row); t++) {
                double weight = batch.weight(row, t);
                loss -= weight * sequences.get(row).get(Reading.LOG_PROB, t);
                sequences.get(row).addSlope(Reading.LOG_PROB, t, -weight);
            }
        }
        return loss;
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
                training.close();
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
