package org.loopwright.model.djl;

/// Something that the device's thread does in steps: a model that decodes, a training run. Steps of
/// several works alternate, so none waits for the other's end.
interface Work {
    /// Does one step on the device's thread.
    ///
    /// @return true when there is more to do now; false to rest until [DjlDevice#wake]
    boolean step();

    /// Called on the device's thread when [#step] threw: fails whatever waits for this work.
    void failed(Throwable cause);
}
