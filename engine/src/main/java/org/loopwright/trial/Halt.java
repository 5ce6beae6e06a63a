package org.loopwright.trial;

import org.loopwright.loop.Frame;
import org.loopwright.run.OpenQuestion;

/// Why a trial stands where it stands. Closed set.
public sealed interface Halt {
    /// The step is done; it stands before the next one.
    record Stepped() implements Halt {}

    /// It came to a node with a breakpoint.
    record AtNode(String node) implements Halt {}

    /// A condition began to hold.
    record AtCondition(String condition) implements Halt {}

    /// A node asks a person.
    record Asking(OpenQuestion question) implements Halt {}

    /// The item's loop ended.
    record Ended(Frame.End end) implements Halt {}

    /// A person stopped it while it went on, or went back; the next step begins where it stands.
    record Stopped() implements Halt {}

    /// The model, the store or the device failed; the next step tries again.
    record Failed(String message) implements Halt {}
}
