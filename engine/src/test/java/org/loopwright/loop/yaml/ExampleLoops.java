package org.loopwright.loop.yaml;

/// The two loops that the documentation of the file format shows.
public final class ExampleLoops {
    public static final String SELF_REFINE = """
            loopwright: 1
            name: self-refine-gated
            level: item
            params: {turns: 3}
            models: [student, verifier]
            slots:
              question: {type: Text, from: item.question}
              draft:    {type: Text, answer: true}   # each write is a turn
              verdict:  {type: Verdict}
              critique: {type: Text, default: ""}
            start: draft
            nodes:
              draft:
                kind: generate
                model: student
                prompt: [{user: "{{ question }}"}]
                sampling: {temperature: 0.7, max-tokens: 200}
                writes: draft
                exits: {next: verify}
              verify:
                {kind: self-verify, model: verifier, reads: [question, draft], writes: verdict, exits: {next: gate}}
              gate:
                kind: branch
                max-visits: params.turns             # the cap
                cases: [{when: "verdict.score >= 0.8", exit: accept}, {exit: improve}]
                exits: {accept: done, improve: critique, capped: done}
              critique:
                {kind: critique, model: student, prompt: [{user: "{{ question }}"}, {assistant: "{{ draft }}"},
                 {user: "What is wrong?"}], writes: critique, exits: {next: refine}}
              refine:
                {kind: refine, model: student, reads: [question, draft, critique], writes: draft, exits: {next: verify}}
              done: {kind: stop, returns: draft}
            layout: {draft: [0, 0]}                  # last; ignored by hashes
            """;

    public static final String REST_EM = """
            loopwright: 1
            name: rest-em
            level: round
            params: {rounds: 3, n: 8}
            models: [base]
            slots:
              student:  {type: Model, default: models.base}
              train:    {type: Dataset, from: data.train}
              test:     {type: Dataset, from: data.test}
              traces:   {type: Traces}
              accepted: {type: Dataset}
              score:    {type: Metrics}
            start: collect
            nodes:
              collect:
                {kind: collect, loop: solve.loop.yaml, over: train, roles: {student: student},
                 samples: params.n, writes: traces, exits: {next: filter}}
              filter:                                # source: label(train)
                {kind: filter, reads: traces, keep: trace.right, per-item: 10, writes: accepted,
                 exits: {next: fit, empty: done}}
              fit:
                {kind: train, objective: supervised, from: models.base, data: accepted, writes: student,
                 exits: {next: evaluate, diverged: done}}
              evaluate:
                {kind: evaluate, loop: solve.loop.yaml, over: test, roles: {student: student},
                 writes: score, exits: {next: until}}
              until: {kind: until, max-visits: params.rounds, exits: {again: collect, capped: done}}
              done: {kind: stop, returns: student}
            """;

    private ExampleLoops() {}
}
