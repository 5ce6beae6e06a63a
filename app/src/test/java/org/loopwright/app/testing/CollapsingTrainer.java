package org.loopwright.app.testing;

import java.util.List;
import org.loopwright.model.TokenIds;
import org.loopwright.train.Checkpoint;
import org.loopwright.train.SupervisedExample;
import org.loopwright.train.TrainListener;
import org.loopwright.train.Trainer;
import org.loopwright.train.TrainingJob;

/// The real trainer, which in one round teaches one answer to every problem: a planted collapse.
public final class CollapsingTrainer implements Trainer {
    private final Trainer real;
    private final String node;
    private final int round;
    private volatile boolean mended;

    /// @param node whose training collapses
    /// @param round in which it does, from 1
    public CollapsingTrainer(Trainer real, String node, int round) {
        this.real = real;
        this.node = node;
        this.round = round;
    }

    /// From now on nothing collapses any more.
    public void mend() {
        mended = true;
    }

    @Override
    public Checkpoint train(TrainingJob job, TrainListener listener) throws InterruptedException {
        var card = job.record().settings();
        boolean planted = !mended
                && node.equals(card.get("node"))
                && Integer.toString(round).equals(card.get("round"));
        return real.train(planted ? collapsed(job) : job, listener);
    }

    private static TrainingJob collapsed(TrainingJob job) {
        List<SupervisedExample> examples =
                job.examples().stream().map(SupervisedExample.class::cast).toList();
        TokenIds answer = completion(examples.getFirst());
        return new TrainingJob(
                job.base(),
                job.objective(),
                examples.stream()
                        .map(example -> SupervisedExample.of(prompt(example), answer))
                        .toList(),
                job.dev(),
                job.settings(),
                job.reference(),
                job.teacher(),
                job.record(),
                job.folder());
    }

    private static int first(SupervisedExample example) {
        int at = 0;
        while (example.weights().get(at) == 0) {
            at++;
        }
        return at;
    }

    private static TokenIds prompt(SupervisedExample example) {
        return TokenIds.of(example.ids().stream().limit(first(example)).toArray());
    }

    private static TokenIds completion(SupervisedExample example) {
        return TokenIds.of(example.ids().stream().skip(first(example)).toArray());
    }
}
