package org.loopwright.trial;

import java.util.Map;
import org.loopwright.project.TrialRequest;

/// What the prompt bench is asked for.
///
/// @param where the loop as it is drawn, its models and the item
/// @param node that prompts a model
/// @param slots where slots get the values that earlier nodes would write
/// @param typed slot -> what a person typed into it, as [org.loopwright.project.TypedValue] reads it; comes first
public record BenchRequest(TrialRequest where, String node, SlotSource slots, Map<String, String> typed) {
    public BenchRequest {
        typed = Map.copyOf(typed);
    }
}
