package org.loopwright.trial;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.loopwright.journal.JournalEntry;
import org.loopwright.loop.Frame;
import org.loopwright.loop.LoopSpec;
import org.loopwright.run.Replay;

/// One step of a trial: a visit of a node, or a value that a person put into a slot.
///
/// @param node that was visited, or [Replay#EDITED]
/// @param visit of the node, from 1; 0 for an edit
/// @param before the frame before it
/// @param after the frame after it
/// @param exit by which the node was left; empty when the loop ended there, and for an edit
/// @param done what was asked and answered; empty when the journal does not follow from the loop
/// @param last its last entry in the journal
public record TrialStep(
        String node,
        int visit,
        Frame before,
        Frame after,
        Optional<String> exit,
        Optional<Replay.Step> done,
        JournalEntry last) {
    /// Whether a person changed a value here.
    public boolean isEdit() {
        return node.equals(Replay.EDITED);
    }

    /// Every slot before and after.
    public List<SlotChange> changes(LoopSpec loop) {
        return SlotChange.between(loop, before, after);
    }

    static TrialStep visit(Frame before, Frame after, @Nullable String exit, JournalEntry last) {
        return new TrialStep(
                before.node(), before.visit(), before, after, Optional.ofNullable(exit), Optional.empty(), last);
    }

    static TrialStep edit(Frame before, Frame after, JournalEntry last) {
        return new TrialStep(Replay.EDITED, 0, before, after, Optional.empty(), Optional.empty(), last);
    }

    TrialStep done(Replay.Step replayed) {
        return new TrialStep(node, visit, before, after, exit, Optional.of(replayed), last);
    }
}
