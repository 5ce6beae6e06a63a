package org.loopwright.train;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.loopwright.model.TokenIds;
import org.loopwright.model.TokenValues;

/// A completion that a policy sampled, with what it earned.
///
/// @param group rollouts of one prompt share a group, whose rewards are compared
/// @param prompt what it answers
/// @param completion its tokens, the end token included
/// @param oldLogProbs of the completion's tokens when it was sampled, natural logarithms; empty when
///     unknown: then they are computed with the weights that training starts from
/// @param reward of the whole completion
/// @param tokenRewards rewards of single tokens (process rewards), as many as the completion has, or
///     empty
/// @param mask 1 for tokens that are trained, 0 for those that are only read: only the critique,
///     only the reflection, no text of tools
/// @param truncated true when it ended at the limit of tokens: what it would have earned is unknown
/// @param hold how strongly its tokens are held to the reference, as a multiple of the objective's
///     `beta`; at least 0, 1 when nothing is said
/// @param watched what else is known of it, only to be shown: the reward's components, an audit by gold
///     answers. No gradient depends on it
public record Rollout(
        String group,
        TokenIds prompt,
        TokenIds completion,
        TokenValues oldLogProbs,
        double reward,
        TokenValues tokenRewards,
        TokenValues mask,
        boolean truncated,
        double hold,
        Map<String, Double> watched)
        implements Example {
    public Rollout {
        // In the order of the names, so that equal rollouts read the same.
        watched = Collections.unmodifiableMap(new TreeMap<>(watched));
        Example.requireTokens(prompt, completion);
        Example.requireSize("mask", mask.size(), completion.size());
        if (oldLogProbs.size() > 0) {
            Example.requireSize("oldLogProbs", oldLogProbs.size(), completion.size());
        }
        if (tokenRewards.size() > 0) {
            Example.requireSize("tokenRewards", tokenRewards.size(), completion.size());
        }
        if (!Double.isFinite(reward)) {
            throw new IllegalArgumentException("reward " + reward + " is no finite number");
        }
        if (!(hold >= 0 && hold < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("hold " + hold + " is outside [0, infinity)");
        }
    }

    /// A whole completion with one reward.
    public static Rollout of(
            String group, TokenIds prompt, TokenIds completion, TokenValues oldLogProbs, double reward) {
        float[] mask = new float[completion.size()];
        Arrays.fill(mask, 1);
        return new Rollout(
                group,
                prompt,
                completion,
                oldLogProbs,
                reward,
                TokenValues.of(),
                TokenValues.of(mask),
                false,
                1,
                Map.of());
    }

    /// This rollout with another mask.
    public Rollout withMask(TokenValues mask) {
        return new Rollout(
                group, prompt, completion, oldLogProbs, reward, tokenRewards, mask, truncated, hold, watched);
    }

    /// This rollout with another reward.
    public Rollout withReward(double reward) {
        return new Rollout(
                group, prompt, completion, oldLogProbs, reward, tokenRewards, mask, truncated, hold, watched);
    }

    /// This rollout with rewards of its tokens.
    public Rollout withTokenRewards(TokenValues rewards) {
        return new Rollout(group, prompt, completion, oldLogProbs, reward, rewards, mask, truncated, hold, watched);
    }

    /// This rollout, held otherwise to the reference.
    public Rollout withHold(double multiple) {
        return new Rollout(
                group, prompt, completion, oldLogProbs, reward, tokenRewards, mask, truncated, multiple, watched);
    }

    /// This rollout, with what is only watched.
    public Rollout withWatched(Map<String, Double> numbers) {
        return new Rollout(
                group, prompt, completion, oldLogProbs, reward, tokenRewards, mask, truncated, hold, numbers);
    }

    /// This rollout, cut off or not.
    public Rollout withTruncated(boolean cut) {
        return new Rollout(group, prompt, completion, oldLogProbs, reward, tokenRewards, mask, cut, hold, watched);
    }

    @Override
    public List<TokenIds> sequences() {
        return List.of(prompt.concat(completion));
    }
}
