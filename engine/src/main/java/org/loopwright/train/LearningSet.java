package org.loopwright.train;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.loopwright.model.TokenIds;
import org.loopwright.model.TokenValues;
import org.loopwright.train.MovingModel.Request;

/// A job's examples as its objective prepared them, with what other models said of their sequences.
///
/// @param <E> the objective's examples
final class LearningSet<E extends Example> {
    private final Objective<E> objective;
    private final List<E> examples;
    private final int tokensAtOnce;
    private final List<List<double[]>> references = new ArrayList<>();
    private final List<List<double[]>> olds = new ArrayList<>();

    /// @param given as the job has them
    LearningSet(Objective<E> objective, List<? extends Example> given, int tokensAtOnce) {
        this.objective = objective;
        this.examples = objective.prepare(given);
        this.tokensAtOnce = tokensAtOnce;
        for (E example : examples) {
            references.add(List.of());
            olds.add(old(example));
        }
    }

    /// Log-probabilities that came with a rollout; empty when none did.
    private List<double[]> old(E example) {
        if (example instanceof AdvantagedRollout advantaged) {
            Rollout rollout = advantaged.rollout();
            TokenValues known = rollout.oldLogProbs();
            if (known.size() > 0) {
                double[] old = new double[rollout.prompt().size() + known.size()];
                for (int t = 0; t < known.size(); t++) {
                    old[rollout.prompt().size() + t] = known.get(t);
                }
                return List.of(old);
            }
        }
        return List.of();
    }

    /// Count of examples.
    int size() {
        return examples.size();
    }

    /// Asks the reference about all sequences.
    void readReference(MovingModel reference) {
        readAll(reference, references, false);
    }

    /// Asks the model that training starts from about rollouts that came without log-probabilities.
    void readOld(MovingModel start) {
        if (examples.getFirst() instanceof AdvantagedRollout) {
            readAll(start, olds, true);
        }
    }

    private void readAll(MovingModel model, List<List<double[]>> into, boolean onlyMissing) {
        List<Integer> wanted = new ArrayList<>();
        for (int i = 0; i < examples.size(); i++) {
            if (!onlyMissing || into.get(i).isEmpty()) {
                wanted.add(i);
            }
        }
        for (List<Integer> pass : passes(wanted)) {
            List<ScoredSequence> sequences = model.read(requests(pass));
            int at = 0;
            for (int index : pass) {
                List<double[]> said = new ArrayList<>();
                for (int s = 0; s < examples.get(index).sequences().size(); s++) {
                    said.add(sequences.get(at++).values(Reading.LOG_PROB));
                }
                into.set(index, said);
            }
        }
    }

    /// Cuts examples into forward passes.
    List<List<Integer>> passes(List<Integer> indices) {
        List<List<Integer>> passes = new ArrayList<>();
        List<Integer> pass = new ArrayList<>();
        int tokens = 0;
        for (int index : indices) {
            int more = examples.get(index).tokens();
            if (!pass.isEmpty() && tokens + more > tokensAtOnce) {
                passes.add(pass);
                pass = new ArrayList<>();
                tokens = 0;
            }
            pass.add(index);
            tokens += more;
        }
        if (!pass.isEmpty()) {
            passes.add(pass);
        }
        return passes;
    }

    /// What is asked of the model for examples.
    List<Request> requests(List<Integer> indices) {
        List<Request> requests = new ArrayList<>();
        for (int index : indices) {
            E example = examples.get(index);
            List<TokenIds> sequences = example.sequences();
            for (int s = 0; s < sequences.size(); s++) {
                BitSet read = new BitSet();
                for (int t = 0; t < sequences.get(s).size(); t++) {
                    read.set(t, objective.reads(example, s, t));
                }
                requests.add(new Request(sequences.get(s), read));
            }
        }
        return requests;
    }

    /// Tokens that the model reads for examples.
    long tokens(List<Integer> indices) {
        return indices.stream().mapToLong(i -> examples.get(i).tokens()).sum();
    }

    /// The divisor of a step's mean.
    double units(List<Integer> indices) {
        return indices.stream()
                .mapToDouble(i -> objective.units(examples.get(i)))
                .sum();
    }

    /// The objective's share for one pass; adds slopes to the sequences.
    double loss(List<Integer> pass, List<ScoredSequence> sequences, double units, Parts parts) {
        List<ScoredExample<E>> scored = new ArrayList<>();
        int at = 0;
        for (int index : pass) {
            List<ScoredSequence> own = new ArrayList<>();
            for (int s = 0; s < examples.get(index).sequences().size(); s++) {
                own.add(sequences.get(at++).beside(said(references, index, s), said(olds, index, s)));
            }
            scored.add(new ScoredExample<>(examples.get(index), own));
        }
        return objective.loss(scored, units, parts);
    }

    private static double[] said(List<List<double[]>> all, int example, int sequence) {
        return all.get(example).isEmpty() ? new double[0] : all.get(example).get(sequence);
    }
}
