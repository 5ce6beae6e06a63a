package org.loopwright.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// A project with a policy-gradient round loop on a model of some thousand weights: collect, reward, train, evaluate.
/// A round takes a second or two.
public final class TinyRewards {
    /// The reward is what a row's gold answer says.
    public static final String BY_GOLD =
            "{kind: weight, reads: traces, by: right, writes: rewarded, exits: {next: fit, equal: evaluate}}";
    /// The reward is for a wrong answer: what rises is not what counts.
    public static final String BY_ERRORS =
            "{kind: weight, reads: traces, by: right, control: wrong-labels, writes: rewarded, exits: {next: fit, equal: evaluate}}";
    /// Steps of each training.
    public static final int STEPS = 6;

    private TinyRewards() {}

    /// The project in a fresh folder; its loop is `tiny`.
    ///
    /// @param rounds of the loop
    /// @param reward the node of the reward, which leads to `fit` or `evaluate`
    /// @param fit settings of the training beside its objective, rows and slots
    public static Path in(Path folder, int rounds, String reward, String fit) throws IOException {
        SampleFolder.copy(SampleFolder.ROOT.resolve("sample-projects/vote-rl"), folder);
        Files.writeString(folder.resolve("loops/tiny.loop.yaml"), """
                loopwright: 1
                name: tiny
                level: round
                params: {rounds: %d}
                slots:
                  corpus: {type: Dataset}
                  problems: {type: Dataset}
                  dev: {type: Dataset}
                  base: {type: Model}
                  student: {type: Model}
                  traces: {type: Traces}
                  rewarded: {type: Dataset}
                  score: {type: Metrics}
                start: corpus
                nodes:
                  corpus: {kind: synthesize, task: chain, size: 2, count: 80, solutions: worked, writes: corpus, exits: {next: problems}}
                  problems: {kind: synthesize, task: chain, size: 2, count: 24, writes: problems, exits: {next: dev}}
                  dev: {kind: synthesize, task: chain, size: 2, split: dev, count: 20, writes: dev, exits: {next: base}}
                  base: {kind: train, objective: supervised, data: corpus, steps: 200, rate: 0.004, warm-up: 10, hidden: 32, layers: 1, writes: base, also: student, exits: {next: collect, diverged: done}}
                  collect: {kind: collect, loop: solve.loop.yaml, over: problems, roles: {student: student}, samples: 6, writes: traces, exits: {next: reward}}
                  reward: %s
                  fit: {kind: train, objective: grpo, from: student, data: rewarded, steps: %d, batch: 72, %s, schedule: constant, writes: student, exits: {next: evaluate, diverged: done}}
                  evaluate: {kind: evaluate, loop: solve.loop.yaml, over: dev, roles: {student: student}, writes: score, exits: {next: until}}
                  until: {kind: until, max-visits: params.rounds, exits: {again: collect, capped: done}}
                  done: {kind: stop}
                """.formatted(rounds, reward, STEPS, fit));
        Path file = folder.resolve("project.yaml");
        Files.writeString(file, Files.readString(file).replace("loop: vote-reward", "loop: tiny"));
        return folder;
    }
}
