package org.loopwright.app.session;

import java.util.Map;

/// What a run does on the canvas at this moment.
///
/// @param loopFile the loop it runs; counts belong to that drawing only
/// @param inNode node -> items that are in it now
/// @param taken exit -> how often it was taken so far
/// @param spent node -> what it took since the run was started or resumed in this window
public record LiveCounts(
        String loopFile, Map<String, Integer> inNode, Map<ExitId, Long> taken, Map<String, NodeSpend> spent) {
    /// Nothing goes on.
    public static final LiveCounts NONE = new LiveCounts("", Map.of(), Map.of(), Map.of());

    public LiveCounts {
        inNode = Map.copyOf(inNode);
        taken = Map.copyOf(taken);
        spent = Map.copyOf(spent);
    }
}
