package org.loopwright.loop;

import java.util.Optional;

/// What was said before in a frame. Pure: it follows from the loop and the frame.
@FunctionalInterface
public interface Conversations {
    /// Nothing was said.
    Conversations NONE = (_, _) -> Optional.empty();

    /// What a model role was asked last in a frame, as messages of which the last one is its answer.
    ///
    /// @return empty when it was not asked yet, or not by one question with one answer
    Optional<Step.Rendered> before(Frame frame, String role);
}
