package org.loopwright.train;

import java.util.List;
import org.loopwright.model.TokenIds;
import org.loopwright.model.TokenValues;

/// A text with what a value head should say at its tokens: an outcome at the last, process labels at the
/// ends of steps, returns everywhere.
///
/// @param ids all tokens
/// @param targets what to say at each token
/// @param mask 1 where a target counts, 0 elsewhere; at least one counts
public record ValuedText(TokenIds ids, TokenValues targets, TokenValues mask) implements Example {
    public ValuedText {
        Example.requireSize("targets", targets.size(), ids.size());
        Example.requireSize("mask", mask.size(), ids.size());
        if (!(mask.sum() > 0)) {
            throw new IllegalArgumentException("no token of the text has a target");
        }
    }

    /// A text whose last token says the outcome.
    public static ValuedText outcome(TokenIds ids, double target) {
        float[] targets = new float[ids.size()];
        float[] mask = new float[ids.size()];
        targets[ids.size() - 1] = (float) target;
        mask[ids.size() - 1] = 1;
        return new ValuedText(ids, TokenValues.of(targets), TokenValues.of(mask));
    }

    @Override
    public List<TokenIds> sequences() {
        return List.of(ids);
    }
}
