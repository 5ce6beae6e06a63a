package org.loopwright.app.session;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a run measured over its finished items.
///
/// @param items finished items: the n of everything here
/// @param clusters independent units: items, or clusters where items belong together
/// @param turns accuracy by turn; a finished item carries its last answer forward
/// @param delta last turn's accuracy minus the first's; NaN with no items
/// @param deltaInterval of delta, paired by item; null when it can't be computed
/// @param mcNemarP exact, two-sided, first against last; null when an item has several samples or a
///     cluster several items
/// @param transitions first answer against last
/// @param check what the loop's check said, or null when it checks nothing
public record RunFigures(
        int items,
        int clusters,
        List<TurnAccuracy> turns,
        double delta,
        @Nullable Interval deltaInterval,
        @Nullable Double mcNemarP,
        Map<Transition, Integer> transitions,
        @Nullable CheckFigures check) {
    public RunFigures {
        turns = List.copyOf(turns);
        transitions = Map.copyOf(transitions);
    }

    /// How many items went this way.
    public int count(Transition transition) {
        return transitions.getOrDefault(transition, 0);
    }

    /// Accuracy at one turn.
    ///
    /// @param reached items that wrote an answer at this turn themselves
    public record TurnAccuracy(int turn, int reached, double accuracy, Interval interval) {}

    /// The check as a judge of answers. Rates are NaN where nothing was there to judge.
    ///
    /// @param judged first answers with a readable verdict
    /// @param unread first answers whose verdict could not be read
    /// @param sensitivity share of answers that were not right and that it rejects: it is there to find
    ///     errors
    /// @param specificity share of right answers that it accepts
    /// @param accuracy share of answers that it judges rightly
    /// @param alwaysAccept what accepting everything would score on the same answers
    public record CheckFigures(
            int judged, int unread, double sensitivity, double specificity, double accuracy, double alwaysAccept) {
        /// The mean of sensitivity and specificity.
        public double balanced() {
            return (sensitivity + specificity) / 2;
        }

        /// What rejecting everything would score.
        public double alwaysReject() {
            return 1 - alwaysAccept;
        }
    }
}
