package org.loopwright.testing;

import org.loopwright.model.djl.DjlModels;

/// The native engine that all tests of a JVM share; starting it takes seconds. Never closed.
public final class LocalEngine {
    private LocalEngine() {}

    private static final class Holder {
        static final DjlModels MODELS = DjlModels.onCpu(1);
    }

    /// The models' opener, with one thread: two would wait for each other wherever a build machine is busy.
    public static DjlModels models() {
        return Holder.MODELS;
    }
}
