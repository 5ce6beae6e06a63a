package org.loopwright.experiment;

import java.util.List;
import java.util.Locale;

/// Whether stored items come out as they did: asked before an arm is added to an old experiment.
///
/// @param items that were run again
/// @param same how many came out token for token as they did
/// @param gradeChanges how many items' last answers are graded otherwise
/// @param largestLogProb the largest difference of a token's log-probability on equal tokens; 0 where
///     none is known
/// @param isExact whether every model of the run promises equal bits
/// @param differences the first difference of each item that differs
public record DriftCheck(
        int items, int same, int gradeChanges, double largestLogProb, boolean isExact, List<Difference> differences) {
    /// In fast mode near ties may fall differently: so many of ten items may be graded otherwise.
    private static final double TOLERATED = 0.1;

    public DriftCheck {
        differences = List.copyOf(differences);
    }

    /// Where an item first differs.
    ///
    /// @param node that asked
    /// @param visit of the node, from 1
    /// @param token the first one that differs, from 0; -1 where steps differ
    /// @param before what stood there
    /// @param after what stands there now
    public record Difference(String item, String node, int visit, int token, String before, String after) {}

    /// Whether new arms may be compared with the old ones: in exact mode when nothing differs, not
    /// even the last bit of a log-probability; in fast mode when at most one item in ten is graded
    /// otherwise.
    public boolean passes() {
        return isExact ? same == items && largestLogProb == 0 : gradeChanges <= TOLERATED * items;
    }

    /// What came of it, in one sentence.
    public String text() {
        String counts = String.format(
                Locale.ROOT,
                "%d of %d items came out token for token, %d graded otherwise, log-probabilities within %.2g",
                same,
                items,
                gradeChanges,
                largestLogProb);
        String first = differences.isEmpty()
                ? ""
                : "; the first difference: item " + differences.getFirst().item() + ", node "
                        + differences.getFirst().node() + ", token "
                        + differences.getFirst().token() + ": `"
                        + differences.getFirst().before() + "` then, `"
                        + differences.getFirst().after() + "` now";
        return (isExact ? "exact mode: " : "fast mode: ") + counts + first;
    }
}
