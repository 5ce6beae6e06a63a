package org.loopwright.train;

import java.util.List;
import org.loopwright.model.TokenIds;
import org.loopwright.model.TokenValues;

/// A rollout after its reward was compared with others'. Made by [Objective#prepare].
///
/// @param rollout what was sampled
/// @param advantages of the completion's tokens
public record AdvantagedRollout(Rollout rollout, TokenValues advantages) implements Example {
    public AdvantagedRollout {
        Example.requireSize(
                "advantages", advantages.size(), rollout.completion().size());
    }

    @Override
    public List<TokenIds> sequences() {
        return rollout.sequences();
    }
}
