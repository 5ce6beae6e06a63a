package org.loopwright.train.objective;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Rewards that need no gold answer. A policy may learn to please them without getting better: watch the
/// audit.
public final class LabelFreeRewards {
    private LabelFreeRewards() {}

    /// 1 for answers that agree with the majority of their group, 0 for others (TTRL, Zuo et al. 2025,
    /// [arXiv:2504.16084](https://arxiv.org/abs/2504.16084), section 2.1). Of equally frequent answers the one
    /// that came first wins; an unparsed answer earns 0 and doesn't vote.
    ///
    /// @param answers of one problem; empty where none could be parsed
    public static double[] majority(List<Optional<String>> answers) {
        Map<String, Integer> votes = new HashMap<>();
        answers.forEach(a -> a.ifPresent(answer -> votes.merge(answer, 1, Integer::sum)));
        int most = votes.values().stream().mapToInt(Integer::intValue).max().orElse(0);
        Optional<String> winner = answers.stream()
                .flatMap(Optional::stream)
                .filter(answer -> votes.getOrDefault(answer, 0) == most)
                .findFirst();
        return answers.stream()
                .mapToDouble(a -> a.isPresent() && a.equals(winner) ? 1 : 0)
                .toArray();
    }

    /// Self-certainty (Kang et al. 2025, [arXiv:2502.18581](https://arxiv.org/abs/2502.18581), equation 8; as a
    /// reward Zhao et al. 2025, [arXiv:2505.19590](https://arxiv.org/abs/2505.19590)): the mean divergence of the
    /// uniform distribution from the model's, `-1/(n V) sum_t sum_v log(V p(v))`, in nats.
    ///
    /// @param meanLogProbs [org.loopwright.train.Reading#MEAN_LOG_PROB] of the completion's tokens
    /// @param vocabulary V
    public static double selfCertainty(double[] meanLogProbs, int vocabulary) {
        double sum = 0;
        for (double mean : meanLogProbs) {
            sum -= mean + Math.log(vocabulary);
        }
        return meanLogProbs.length == 0 ? 0 : sum / meanLogProbs.length;
    }
}
