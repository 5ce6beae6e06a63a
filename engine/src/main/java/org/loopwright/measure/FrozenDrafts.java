package org.loopwright.measure;

import java.util.Map;
import java.util.Optional;

/// Whether two arms started from the same drafts: only then may their fix and keep rates be compared.
public final class FrozenDrafts {
    private FrozenDrafts() {}

    /// The first item whose drafts differ in grade; empty when all agree.
    public static Optional<String> difference(Arm first, Arm second) {
        Map<String, Double> drafts = first.itemMeans(attempt -> attempt.right(0));
        Map<String, Double> others = second.itemMeans(attempt -> attempt.right(0));
        return drafts.entrySet().stream()
                .filter(draft -> !draft.getValue().equals(others.get(draft.getKey())))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    /// @throws MeasureException naming an item whose drafts differ
    static void check(Arm first, Arm second) {
        difference(first, second).ifPresent(item -> {
            throw new MeasureException(first.name() + " and " + second.name() + " have other drafts, of item " + item
                    + " for one; compared are gains from the same drafts");
        });
    }
}
