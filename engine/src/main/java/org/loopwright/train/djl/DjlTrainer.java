package org.loopwright.train.djl;

import org.loopwright.model.djl.DjlDevice;
import org.loopwright.model.files.ModelWriter;
import org.loopwright.train.ModelTrainer;

/// Trains on a device that may serve other models at the same time: a step of training and a step of
/// decoding alternate.
public final class DjlTrainer implements ModelTrainer {
    private final DjlDevice device;

    /// A trainer on `device`, which stays open when training ends.
    public DjlTrainer(DjlDevice device) {
        this.device = device;
    }

    @Override
    public Pupil begin(String id, ModelWriter.Description description, float[] weights) throws InterruptedException {
        return DjlPupil.begin(device, id, description, weights);
    }

    @Override
    public int threads() {
        return device.threads();
    }
}
