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
        List<Map<String, Double>> earned = earned(attempt);
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
                rows.add(RewardParts.keep(
                                attempt.withMessages(TraceReader.conversation(reply))
                                        .withoutReplies()
                                        .withWeight(sum(earned.get(k))),
                                earned.get(k))
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

    /// The components of what each completion earns: its own outcome, the bonus for progress, and a share of what
    /// comes after it.
    private List<Map<String, Double>> earned(Row attempt) {
        List<Row.Reply> replies = attempt.replies();
        List<Map<String, Double>> earned = new ArrayList<>();
        Row.Outcome before = Row.Outcome.UNKNOWN;
        for (Row.Reply reply : replies) {
            Map<String, Double> parts = new LinkedHashMap<>();
            if (rewards(reply)) {
                double own = rules.wholeAttempt()
                        ? attempt.number("right")
                        : reply.outcome().score();
                parts.put("outcome", own);
                bonus(reply, before, own, parts);
            }
            earned.add(parts);
            before = reply.outcome().isAnswer() ? reply.outcome() : before;
        }
        for (int k = earned.size() - 2; k >= 0 && rules.discount() > 0; k--) {
            if (rewards(replies.get(k))) {
                earned.get(k).put("later", rules.discount() * sum(earned.get(k + 1)));
            }
        }
        return earned;
    }

    private void bonus(Row.Reply reply, Row.Outcome before, double own, Map<String, Double> parts) {
        boolean revises = reply.outcome().isAnswer() && before.isAnswer();
        if (!rules.wholeAttempt() && rules.progress() > 0 && revises) {
            parts.put("progress", RewardShaping.progress(before.score(), own, rules.progress()) - own);
        }
    }

    private static double sum(Map<String, Double> parts) {
        return parts.values().stream().mapToDouble(Double::doubleValue).sum();
    }
}
