package org.loopwright.app.session;

import java.util.Optional;
import java.util.UUID;
import org.loopwright.round.CheckpointLibrary;

/// A checkpoint, and where it was measured.
///
/// @param stored as it lies in the project
/// @param itemRun in which it was measured on held-out problems, or empty
/// @param accuracy that was measured there; NaN where none was
public record CheckpointEntry(CheckpointLibrary.Entry stored, Optional<UUID> itemRun, double accuracy) {
    /// What people call it: the node that made it and its round; empty for one of random weights.
    public String name() {
        String node = stored.card().settings().getOrDefault("node", "");
        return node.isEmpty() ? "" : node + " #" + stored.card().settings().getOrDefault("round", "1");
    }
}
