package org.loopwright.train.objective;

import java.util.List;
import java.util.Set;
import org.loopwright.train.Example;
import org.loopwright.train.Objective;
import org.loopwright.train.Parts;
import org.loopwright.train.PreferencePair;
import org.loopwright.train.Reading;
import org.loopwright.train.ScoredExample;
import org.loopwright.train.ScoredSequence;

/// An objective on pairs whose loss depends on the completions' whole log-probabilities; the step's loss is
/// the mean over pairs, by their weights.
sealed interface PreferenceObjective extends Objective<PreferencePair> permits Dpo, Ipo, Orpo, SimPo, StepDpo {

    /// One pair's loss and slopes.
    PairLoss loss(PairScores scores);

    @Override
    default Class<? extends Example> example() {
        return PreferencePair.class;
    }

    @Override
    default Set<Reading> readings() {
        return Set.of(Reading.LOG_PROB);
    }

    @Override
    default List<PreferencePair> prepare(List<? extends Example> examples) {
        return Examples.of(name(), PreferencePair.class, examples);
    }

    @Override
    default boolean reads(PreferencePair example, int sequence, int token) {
        return token >= example.prompt().size();
    }

    @Override
    default double units(PreferencePair pair) {
        return pair.weight();
    }

    @Override
    default double loss(List<ScoredExample<PreferencePair>> pass, double units, Parts parts) {
        double sum = 0;
        for (ScoredExample<PreferencePair> scored : pass) {
            ScoredSequence chosen = scored.sequences().get(0);
            ScoredSequence rejected = scored.sequences().get(1);
            int from = scored.example().prompt().size();
            PairScores scores = scores(chosen, rejected, from);
            PairLoss loss = loss(scores);
            double share = scored.example().weight() / units;
            chosen.addSlopes(from, share * loss.chosenSlope());
            rejected.addSlopes(from, share * loss.rejectedSlope());
            sum += share * loss.value();
            parts.add("margin", loss.margin(), share);
            parts.add("accuracy", loss.margin() > 0 ? 1 : 0, share);
            parts.add("chosen log-prob", scores.chosen() / scores.chosenTokens(), share);
            parts.add("rejected log-prob", scores.rejected() / scores.rejectedTokens(), share);
        }
        return sum;
    }

    private PairScores scores(ScoredSequence chosen, ScoredSequence rejected, int from) {
        return new PairScores(
                chosen.logProb(from),
                rejected.logProb(from),
                needsReference() ? chosen.referenceLogProb(from) : 0,
                needsReference() ? rejected.referenceLogProb(from) : 0,
                chosen.size() - from,
                rejected.size() - from);
    }
}
