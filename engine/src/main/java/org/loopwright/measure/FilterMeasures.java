package org.loopwright.measure;

import java.util.Collection;

/// What a filter of training examples let through.
///
/// @param precision share of kept answers that are right
/// @param recall share of right answers that were kept
/// @param keepRate share of all answers that were kept
/// @param coverage share of items with an answer kept
/// @param rightCoverage share of items with a right answer kept, of those that had one
public record FilterMeasures(Rate precision, Rate recall, Rate keepRate, Rate coverage, Rate rightCoverage) {
    /// One answer that the filter saw.
    public record Candidate(String item, boolean right, boolean kept) {}

    /// Counts what the filter did.
    public static FilterMeasures of(Collection<Candidate> candidates) {
        long kept = candidates.stream().filter(Candidate::kept).count();
        long right = candidates.stream().filter(Candidate::right).count();
        long both = candidates.stream().filter(c -> c.kept() && c.right()).count();
        return new FilterMeasures(
                new Rate(both, kept),
                new Rate(both, right),
                new Rate(kept, candidates.size()),
                new Rate(items(candidates, Candidate::kept), items(candidates, _ -> true)),
                new Rate(items(candidates, c -> c.kept() && c.right()), items(candidates, Candidate::right)));
    }

    private static long items(Collection<Candidate> candidates, java.util.function.Predicate<Candidate> which) {
        return candidates.stream().filter(which).map(Candidate::item).distinct().count();
    }
}
