package org.loopwright.train;

import java.util.BitSet;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.loopwright.model.TokenIds;

/// A model whose weights a job moves: what computes readings and gradients. Open set; for one thread.
public interface MovingModel extends AutoCloseable {

    /// A sequence to read.
    ///
    /// @param ids at least one token
    /// @param read the tokens whose readings are wanted; of others they are 0. Not copied
    record Request(TokenIds ids, BitSet read) {}

    /// The readings of sequences, without gradient. `reference` and `old` are those of the slots.
    ///
    /// @throws InterruptedException when the caller is interrupted
    List<ScoredSequence> read(List<Request> requests) throws InterruptedException;

    /// Reads sequences, lets `loss` judge them, and adds the gradient that follows from its slopes to that of
    /// the step.
    ///
    /// @param loss gets the sequences in order, adds slopes, and returns the loss; called on another thread
    ///     while the caller waits
    /// @return what `loss` returned
    /// @throws InterruptedException when the caller is interrupted
    double learn(List<Request> requests, ToDoubleFunction<List<ScoredSequence>> loss) throws InterruptedException;

    /// One step of the optimizer on the gradient gathered since the last, which is then cleared.
    ///
    /// @return the gradient's global norm before clipping; when it is no number nothing was changed
    /// @throws InterruptedException when the caller is interrupted; the step may still happen
    double update(AdamW settings, double rate) throws InterruptedException;

    /// A copy of what moves: weights, moments, the teacher's average.
    Moved moved() throws InterruptedException;

    /// Puts back what [#moved] gave.
    void restore(Moved moved) throws InterruptedException;

    @Override
    void close();
}
