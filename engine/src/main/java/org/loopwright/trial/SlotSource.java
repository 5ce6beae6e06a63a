package org.loopwright.trial;

import java.util.UUID;
import org.loopwright.loop.Frame;

/// Where a prompt's slots get the values that earlier nodes would write. Closed set.
public sealed interface SlotSource {
    /// Only what the item and the loop's defaults give.
    record Given() implements SlotSource {}

    /// What a stored run had when its item came to the node; where it never did, what it had at the end.
    ///
    /// @param visit of the node, from 1
    record Stored(UUID run, int visit) implements SlotSource {}

    /// What a trial has where it stands.
    record Standing(Frame frame) implements SlotSource {}
}
