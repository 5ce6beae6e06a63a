package org.loopwright.round;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.loopwright.train.objective.RewardShaping;

/// The completions of several attempts, each as a row of its own with what it earned, for policy
/// gradients over several turns: the gradient of a whole conversation is the sum over its turns of
/// advantage times gradient of the log-probability given all before. Rows that are compared have an
/// equal group.
public final class Credited {
    /// Fact: which rows are compared.
    static final String GROUP = "group";
    /// Fact: how strongly the row's completion is held to the reference, a multiple of `beta`.
    static final String HOLD = "hold";

    private final Rules rules;

    /// By these rules.
    public Credited(Rules rules) {
        this.rules = rules;
    }

    /// How a completion earns.
    ///
    /// @param wholeAttempt whether every completion earns what the attempt's last answer does, and
    ///     not its own outcome
    /// @param progress bonus times (outcome - outcome of the answer before), for every answer after
    ///     the first
    /// @param discount share of what the next turn earns that is added, in [0, 1]
    /// @param rewarded node -> whether its completions earn something; empty when all do
    /// @param held node -> multiple of `beta`
    /// @param history whether rows are compared only where all outcomes before were equal
    public record Rules(
            boolean wholeAttempt,
            double progress,
            double discount,
            List<String> rewarded,
            Map<String, Double> held,
            boolean history) {
        public Rules {
            rewarded = List.copyOf(rewarded);
            held = Map.copyOf(held);
        }
    }

    /// The rows of these attempts. Completions that nobody rewards or holds are left out, and so are
    /// those that can be compared with no other.
    public List<Row> rows(List<Row> attempts) {
        List<Row> all = new ArrayList<>();
        attempts.forEach(attempt -> all.addAll(turns(attempt)));
        Map<String, Integer> sizes = new HashMap<>();
        all.forEach(row -> sizes.merge(row.text(GROUP), 1, Integer::sum));
        return all.stream()
                .filter(row -> sizes.getOrDefault(row.text(GROUP), 0) > 1)
                .toList();
    }

    /// Whether all that are compared with one another earn the same.
    public static boolean isEqual(List<Row> rows) {
        Map<String, Double> first = new HashMap<>();
        return rows.stream().allMatch(row -> {
            Double before = first.putIfAbsent(row.text(GROUP), row.weight());
            return before == null || before == row.weight();
        });
    }

    private List<Row> turns(Row attempt) {
        List<Row.Reply> replies = attempt.replies();
        double[] earned = earned(attempt);
        List<Row> rows = new ArrayList<>();
        StringBuilder history = new StringBuilder();
        Map<String, Integer> visits = new LinkedHashMap<>();
        for (int k = 0; k < replies.size(); k++) {
            Row.Reply reply = replies.get(k);
            int visit = visits.merge(reply.node(), 1, Integer::sum);
            boolean rewarded = rewards(reply);
            if (rewarded || rules.held().containsKey(reply.node())) {
                String group = String.format(
                        Locale.ROOT,
                        "%s/%s/%d/%s",
                        attempt.subject().contentHash(),
                        reply.node(),
                        visit,
                        rules.history() ? history : "");
                rows.add(attempt.withMessages(TraceReader.conversation(reply))
                        .withoutReplies()
                        .withWeight(earned[k])
                        .withFacts(Map.of(GROUP, group, HOLD, rules.held().getOrDefault(reply.node(), 1.0))));
            }
            history.append(
                    reply.outcome() == Row.Outcome.UNKNOWN
                            ? ""
                            : (int) reply.outcome().score());
        }
        return rows;
    }

    private boolean rewards(Row.Reply reply) {
        boolean asked = rules.rewarded().isEmpty() || rules.rewarded().contains(reply.node());
        return asked && (rules.wholeAttempt() || reply.outcome() != Row.Outcome.UNKNOWN);
    }

    /// What each completion earns: its own reward, and a share of what comes after it.
    private double[] earned(Row attempt) {
        List<Row.Reply> replies = attempt.replies();
        double[] earned = new double[replies.size()];
        Row.Outcome before = Row.Outcome.UNKNOWN;
        for (int k = 0; k < earned.length; k++) {
            Row.Reply reply = replies.get(k);
            if (rewards(reply)) {
                earned[k] = rules.wholeAttempt() ? attempt.number("right") : reward(reply, before);
            }
            before = reply.outcome().isAnswer() ? reply.outcome() : before;
        }
        for (int k = earned.length - 2; k >= 0; k--) {
            earned[k] += rewards(replies.get(k)) ? rules.discount() * earned[k + 1] : 0;
        }
        return earned;
    }

    private double reward(Row.Reply reply, Row.Outcome before) {
        double own = reply.outcome().score();
        return reply.outcome().isAnswer() && before.isAnswer()
                ? RewardShaping.progress(before.score(), own, rules.progress())
                : own;
    }
}
