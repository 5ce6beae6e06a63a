package org.loopwright.train.objective;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.loopwright.model.TokenValues;
import org.loopwright.train.AdvantagedRollout;
import org.loopwright.train.Rollout;
import org.loopwright.train.TrainingException;

/// How a rollout's reward is compared with others'. `r_i` are the rewards of one group of size `G`.
public enum Advantage {
    /// `A = r_i`.
    REWARD {
        @Override
        double of(double reward, List<Double> group, List<Double> all) {
            return reward;
        }
    },
    /// `A = r_i - mean of all rewards` of the job: REINFORCE with a constant baseline.
    OVER_ALL {
        @Override
        double of(double reward, List<Double> group, List<Double> all) {
            return reward - mean(all);
        }
    },
    /// `A = r_i - mean of the others of the group` (RLOO).
    LEAVE_ONE_OUT {
        @Override
        double of(double reward, List<Double> group, List<Double> all) {
            return (reward - mean(group)) * group.size() / (group.size() - 1);
        }
    },
    /// `A = r_i - mean of the group` (Dr. GRPO).
    CENTRED {
        @Override
        double of(double reward, List<Double> group, List<Double> all) {
            return reward - mean(group);
        }
    },
    /// `A = (r_i - mean of the group) / (deviation of the group + 1e-4)` (GRPO), the deviation with `G - 1`.
    NORMALISED {
        @Override
        double of(double reward, List<Double> group, List<Double> all) {
            return (reward - mean(group)) / (deviation(group) + 1e-4);
        }
    };

    abstract double of(double reward, List<Double> group, List<Double> all);

    /// Whether groups need more than one rollout.
    boolean comparesWithinGroups() {
        return this != REWARD && this != OVER_ALL;
    }

    /// Rollouts with their advantages. A rollout's rewards of single tokens are treated alike over all such
    /// rewards of its group, and a token gets the sum of those from itself on (process supervision, Shao et
    /// al. 2024, [arXiv:2402.03300](https://arxiv.org/abs/2402.03300), section 4.1.3), beside the whole's.
    ///
    /// @param objective for messages
    /// @throws TrainingException with code `JOB` when a group is too small to compare, or all rewards are equal
    List<AdvantagedRollout> compare(String objective, List<Rollout> rollouts) {
        Map<String, List<Rollout>> groups = new LinkedHashMap<>();
        rollouts.forEach(
                r -> groups.computeIfAbsent(r.group(), _ -> new ArrayList<>()).add(r));
        requireGroups(objective, groups);
        List<Double> all = rewards(rollouts);
        List<Double> allSteps = steps(rollouts);
        List<AdvantagedRollout> compared = new ArrayList<>();
        boolean different = false;
        for (Rollout rollout : rollouts) {
            List<Rollout> group = groups.getOrDefault(rollout.group(), List.of());
            double whole = of(rollout.reward(), rewards(group), all);
            float[] advantages = advantages(rollout, whole, steps(group), allSteps);
            for (float advantage : advantages) {
                different |= advantage != 0;
            }
            compared.add(new AdvantagedRollout(rollout, TokenValues.of(advantages)));
        }
        if (!different) {
            throw new TrainingException(
                    TrainingException.Code.JOB,
                    "objective " + objective + ": all rewards of each of the " + groups.size()
                            + " groups are equal, so no answer is better than another; take more samples per problem,"
                            + " or problems that are sometimes solved");
        }
        return compared;
    }

    private void requireGroups(String objective, Map<String, List<Rollout>> groups) {
        groups.forEach((name, group) -> {
            if (comparesWithinGroups() && group.size() < 2) {
                throw new TrainingException(
                        TrainingException.Code.JOB,
                        "objective " + objective + ": group " + name
                                + " has 1 rollout and at least 2 are compared; take more samples per problem");
            }
        });
    }

    private float[] advantages(Rollout rollout, double whole, List<Double> steps, List<Double> allSteps) {
        float[] advantages = new float[rollout.completion().size()];
        double fromHere = 0;
        for (int t = advantages.length - 1; t >= 0; t--) {
            double reward = rollout.tokenRewards().size() == 0
                    ? Double.NaN
                    : rollout.tokenRewards().get(t);
            if (!Double.isNaN(reward)) {
                fromHere += steps.size() < 2 ? reward : of(reward, steps, allSteps);
            }
            advantages[t] = (float) (whole + fromHere);
        }
        return advantages;
    }

    private static List<Double> rewards(List<Rollout> rollouts) {
        return rollouts.stream().map(Rollout::reward).toList();
    }

    private static List<Double> steps(List<Rollout> rollouts) {
        List<Double> rewards = new ArrayList<>();
        for (Rollout rollout : rollouts) {
            for (float reward : rollout.tokenRewards().toArray()) {
                if (!Float.isNaN(reward)) {
                    rewards.add((double) reward);
                }
            }
        }
        return rewards;
    }

    /// Arithmetic mean.
    static double mean(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).average().orElse(0);
    }

    private static double deviation(List<Double> values) {
        double mean = mean(values);
        double squares =
                values.stream().mapToDouble(v -> (v - mean) * (v - mean)).sum();
        return Math.sqrt(squares / (values.size() - 1));
    }
}
