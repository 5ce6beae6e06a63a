package org.loopwright.train;

import java.util.BitSet;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.loopwright.model.TokenIds;

/// A model whose weights a job moves: what computes readings and gradients. Open set; for one thread. No call is cut
/// short by
/// an interruption, which would leave half a step: whoever trains looks for it between steps.
public interface MovingModel extends AutoCloseable {

    /// A sequence to read.
    ///
    /// @param ids at least one token
    /// @param read the tokens whose readings are wanted; of others they are 0. Not copied
    record Request(TokenIds ids, BitSet read) {}

    /// The readings of sequences, without gradient. `reference` and `old` are those of the slots.
    List<ScoredSequence> read(List<Request> requests);

    /// Reads sequences, lets `loss` judge them, and adds the gradient that follows from its slopes to that of
    /// the step.
    ///
    /// @param loss gets the sequences in order, adds slopes, and returns the loss; called on another thread
    ///     while the caller waits
    /// @return what `loss` returned
    double learn(List<Request> requests, ToDoubleFunction<List<ScoredSequence>> loss);

    /// One step of the optimizer on the gradient gathered since the last, which is then cleared.
    ///
    /// @return the gradient's global norm before clipping; when it is no number nothing was changed
    double update(AdamW settings, double rate);

    /// A copy of what moves: weights, moments, the teacher's average.
    Moved moved();

    /// Puts back what [#moved] gave.
    void restore(Moved moved);

    @Override
    void close();
}
