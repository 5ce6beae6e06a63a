package org.loopwright.model.djl;

/// The requests of one model that decode together. Only for the device's thread.
interface Batch extends AutoCloseable {
    /// Queues a request.
    void add(Generation generation);

    /// Reads prompts, decodes a token of each request, or both. Returns true when there is more to do.
    boolean step();

    /// Fails every request, waiting or not.
    void failAll(Throwable cause);

    /// Frees the keys and values.
    @Override
    void close();
}
