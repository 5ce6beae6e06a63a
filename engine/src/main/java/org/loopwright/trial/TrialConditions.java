package org.loopwright.trial;

import java.util.Map;
import java.util.stream.Collectors;
import org.loopwright.loop.LoopException;
import org.loopwright.loop.LoopSpec;
import org.loopwright.loop.SlotSpec;
import org.loopwright.loop.SlotType;
import org.loopwright.project.TrialRuns;

/// Checks the conditions of breakpoints against the slots that they read.
public final class TrialConditions {
    private TrialConditions() {}

    /// @throws LoopException when a condition is none over the slots of the trial's loop
    static void check(TrialRuns runs, TrialState state, Breakpoints breakpoints) {
        if (!state.isNested()) {
            breakpoints.conditions().forEach(condition -> check(runs, state.loop(), condition));
        }
    }

    /// @throws LoopException when the condition is none over the slots of this loop; the message says why
    public static void check(TrialRuns runs, LoopSpec loop, String condition) {
        Map<String, SlotType> slots =
                loop.slots().values().stream().collect(Collectors.toMap(SlotSpec::name, SlotSpec::type));
        runs.language().conditions().check(condition, slots).ifPresent(problem -> {
            throw new LoopException(problem);
        });
    }
}
