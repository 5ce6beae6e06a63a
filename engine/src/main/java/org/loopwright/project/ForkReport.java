package org.loopwright.project;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.loopwright.measure.Binomial;
import org.loopwright.measure.Interval;
import org.loopwright.measure.McNemar;
import org.loopwright.measure.Outcome;
import org.loopwright.store.RunSummary;

/// What the continuations of a fork came to. The unit is one continuation, and everything here is about one item.
///
/// @param run the fork
/// @param original what the parent came to, or null while it is not finished
/// @param answers of the finished continuations, in their order
/// @param control what as many continuations without the edit came to, in their order; empty when nobody made them
public record ForkReport(RunSummary run, @Nullable Answer original, List<Answer> answers, List<Answer> control) {
    public ForkReport {
        answers = List.copyOf(answers);
        control = List.copyOf(control);
    }

    /// The last answer of an item.
    ///
    /// @param item its id
    /// @param text as the grader read it; empty when it could not be read
    /// @param turns that it took
    public record Answer(String item, String text, Outcome outcome, int turns) {
        /// What answers are counted by.
        Key key() {
            return new Key(text, outcome);
        }
    }

    /// An answer with what it is worth.
    public record Key(String text, Outcome outcome) {}

    /// How often an answer came.
    ///
    /// @param fork among the fork's continuations
    /// @param control among those without the edit
    public record Count(Key answer, int fork, int control) {}

    /// The answers of fork and control with their counts, the most frequent of the fork first.
    public List<Count> distribution() {
        Map<Key, int[]> counts = new LinkedHashMap<>();
        answers.forEach(answer -> counts.computeIfAbsent(answer.key(), _ -> new int[2])[0]++);
        control.forEach(answer -> counts.computeIfAbsent(answer.key(), _ -> new int[2])[1]++);
        return counts.entrySet().stream()
                .map(e -> new Count(e.getKey(), e.getValue()[0], e.getValue()[1]))
                .sorted(Comparator.comparingInt(Count::fork)
                        .thenComparingInt(Count::control)
                        .reversed()
                        .thenComparing(count -> count.answer().text()))
                .toList();
    }

    /// How many of these are right.
    public static long right(List<Answer> answers) {
        return answers.stream().filter(a -> a.outcome() == Outcome.RIGHT).count();
    }

    /// The interval of the share of right answers among these, or null when there are none.
    public static @Nullable Interval rightInterval(List<Answer> answers) {
        return answers.isEmpty() ? null : Binomial.clopperPearson(right(answers), answers.size(), Interval.LEVEL);
    }

    /// How many continuations answer otherwise than the parent did.
    public long changed() {
        Answer before = original;
        return before == null
                ? 0
                : answers.stream().filter(a -> !a.key().equals(before.key())).count();
    }

    /// Half the sum of the differences of the shares: 0 when fork and control answer alike, 1 when they share no
    /// answer; NaN when one of them has none.
    public double distance() {
        if (answers.isEmpty() || control.isEmpty()) {
            return Double.NaN;
        }
        return distribution().stream()
                        .mapToDouble(count -> Math.abs(
                                (double) count.fork() / answers.size() - (double) count.control() / control.size()))
                        .sum()
                / 2;
    }

    /// The exact two-sided p of McNemar's test over continuations with equal seeds; null unless each has its
    /// partner.
    public @Nullable Double pairedP() {
        Map<String, Answer> partners = new LinkedHashMap<>();
        control.forEach(answer -> partners.put(answer.item(), answer));
        long fixed = 0;
        long broken = 0;
        for (Answer answer : answers) {
            Answer partner = partners.remove(answer.item());
            if (partner == null) {
                return null;
            }
            boolean with = answer.outcome() == Outcome.RIGHT;
            boolean without = partner.outcome() == Outcome.RIGHT;
            fixed += with && !without ? 1 : 0;
            broken += without && !with ? 1 : 0;
        }
        return answers.isEmpty() || !partners.isEmpty() ? null : new McNemar(broken, fixed).exactP();
    }
}
