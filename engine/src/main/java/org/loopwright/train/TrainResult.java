package org.loopwright.train;

import java.nio.file.Path;
import java.util.Map;

/// What a finished training run left.
///
/// @param folder the model
/// @param hash of the model, as its card gives it
/// @param evaluation on development problems, of the weights as they are stored
/// @param steps of the optimizer
/// @param tokens trained, padding included
/// @param seconds of wall-clock time
public record TrainResult(
        Path folder, String hash, Map<String, Double> evaluation, int steps, long tokens, double seconds) {}
