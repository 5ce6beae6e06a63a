package org.loopwright.measure.compare;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.loopwright.measure.Arm;

/// An arm with what is known of its runs besides their answers.
///
/// @param arm its attempts, by the grader that is compared
/// @param brands that any of its runs earned
/// @param accuracyByGrader accuracy of its last answers by each grader that graded it; may be empty
/// @param kinds of its loop's nodes, `placebo-critique`; empty where they are not known
public record ComparedArm(Arm arm, SortedSet<String> brands, Map<String, Double> accuracyByGrader, Set<String> kinds) {
    public ComparedArm {
        kinds = Set.copyOf(kinds);
        brands = Collections.unmodifiableSortedSet(new TreeSet<>(brands));
        accuracyByGrader = Collections.unmodifiableMap(new LinkedHashMap<>(accuracyByGrader));
    }

    /// An arm of which nothing else is known.
    public static ComparedArm of(Arm arm) {
        return new ComparedArm(arm, new TreeSet<>(), Map.of(), Set.of());
    }
}
