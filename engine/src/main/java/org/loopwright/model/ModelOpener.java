package org.loopwright.model;

import java.nio.file.Path;

/// Opens models from folders. The local engine's device thread is behind it; closing it closes every model.
///
/// Thread-safe. Opening the same folder twice gives models that share nothing but the device.
public interface ModelOpener extends AutoCloseable {

    /// Reads a model's card without loading its weights.
    ///
    /// @throws ModelException with code `FILE` when a file is missing, truncated or inconsistent
    ModelCard card(Path folder);

    /// Opens the model in `folder` (config.json, model.safetensors, tokenizer.json, tokenizer_config.json).
    ///
    /// @throws ModelException with code `FILE` for bad files, `ENVIRONMENT` when the native engine can't be
    ///     loaded
    LanguageModel open(Path folder);

    @Override
    void close();
}
