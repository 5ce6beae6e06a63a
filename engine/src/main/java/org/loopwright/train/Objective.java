package org.loopwright.train;

import java.util.List;
import java.util.Map;
import java.util.Set;

/// What a training minimises: a function of the model's [Reading]s, with its slope by each of them written
/// out. It never sees tensors: the trainer turns slopes into the weights' gradient by the chain rule, so an
/// objective is a page of arithmetic that can be held against the paper.
///
/// The loss of a step is a mean over units (examples, tokens or pairs, as the paper has it): the sum over all
/// passes of [#loss], each of which divides by the units of the whole step. Open set, found by name in
/// [Objectives]. Immutable and thread-safe.
///
/// @param <E> the type of its examples
public interface Objective<E extends Example> {

    /// Its name in a loop's file, such as `dpo`.
    String name();

    /// Its numbers by name, for the checkpoint's record.
    Map<String, Double> settings();

    /// The type of the examples that a job gives.
    Class<? extends Example> example();

    /// What the model must say of each token.
    Set<Reading> readings();

    /// Whether it compares with a frozen reference model.
    boolean needsReference();

    /// The examples as they are trained on, seen together once before the first step: policy gradients turn
    /// rewards into advantages here.
    ///
    /// @throws TrainingException with code `JOB` when nothing can be learned from them; the message says why
    List<E> prepare(List<? extends Example> examples);

    /// Whether the loss depends on a token's readings. Of others none are computed, and all read 0.
    ///
    /// @param sequence index in [Example#sequences]
    default boolean reads(E example, int sequence, int token) {
        return true;
    }

    /// How much of a step's mean an example is: 1 for a mean over examples, its tokens for a mean over tokens.
    double units(E example);

    /// This pass's share of the step's loss. Adds its slopes to the sequences.
    ///
    /// @param pass examples of one forward pass
    /// @param units of all examples of the step, above 0
    /// @param parts receives what is worth watching
    double loss(List<ScoredExample<E>> pass, double units, Parts parts);
}
