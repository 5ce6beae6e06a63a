package org.loopwright.trial;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.loopwright.loop.Frame;
import org.loopwright.loop.LoopSpec;
import org.loopwright.task.Grade;
import org.loopwright.task.Item;

/// Where a trial stands.
///
/// @param run the branch that it is on
/// @param item as the dataset has it
/// @param loopFile of the loop that the frame follows: the trial's, or one that it calls
/// @param loop that the frame follows
/// @param steps of the frame, those behind [#at] included: they were done before somebody went back
/// @param at how many steps lie behind
/// @param frame behind these steps; slots that are written but not moved on from are not in it
/// @param halt why it stands there
/// @param grades turn -> grade for measurement, once the item ended
/// @param branches the runs of the trial, oldest first
public record TrialState(
        UUID run,
        Item item,
        String loopFile,
        LoopSpec loop,
        List<TrialStep> steps,
        int at,
        Frame frame,
        Halt halt,
        Map<Integer, Grade> grades,
        List<TrialBranch> branches) {
    public TrialState {
        steps = List.copyOf(steps);
        grades = Map.copyOf(grades);
        branches = List.copyOf(branches);
    }

    /// The step that led here; empty at the beginning.
    public Optional<TrialStep> lastStep() {
        return at == 0 ? Optional.empty() : Optional.of(steps.get(at - 1));
    }

    /// Every slot before and after the step that led here.
    public List<SlotChange> changes() {
        return lastStep().map(step -> step.changes(loop)).orElseGet(() -> SlotChange.between(loop, frame, frame));
    }

    /// The node that comes next; empty when the loop ended.
    public Optional<String> next() {
        return frame.isOpen() ? Optional.of(frame.node()) : Optional.empty();
    }

    /// Whether it stands in a loop that the trial's loop calls.
    public boolean isNested() {
        return !frame.path().isRoot();
    }

    /// Whether steps that were done lie ahead: the next one leaves them, on a branch of its own.
    public boolean isBack() {
        return at < steps.size();
    }
}
