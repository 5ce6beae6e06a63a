package org.loopwright.app.terminal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.loopwright.model.djl.DjlModels;
import org.loopwright.model.djl.Precision;
import org.loopwright.project.Project;
import org.loopwright.project.ProjectException;
import org.loopwright.project.RunRequest;
import org.loopwright.run.RunHandle;
import org.loopwright.run.RunListener;

/// The share of a run's time that is not the model's, on a loop of three calls: a project made for it, run by the
/// ordinary runner with journal and store.
final class LoopOverhead {
    private static final double MOST = 0.05;

    private static final String PROJECT = """
            loopwright: 1
            name: three-calls
            grader: integer
            datasets:
              dev: {name: sums, split: dev, file: data/dev.jsonl}
            defaults: {loop: three-calls, dataset: dev, items: ITEMS, seed: 1, models: {student: smollm2}}
            """;

    private static final String LOOP = """
            loopwright: 1
            name: three-calls
            level: item
            models: [student]
            slots:
              question: {type: Text, from: item.question}
              answer:   {type: Text, answer: true}
              critique: {type: Text}
            start: draft
            nodes:
              draft:
                kind: generate
                model: student
                prompt: [{system: "SYSTEM"}, {user: "{{ question }}"}]
                sampling: {temperature: 1, max-tokens: 100}
                writes: answer
                exits: {next: criticise}
              criticise:
                kind: critique
                model: student
                prompt:
                  - system: "SYSTEM"
                  - user: "{{ question }}"
                  - assistant: "{{ answer }}"
                  - user: What is wrong with this answer?
                sampling: {temperature: 1, max-tokens: 80}
                writes: critique
                exits: {next: revise}
              revise:
                kind: refine
                model: student
                prompt:
                  - system: "SYSTEM"
                  - user: "{{ question }}"
                  - assistant: "{{ answer }}"
                  - user: What is wrong with this answer?
                  - assistant: "{{ critique }}"
                  - user: Answer again.
                sampling: {temperature: 1, max-tokens: 100}
                writes: answer
                exits: {next: done}
              done: {kind: stop, returns: answer}
            """;

    private final Path model;
    private final int threads;
    private final int items;

    LoopOverhead(Path model, int threads, int items) {
        this.model = model;
        this.threads = threads;
        this.items = items;
    }

    PeerFigure measure() throws InterruptedException {
        try {
            Path folder = write();
            try (DjlModels models = DjlModels.onCpu(threads, Precision.BF16);
                    Project project = Project.open(folder, models)) {
                run(project, 16, 7);
                RunHandle.Progress end = run(project, items, 1);
                double share = 1 - (double) end.modelNanos() / end.wallNanos();
                return PeerFigure.atMost("orchestration", share, MOST, "of wall time", threads);
            } finally {
                Folders.delete(folder);
            }
        } catch (IOException e) {
            throw new ProjectException("the benchmark's project can't be written: " + e.getMessage(), e);
        }
    }

    private static RunHandle.Progress run(Project project, int items, long seed) throws InterruptedException {
        RunRequest request =
                RunRequest.of(project.file().defaults()).withItems(items).withSeed(seed);
        RunHandle.Progress end = project.start(request, RunListener.NONE).await();
        if (end.status() != RunHandle.Status.FINISHED) {
            throw new IllegalStateException("the run ended as " + end.status() + ": " + end.failure());
        }
        return end;
    }

    private Path write() throws IOException {
        Path folder = Files.createTempDirectory("loopwright-loop");
        // About 200 tokens that all items share.
        String system = "Work carefully, step by step, and check each step before the next one. "
                .repeat(13)
                .strip();
        Files.createDirectories(folder.resolve("loops"));
        Files.createDirectories(folder.resolve("data"));
        Files.createDirectories(folder.resolve("models"));
        Files.writeString(folder.resolve("project.yaml"), PROJECT.replace("ITEMS", Integer.toString(items)));
        Files.writeString(folder.resolve("loops/three-calls.loop.yaml"), LOOP.replace("SYSTEM", system));
        String lines = IntStream.range(0, items)
                .mapToObj(i -> "{\"id\":\"sum-%04d\",\"question\":\"%s\",\"answer\":\"%d\"}"
                        .formatted(i, question(i), 3 * i + 41))
                .collect(Collectors.joining("\n", "", "\n"));
        Files.writeString(folder.resolve("data/dev.jsonl"), lines);
        Files.copy(model, folder.resolve("models/smollm2.gguf"));
        return folder;
    }

    private static String question(int i) {
        return "A baker sells %d loaves in the morning, twice as many at noon and 41 in the evening. ".formatted(i)
                + "Some of the loaves are round and some are long, and a few of them are burnt. "
                + "How many loaves does the baker sell on this day in all? Explain your answer.";
    }
}
