package org.loopwright.measure;

import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What happened to the answers themselves between two turns, right or not.
///
/// All are NaN where no answer's text is known.
///
/// @param unchanged share of attempts with the same answer before and after
/// @param wrongToOtherWrong share of attempts that were wrong and are wrong in another way
/// @param oscillating share of attempts that came back to an answer after leaving it
/// @param editDistance mean Levenshtein distance of the two answers over the longer one's length, in [0, 1];
///     NaN when no attempt has both
public record TurnChanges(double unchanged, double wrongToOtherWrong, double oscillating, double editDistance) {
    /// Of attempts whose answers are not known, only their grades.
    private static final TurnChanges UNKNOWN = new TurnChanges(Double.NaN, Double.NaN, Double.NaN, Double.NaN);

    /// The changes of an arm from its first answer to its last; samples are averaged within an item first.
    public static TurnChanges of(Arm arm) {
        if (arm.attempts().stream().flatMap(a -> a.turns().stream()).allMatch(row -> row.extracted() == null)) {
            return UNKNOWN;
        }
        return new TurnChanges(
                Design.mean(arm.itemMeans(a -> Objects.equals(answer(a, 0), answer(a, a.lastTurn())) ? 1 : 0)),
                Design.mean(arm.itemMeans(a -> isOtherWrong(a) ? 1 : 0)),
                Design.mean(arm.itemMeans(a -> oscillates(a) ? 1 : 0)),
                arm.attempts().stream()
                        .filter(a -> answer(a, 0) != null && answer(a, a.lastTurn()) != null)
                        .mapToDouble(a -> distance(
                                Objects.requireNonNullElse(answer(a, 0), ""),
                                Objects.requireNonNullElse(answer(a, a.lastTurn()), "")))
                        .average()
                        .orElse(Double.NaN));
    }

    private static @Nullable String answer(Trajectory attempt, int turn) {
        return attempt.at(turn).extracted();
    }

    private static boolean isOtherWrong(Trajectory attempt) {
        return attempt.outcome(0) == Outcome.WRONG
                && attempt.outcome(attempt.lastTurn()) == Outcome.WRONG
                && !Objects.equals(answer(attempt, 0), answer(attempt, attempt.lastTurn()));
    }

    private static boolean oscillates(Trajectory attempt) {
        Set<@Nullable String> left = new HashSet<>();
        String before = answer(attempt, 0);
        for (int turn = 1; turn <= attempt.lastTurn(); turn++) {
            String now = answer(attempt, turn);
            if (!Objects.equals(now, before)) {
                if (left.contains(now)) {
                    return true;
                }
                left.add(before);
                before = now;
            }
        }
        return false;
    }

    /// Levenshtein's distance over the length of the longer text; 0 for two empty ones.
    static double distance(String from, String to) {
        int[] row = new int[to.length() + 1];
        for (int j = 0; j <= to.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= from.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= to.length(); j++) {
                int replaced = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        int longer = Math.max(from.length(), to.length());
        return longer == 0 ? 0 : (double) row[to.length()] / longer;
    }
}
