package org.loopwright.train;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.loopwright.model.TokenIds;
import org.loopwright.model.TokenValues;

/// Small examples in [org.loopwright.testing.TinyModel]'s tokens: a letter repeated as often as a number says.
final class PractisedSums {
    private PractisedSums() {}

    /// Texts of different lengths.
    static List<SupervisedExample> texts(int count, long seed) {
        Random random = new Random(seed);
        List<SupervisedExample> texts = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int times = 1 + random.nextInt(6);
            texts.add(SupervisedExample.of(prompt(times), answer(times)));
        }
        return texts;
    }

    /// Right counts against wrong ones.
    static List<PreferencePair> pairs(int count) {
        List<PreferencePair> pairs = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int times = 1 + i % 6;
            pairs.add(PreferencePair.of(prompt(times), answer(times), answer(7 - times)));
        }
        return pairs;
    }

    /// Two answers to each prompt, of which the right one is rewarded.
    static List<Rollout> rollouts(int groups) {
        List<Rollout> rollouts = new ArrayList<>();
        for (int i = 0; i < groups; i++) {
            int times = 1 + i % 3;
            rollouts.add(Rollout.of("g" + i, prompt(times), answer(times), TokenValues.of(), 1));
            rollouts.add(Rollout.of("g" + i, prompt(times), answer(times + 3), TokenValues.of(), 0));
        }
        return rollouts;
    }

    private static TokenIds prompt(int times) {
        return TokenIds.of(1, 20 + times, 2);
    }

    private static TokenIds answer(int times) {
        int[] ids = new int[times + 1];
        Arrays.fill(ids, 40);
        ids[times] = 3;
        return TokenIds.of(ids);
    }
}
