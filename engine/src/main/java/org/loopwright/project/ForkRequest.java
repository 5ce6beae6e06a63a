package org.loopwright.project;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A fork as a person asks for it.
///
/// @param run the run to leave
/// @param item id of an item that it has begun
/// @param turn of the item, from 0
/// @param change what is changed in this turn
/// @param samples how many continuations, each with a seed of its own; at least 1
public record ForkRequest(UUID run, String item, int turn, Change change, int samples) {
    /// The most continuations of one fork.
    public static final int MOST_SAMPLES = 1000;

    public ForkRequest {
        if (samples < 1 || samples > MOST_SAMPLES) {
            throw new IllegalArgumentException("samples " + samples + " is outside [1, " + MOST_SAMPLES + "]");
        }
    }

    /// What is changed. Closed set.
    public sealed interface Change {
        /// Nothing: the turn is written anew, with other seeds.
        record Redraw() implements Change {}

        /// A slot gets another text behind the step of the turn that wrote it, or before the turn when none did.
        record Slot(String slot, String text) implements Change {}

        /// A setting of the loop is changed before the node's first visit in the turn.
        ///
        /// @param setting `revise.prompt`, `revise.sampling.temperature`, `params.turns`
        /// @param value a text, number, boolean, list or map
        record Setting(String setting, Object value) implements Change {}

        /// A completion of the turn is cut, and the model goes on from there.
        ///
        /// @param node that asked for it; empty for the one that wrote the answer
        /// @param completion which of the node's completions, from 0
        /// @param token the first one that is dropped, from 0
        /// @param instead a token that comes in its place, or null
        record Cut(
                String node,
                int completion,
                int token,
                @Nullable Integer instead) implements Change {}
    }
}
