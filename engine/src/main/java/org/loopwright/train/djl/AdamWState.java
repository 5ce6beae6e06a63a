package org.loopwright.train.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.jni.IValue;
import java.util.Arrays;
import org.loopwright.model.djl.Decoder;
import org.loopwright.model.files.ParameterLayout;
import org.loopwright.train.AdamW;

/// AdamW on the flat array of weights, one kernel call a step. All arrays are `(size)`, fp32. Only for
/// the device's thread.
final class AdamWState implements AutoCloseable {
    private final Decoder decoder;
    private final PtNDManager manager;
    private final IValue firstMoment;
    private final IValue secondMoment;
    private final IValue decayed;
    private int updates;

    AdamWState(Decoder decoder) {
        this.decoder = decoder;
        this.manager = (PtNDManager) decoder.manager().newSubManager();
        decoder.theta().setRequiresGradient(true);
        Shape shape = decoder.theta().getShape();
        this.firstMoment = IValue.from((PtNDArray) manager.zeros(shape));
        this.secondMoment = IValue.from((PtNDArray) manager.zeros(shape));
        this.decayed = IValue.from((PtNDArray) manager.create(mask(ParameterLayout.of(decoder.config())), shape));
    }

    /// 1 for weights that decay, 0 for those of norms.
    private static float[] mask(ParameterLayout layout) {
        float[] mask = new float[layout.size()];
        for (ParameterLayout.Parameter parameter : layout.parameters()) {
            float value = parameter.columns() == 0 ? 0 : 1;
            Arrays.fill(mask, parameter.offset(), parameter.offset() + parameter.size(), value);
        }
        return mask;
    }

    /// Applies the gradient gathered since the last update and clears it.
    void update(AdamW settings, double rate) {
        updates++;
        try (NDArray gradient = decoder.theta().getGradient();
                IValue theta = IValue.from(decoder.theta());
                IValue gathered = IValue.from((PtNDArray) gradient)) {
            decoder.run(
                            "adamw",
                            theta,
                            gathered,
                            firstMoment,
                            secondMoment,
                            decayed,
                            IValue.from(settings.clip()),
                            IValue.from(rate),
                            IValue.from(settings.decay()),
                            IValue.from(settings.beta1()),
                            IValue.from(settings.beta2()),
                            IValue.from(1 - Math.pow(settings.beta1(), updates)),
                            IValue.from(1 - Math.pow(settings.beta2(), updates)))
                    .close();
        }
    }

    @Override
    public void close() {
        firstMoment.close();
        secondMoment.close();
        decayed.close();
        manager.close();
    }
}
