package org.loopwright.train.djl;

import org.loopwright.model.djl.DjlDevice;
import org.loopwright.train.MovingModel;
import org.loopwright.train.MovingModels;

/// Puts models that move onto a device, which stays open when they are closed.
public final class DjlMovingModels implements MovingModels {
    private final DjlDevice device;

    /// Models on `device`.
    public DjlMovingModels(DjlDevice device) {
        this.device = device;
    }

    @Override
    public MovingModel open(Opening opening) throws InterruptedException {
        return DjlMovingModel.open(device, opening);
    }

    @Override
    public int threads() {
        return device.threads();
    }
}
