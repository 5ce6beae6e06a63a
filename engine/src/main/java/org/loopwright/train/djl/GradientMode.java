package org.loopwright.train.djl;

import ai.djl.pytorch.jni.JniUtils;

/// Switches the recording of gradients' graphs on the device's thread, where it is off otherwise. Closing puts
/// back what was before.
final class GradientMode implements AutoCloseable {
    private final boolean before = JniUtils.isGradMode();

    private GradientMode(boolean recording) {
        JniUtils.setGradMode(recording);
    }

    static GradientMode recording() {
        return new GradientMode(true);
    }

    static GradientMode off() {
        return new GradientMode(false);
    }

    /// For the body of a `try` that needs the mode and nothing of this object.
    void hold() {
        // The mode is what counts.
    }

    @Override
    public void close() {
        JniUtils.setGradMode(before);
    }
}
