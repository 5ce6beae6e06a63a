package org.loopwright.model.djl;

import ai.djl.pytorch.jni.IValue;

/// Keys and values of the sequences that are being decoded: per layer two arrays `(rows *
/// keyValueHeads, capacity, headSize)`, opaque to Java. A token's key lies at its own position whatever
/// else is in the batch, which keeps a row's sums in one order.
///
/// @param tensors the list of arrays
/// @param rows sequences
/// @param capacity tokens that a row can hold
record KeyValueCache(IValue tensors, int rows, int capacity) implements AutoCloseable {
    @Override
    public void close() {
        tensors.close();
    }
}
