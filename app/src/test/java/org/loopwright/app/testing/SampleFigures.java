package org.loopwright.app.testing;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.loopwright.app.session.Interval;
import org.loopwright.app.session.RunFigures;
import org.loopwright.app.session.Transition;
import org.loopwright.app.session.TurnState;
import org.loopwright.loop.Content;
import org.loopwright.measure.ItemTurn;

/// Plausible figures for made-up turns; intervals are normal approximations, good enough for a picture.
final class SampleFigures {
    private SampleFigures() {}

    static RunFigures of(List<ItemTurn> turns) {
        Map<String, List<ItemTurn>> byItem = new LinkedHashMap<>();
        turns.forEach(
                t -> byItem.computeIfAbsent(t.item(), id -> new ArrayList<>()).add(t));
        int n = byItem.size();
        int last = byItem.values().stream().mapToInt(List::size).max().orElse(0);
        List<RunFigures.TurnAccuracy> accuracy = new ArrayList<>();
        for (int turn = 0; turn < last; turn++) {
            int at = turn;
            long right = byItem.values().stream()
                    .filter(ofItem ->
                            ofItem.get(Math.min(at, ofItem.size() - 1)).correct())
                    .count();
            int reached = (int) byItem.values().stream()
                    .filter(ofItem -> ofItem.size() > at)
                    .count();
            accuracy.add(new RunFigures.TurnAccuracy(turn, reached, (double) right / n, around((double) right / n, n)));
        }
        Map<Transition, Integer> transitions = new HashMap<>();
        byItem.values()
                .forEach(ofItem -> transitions.merge(
                        new Transition(TurnState.of(ofItem.getFirst()), TurnState.of(ofItem.getLast())),
                        1,
                        Integer::sum));
        double delta = n == 0
                ? Double.NaN
                : accuracy.getLast().accuracy() - accuracy.getFirst().accuracy();
        return new RunFigures(
                n, accuracy, delta, new Interval(delta - 0.11, delta + 0.11), 0.383, transitions, check(turns));
    }

    private static Interval around(double rate, int n) {
        double half = 1.96 * Math.sqrt(Math.max(0.01, rate * (1 - rate)) / n);
        return new Interval(Math.max(0, rate - half), Math.min(1, rate + half));
    }

    private static RunFigures.CheckFigures check(List<ItemTurn> turns) {
        List<ItemTurn> judged = turns.stream().filter(t -> t.verdict() != null).toList();
        double right = judged.stream().filter(ItemTurn::correct).count();
        double wrong = judged.size() - right;
        double accepted = judged.stream()
                .filter(t -> t.correct() && t.verdict() == Content.Judgement.ACCEPT)
                .count();
        double rejected = judged.stream()
                .filter(t -> !t.correct() && t.verdict() == Content.Judgement.REJECT)
                .count();
        return new RunFigures.CheckFigures(
                judged.size(),
                2,
                accepted / right,
                rejected / wrong,
                (accepted + rejected) / judged.size(),
                right / judged.size());
    }
}
