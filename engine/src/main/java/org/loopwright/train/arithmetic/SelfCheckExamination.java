package org.loopwright.train.arithmetic;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.loopwright.model.Completion;
import org.loopwright.model.CompletionRequest;
import org.loopwright.model.LanguageModel;
import org.loopwright.model.Prompt;
import org.loopwright.model.Sampling;
import org.loopwright.model.TokenListener;

/// Solves problems as the self-check loop does: draft, check, and a revision after every verdict but
/// `y`; and once more by the worked answer.
final class SelfCheckExamination {
    private static final int ANSWER_TOKENS = Multiplication.ANSWER_DIGITS + 1;
    private static final int TRACE_TOKENS = 80;

    private final LanguageModel model;
    private final double temperature;

    /// One problem's way through the loop.
    ///
    /// @param last the revision, or the draft where it was accepted
    record Solved(Multiplication problem, Completion draft, Completion check, Completion last, Completion worked) {
        boolean draftRight() {
            return draft.text().equals(problem.answer());
        }

        boolean accepted() {
            return check.text().endsWith("y");
        }

        boolean lastRight() {
            return last.text().equals(problem.answer());
        }

        boolean workedRight() {
            return worked.text().endsWith("=" + problem.answer());
        }
    }

    SelfCheckExamination(LanguageModel model, double temperature) {
        this.model = model;
        this.temperature = temperature;
    }

    List<Solved> solve(List<Multiplication> problems) throws InterruptedException {
        List<Completion> drafts =
                complete(problems.size(), ANSWER_TOKENS, i -> Conversations.draft(question(problems, i)));
        List<Completion> checks =
                complete(problems.size(), TRACE_TOKENS, i -> Conversations.check(question(problems, i), drafts.get(i)));
        // Accepted drafts are revised too, to keep the indices; those revisions are thrown away.
        List<Completion> revisions = complete(
                problems.size(),
                ANSWER_TOKENS,
                i -> Conversations.revise(question(problems, i), drafts.get(i), checks.get(i)));
        List<Completion> worked =
                complete(problems.size(), TRACE_TOKENS, i -> Conversations.work(question(problems, i)));
        List<Solved> solved = new ArrayList<>();
        for (int i = 0; i < problems.size(); i++) {
            boolean accepted = checks.get(i).text().endsWith("y");
            Completion last = accepted ? drafts.get(i) : revisions.get(i);
            solved.add(new Solved(problems.get(i), drafts.get(i), checks.get(i), last, worked.get(i)));
        }
        return solved;
    }

    private static String question(List<Multiplication> problems, int index) {
        return problems.get(index).question();
    }

    private List<Completion> complete(int count, int maxTokens, Function<Integer, Prompt> prompt)
            throws InterruptedException {
        Sampling sampling = Sampling.greedy(maxTokens).withTemperature(temperature);
        List<CompletionRequest> requests = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            requests.add(new CompletionRequest(prompt.apply(i), sampling, 7919L * i + maxTokens));
        }
        return model.complete(requests, TokenListener.NONE);
    }

    /// Shares in [0, 1] and counts, in the order to show them.
    static Map<String, Double> numbers(List<Solved> solved) {
        long right = solved.stream().filter(Solved::draftRight).count();
        long wrong = solved.size() - right;
        double sensitivity = share(
                solved.stream().filter(s -> !s.draftRight() && !s.accepted()).count(), wrong);
        double specificity = share(
                solved.stream().filter(s -> s.draftRight() && s.accepted()).count(), right);
        Map<String, Double> numbers = new LinkedHashMap<>();
        numbers.put("draft", share(right, solved.size()));
        numbers.put("sensitivity", sensitivity);
        numbers.put("specificity", specificity);
        numbers.put("balanced", (sensitivity + specificity) / 2);
        numbers.put("final", share(solved.stream().filter(Solved::lastRight).count(), solved.size()));
        numbers.put("fixed", (double)
                solved.stream().filter(s -> !s.draftRight() && s.lastRight()).count());
        numbers.put("harmed", (double)
                solved.stream().filter(s -> s.draftRight() && !s.lastRight()).count());
        numbers.put("worked", share(solved.stream().filter(Solved::workedRight).count(), solved.size()));
        for (String cluster : List.of("2x1", "3x1", "2x2", "3x2")) {
            List<Solved> part = solved.stream()
                    .filter(s -> s.problem().cluster().equals(cluster))
                    .toList();
            numbers.put(
                    "draft " + cluster,
                    share(part.stream().filter(Solved::draftRight).count(), part.size()));
            numbers.put(
                    "final " + cluster,
                    share(part.stream().filter(Solved::lastRight).count(), part.size()));
        }
        return numbers;
    }

    private static double share(long part, long whole) {
        return whole == 0 ? 0 : Math.round(10_000.0 * part / whole) / 10_000.0;
    }
}
