package org.loopwright.trial;

import org.loopwright.loop.FramePath;

/// Hears what a trial's run does while a step goes on, on the run's threads: return at once. Open set.
public interface TrialListener {
    /// Hears nothing.
    TrialListener NONE = new TrialListener() {};

    /// A frame asks a model, a tool or another loop for its node.
    default void entered(FramePath frame, String node) {}

    /// A model wrote a token.
    default void token(FramePath frame, String node, String text) {}
}
