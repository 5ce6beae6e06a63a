package org.loopwright.experiment;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.loopwright.loop.Content.Judgement;
import org.loopwright.measure.Arm;
import org.loopwright.measure.ItemTurn;
import org.loopwright.measure.PairedDifference;
import org.loopwright.measure.Trajectory;

/// Asks stored turns what other stop rules and selectors would have given, without a model call.
///
/// A rule that stops earlier leaves every prompt before it as it was, so its answers are what a run
/// would give. Where a rule would go on beyond the stored end, the attempt is censored: it keeps its
/// last answer and is counted. The best of several rules on the same items looks better than it is: so
/// the choice is also made on one half of the items and judged on the other ([Report#crossFitted]).
public final class StoppingLab {
    private static final String BOUND = "any turn right";

    private StoppingLab() {}

    /// What one rule would have given.
    ///
    /// @param rule in words
    /// @param accuracy share of right answers
    /// @param tokens completion tokens an attempt; a selector over all turns pays for all
    /// @param difference rule less the run as it was, paired
    /// @param censored share of attempts where the rule would have gone on beyond what is stored
    /// @param oracle whether it looks at gold answers, and so is a bound and no rule
    public record Row(
            String rule,
            double accuracy,
            double tokens,
            PairedDifference difference,
            double censored,
            boolean oracle) {}

    /// All rules.
    ///
    /// @param turns of the longest attempt
    /// @param rows the run as it was first
    /// @param best the rule with the highest accuracy, oracles left out
    /// @param crossFitted the accuracy of rules that are chosen on one half of the items, on the other
    ///     half
    public record Report(int turns, List<Row> rows, String best, double crossFitted) {
        public Report {
            rows = List.copyOf(rows);
        }
    }

    /// A rule: the turn whose answer counts, and whether it would have gone on.
    private interface Rule {
        Choice of(Trajectory attempt);
    }

    /// @param turn whose answer counts
    /// @param paid the turn up to which tokens are paid
    private record Choice(int turn, int paid, boolean censored) {}

    /// What the rules would have given for the attempts of a run.
    public static Report of(Arm run) {
        return of(run, LabProgress.NONE).orElseThrow();
    }

    /// The same, watched.
    ///
    /// @return empty when the watcher ended it
    public static Optional<Report> of(Arm run, LabProgress progress) {
        Map<String, Rule> rules = rules(run.lastTurn(), hasVerdicts(run));
        int steps = rules.size() + 2;
        List<Row> rows = new ArrayList<>();
        for (Map.Entry<String, Rule> rule : rules.entrySet()) {
            if (!progress.at(rule.getKey(), rows.size(), steps)) {
                return Optional.empty();
            }
            rows.add(row(run, rule.getKey(), rule.getValue(), false));
        }
        if (!progress.at(BOUND, rows.size(), steps)) {
            return Optional.empty();
        }
        rows.add(row(run, BOUND, StoppingLab::oracle, true));
        if (!progress.at("choosing on one half", rows.size(), steps)) {
            return Optional.empty();
        }
        String best = rows.stream()
                .filter(row -> !row.oracle())
                .max(Comparator.comparingDouble(Row::accuracy))
                .map(Row::rule)
                .orElse("");
        return Optional.of(new Report(run.lastTurn() + 1, rows, best, crossFitted(run, rules)));
    }

    private static boolean hasVerdicts(Arm run) {
        return run.attempts().stream()
                .flatMap(attempt -> attempt.turns().stream())
                .anyMatch(turn -> turn.verdict() != null);
    }

    private static Map<String, Rule> rules(int last, boolean verdicts) {
        Map<String, Rule> rules = new LinkedHashMap<>();
        rules.put("as run", attempt -> new Choice(attempt.lastTurn(), attempt.lastTurn(), false));
        for (int k = 0; k < last; k++) {
            int turn = k;
            rules.put(
                    k == 0 ? "stop at the draft" : "stop after turn " + k,
                    attempt -> new Choice(turn, Math.min(turn, attempt.lastTurn()), attempt.lastTurn() < turn));
        }
        rules.put("stop when two answers agree", attempt -> firstRepeat(attempt, last));
        rules.put("most frequent answer", StoppingLab::majority);
        if (verdicts) {
            rules.put("stop at the first accepted answer", attempt -> firstAccepted(attempt, last));
            rules.put("last accepted answer", StoppingLab::lastAccepted);
        }
        return rules;
    }

