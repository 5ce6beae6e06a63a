package org.loopwright.run;

import java.util.List;
import org.loopwright.journal.JournalEntry;
import org.loopwright.loop.FramePath;

/// Hears what a run does, on the run's threads: return at once, queue what a screen shall show.
public interface RunListener {
    /// Hears nothing.
    RunListener NONE = new RunListener() {};

    /// These entries are in the store and survive a kill.
    default void committed(List<JournalEntry> entries) {}

    /// A frame entered a node. Not journaled: the node is being worked on.
    default void entered(FramePath frame, String node) {}

    /// A node of a round loop is being worked on for long. Not journaled.
    default void working(FramePath frame, StepProgress progress) {}

    /// A model wrote a token for a node of a frame. Not journaled.
    default void token(FramePath frame, String node, String text) {}

    /// The run ended, paused, went on, or was cancelled.
    default void status(RunHandle.Status status) {}
}
