package org.loopwright.train;

import java.util.List;

/// An example with what the model says of its sequences.
///
/// @param sequences in the order of [Example#sequences]
public record ScoredExample<E extends Example>(E example, List<ScoredSequence> sequences) {
    public ScoredExample {
        sequences = List.copyOf(sequences);
    }

    /// The only or first sequence.
    public ScoredSequence sequence() {
        return sequences.getFirst();
    }
}
