package org.loopwright.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// A project whose round loop teaches [SkilledModels] to double numbers: collect, filter, train, evaluate, twice.
public final class RoundProject {
    private RoundProject() {}

    /// The text of a round loop of this name that keeps what `keep` says.
    public static String rounds(String name, String keep) {
        return """
            loopwright: 1
            name: %s
            level: round
            params: {rounds: 2, n: 4}
            models: [base]
            slots:
              student:  {type: Model, default: models.base}
              train:    {type: Dataset, from: data.train}
              dev:      {type: Dataset, from: data.dev}
              traces:   {type: Traces}
              accepted: {type: Dataset}
              score:    {type: Metrics}
              best:     {type: Model}
            start: collect
            nodes:
              collect:
                {kind: collect, loop: solve.loop.yaml, over: train, roles: {student: student}, samples: params.n, writes: traces, exits: {next: filter}}
              filter: {kind: filter, reads: traces, keep: %s, writes: accepted, exits: {next: fit, empty: done}}
              fit: {kind: train, objective: supervised, from: student, data: accepted, writes: student, exits: {next: evaluate, diverged: done}}
              evaluate: {kind: evaluate, loop: solve.loop.yaml, over: dev, roles: {student: student}, samples: 4, writes: score, exits: {next: until}}
              until: {kind: until, max-visits: params.rounds, exits: {again: collect, capped: best}}
              best: {kind: promote, model: student, by: score, writes: best, exits: {next: done}}
              done: {kind: stop, returns: best}
            """.formatted(name, keep);
    }

    /// Writes it into an empty folder.
    public static Path write(Path folder) throws IOException {
        write(folder, "project.yaml", """
                loopwright: 1
                name: doubling
                title: Doubling numbers
                grader: exact
                datasets:
                  train: {name: doubling, split: train, file: data/train.jsonl}
                  dev: {name: doubling, split: dev, file: data/dev.jsonl}
                defaults: {loop: rest-em, dataset: dev, seed: 1, models: {base: base}}
                """);
        write(folder, "loops/solve.loop.yaml", """
                loopwright: 1
                name: solve
                level: item
                models: [student]
                slots: {question: {type: Text, from: item.question}, answer: {type: Text, answer: true}}
                start: solve
                nodes:
                  solve: {kind: generate, model: student, prompt: [{user: "{{ question }}"}], writes: answer, exits: {next: done}}
                  done: {kind: stop, returns: answer}
                """);
        write(folder, "loops/rest-em.loop.yaml", rounds("rest-em", "trace.right"));
        write(folder, "data/train.jsonl", items(1, 20));
        write(folder, "data/dev.jsonl", items(101, 110));
        SkilledModels.write(folder.resolve("models/base"), 1);
        return folder;
    }

    private static String items(int from, int to) {
        StringBuilder lines = new StringBuilder();
        for (int i = from; i <= to; i++) {
            lines.append("{\"id\":\"n-" + i + "\",\"question\":\"" + i + "\",\"answer\":\"" + 2 * i + "\"}\n");
        }
        return lines.toString();
    }

    private static void write(Path folder, String file, String text) throws IOException {
        Path path = folder.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }
}
