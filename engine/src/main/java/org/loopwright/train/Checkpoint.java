package org.loopwright.train;

import java.nio.file.Path;
import java.util.Map;

/// What a finished job left.
///
/// @param folder the model or the adapter; its `loopwright.json` holds all of this
/// @param hash of the model, as its card gives it
/// @param kind full weights or an adapter
/// @param parent hash of the base
/// @param dataHash SHA-256 over the examples, hexadecimal
/// @param steps of the optimizer that were done
/// @param tokens trained, padding not counted
/// @param seconds of wall-clock time, earlier sittings included
/// @param evaluation `loss` of the last step, `dev loss` where there are dev examples, and the objective's parts
/// @param end why it ended
public record Checkpoint(
        Path folder,
        String hash,
        Kind kind,
        String parent,
        String dataHash,
        int steps,
        long tokens,
        double seconds,
        Map<String, Double> evaluation,
        End end) {
    /// What the folder holds.
    public enum Kind {
        FULL,
        ADAPTER
    }

    /// Why training ended.
    public enum End {
        /// All steps were done.
        COMPLETED,
        /// The dev loss stopped falling; the best weights were kept.
        EARLY_STOP
    }

    public Checkpoint {
        evaluation = Map.copyOf(evaluation);
    }
}
