package org.loopwright.trial;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.loopwright.loop.Frame;
import org.loopwright.loop.LoopSpec;
import org.loopwright.loop.Value;

/// A slot before and after a step.
///
/// @param slot its name
/// @param before its last version before the step, or empty
/// @param after its last version after the step, or empty
/// @param versions how many it has after the step
/// @param written whether the step wrote it, even if to the same value
public record SlotChange(String slot, Optional<Value> before, Optional<Value> after, int versions, boolean written) {

    /// Every slot of a loop, in the loop's order, hidden ones last.
    static List<SlotChange> between(LoopSpec loop, Frame before, Frame after) {
        Set<String> names = new LinkedHashSet<>(loop.slots().keySet());
        names.addAll(after.slots().keySet());
        List<SlotChange> changes = new ArrayList<>();
        for (String name : names) {
            Optional<Value> now = after.value(name);
            boolean written = after.versions(name) != before.versions(name) || !now.equals(before.value(name));
            changes.add(new SlotChange(name, before.value(name), now, after.versions(name), written));
        }
        return List.copyOf(changes);
    }
}