    private static Choice firstRepeat(Trajectory attempt, int last) {
        String before = null;
        for (ItemTurn turn : attempt.turns()) {
            String answer = turn.extracted();
            if (answer != null && answer.equals(before)) {
                return new Choice(turn.turn(), turn.turn(), false);
            }
            before = answer;
        }
        return new Choice(attempt.lastTurn(), attempt.lastTurn(), attempt.lastTurn() < last);
    }

    private static Choice firstAccepted(Trajectory attempt, int last) {
        for (ItemTurn turn : attempt.turns()) {
            if (turn.verdict() == Judgement.ACCEPT) {
                return new Choice(turn.turn(), turn.turn(), false);
            }
        }
        return new Choice(attempt.lastTurn(), attempt.lastTurn(), attempt.lastTurn() < last);
    }

    private static Choice lastAccepted(Trajectory attempt) {
        int chosen = attempt.lastTurn();
        for (ItemTurn turn : attempt.turns()) {
            chosen = turn.verdict() == Judgement.ACCEPT ? turn.turn() : chosen;
        }
        return new Choice(chosen, attempt.lastTurn(), false);
    }

    /// The answer of most turns; of equals the latest.
    private static Choice majority(Trajectory attempt) {
        Map<String, Integer> votes = new HashMap<>();
        int chosen = attempt.lastTurn();
        int most = 0;
        for (ItemTurn turn : attempt.turns()) {
            String answer = turn.extracted();
            if (answer != null && votes.merge(answer, 1, Integer::sum) >= most) {
                most = votes.getOrDefault(answer, 0);
                chosen = turn.turn();
            }
        }
        return new Choice(chosen, attempt.lastTurn(), false);
    }

    private static Choice oracle(Trajectory attempt) {
        return attempt.turns().stream()
                .filter(ItemTurn::correct)
                .findFirst()
                .map(turn -> new Choice(turn.turn(), attempt.lastTurn(), false))
                .orElse(new Choice(attempt.lastTurn(), attempt.lastTurn(), false));
    }

    private static Row row(Arm run, String name, Rule rule, boolean oracle) {
        List<Trajectory> attempts = run.attempts();
        List<Trajectory> chosen =
                attempts.stream().map(attempt -> chosen(attempt, rule)).toList();
        PairedDifference difference = PairedDifference.ofArms(run, new Arm(name, Map.of("", chosen)));
        return new Row(
                name,
                mean(chosen),
                attempts.stream()
                        .mapToDouble(
                                attempt -> attempt.at(rule.of(attempt).paid()).completionTokens())
                        .average()
                        .orElse(Double.NaN),
                difference,
                attempts.stream()
                        .mapToDouble(attempt -> rule.of(attempt).censored() ? 1 : 0)
                        .average()
                        .orElse(0),
                oracle);
    }

    private static Trajectory chosen(Trajectory attempt, Rule rule) {
        return new Trajectory(List.of(attempt.at(rule.of(attempt).turn())));
    }

    private static double mean(List<Trajectory> attempts) {
        return attempts.stream()
                .mapToDouble(attempt -> attempt.right(Integer.MAX_VALUE))
                .average()
                .orElse(Double.NaN);
    }

    /// Every second item chooses the rule for the others, and the other way round.
    private static double crossFitted(Arm run, Map<String, Rule> rules) {
        Map<String, Integer> halves = new HashMap<>();
        run.items().forEach(item -> halves.put(item, halves.size() % 2));
        double right = 0;
        int judged = 0;
        for (int half = 0; half < 2; half++) {
            int chooses = half;
            List<Trajectory> choosing = run.attempts().stream()
                    .filter(attempt -> halves.getOrDefault(attempt.item(), 0) == chooses)
                    .toList();
            Rule best = rules.values().stream()
                    .max(Comparator.comparingDouble(rule -> mean(choosing.stream()
                            .map(attempt -> chosen(attempt, rule))
                            .toList())))
                    .orElseThrow();
            for (Trajectory attempt : run.attempts()) {
                if (halves.getOrDefault(attempt.item(), 0) != chooses) {
                    right += chosen(attempt, best).right(Integer.MAX_VALUE);
                    judged++;
                }
            }
        }
        return right / judged;
    }
}
