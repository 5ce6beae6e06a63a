package org.loopwright.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.loopwright.model.LanguageModel;
import org.loopwright.model.ModelCard;
import org.loopwright.model.ModelOpener;
import org.loopwright.project.Project;
import org.loopwright.project.RunRequest;
import org.loopwright.run.RunHandle;
import org.loopwright.run.RunListener;
import org.loopwright.testing.ScriptedLanguageModel;

/// A small project whose model is scripted, and files to bring into it.
final class Exchange {
    /// Files that others made and that are read in place; absent on most machines.
    static final Path SHARED = Path.of(
                    Objects.requireNonNullElse(System.getenv("LOOPWRIGHT_DATA"), "../../shared/data"))
            .toAbsolutePath()
            .normalize();

    private Exchange() {}

    /// Makes a project with one dataset of two items.
    static Path project(Path root) throws IOException {
        Files.createDirectories(root.resolve("data"));
        Files.writeString(root.resolve("data/dev.jsonl"), """
                {"question": "1+1?", "answer": "2"}
                {"question": "2+2?", "answer": "4"}
                """);
        Files.writeString(root.resolve("project.yaml"), """
                loopwright: 1      # a comment that stays
                name: exchange
                grader: number
                datasets:
                  # this one, too
                  dev: {name: sums, split: dev, file: data/dev.jsonl}
                defaults: {loop: solve, dataset: dev, models: {student: student}}
                """);
        Files.createDirectories(root.resolve("models/student"));
        Files.writeString(root.resolve("models/student/config.json"), "{}\n");
        Files.createDirectories(root.resolve("loops"));
        Files.writeString(root.resolve("loops/solve.loop.yaml"), """
                loopwright: 1
                name: solve
                level: item
                models: [student]
                slots:
                  question: {type: Text, from: item.question}
                  answer: {type: Text, answer: true}
                  critique: {type: Text}
                start: draft
                nodes:
                  draft: {kind: generate, model: student, prompt: [{user: "{{ question }}"}], writes: answer, exits: {next: critique}}
                  critique: {kind: critique, model: student, reads: [answer], writes: critique, exits: {next: refine}}
                  refine: {kind: refine, model: student, reads: [answer, critique], writes: answer, exits: {next: again}}
                  again: {kind: critique, model: student, reads: [answer], writes: critique, exits: {next: done}}
                  done: {kind: stop, returns: answer}
                """);
        return root;
    }

    static Project open(Path root) {
        return Project.open(root, new OneModel());
    }

    /// Copies a file of the test's resources.
    static Path fixture(String name, Path target) throws IOException {
        try (InputStream in = Exchange.class.getResourceAsStream("/golden/inspect/" + name)) {
            Files.copy(Objects.requireNonNull(in, name), target);
        }
        return target;
    }

    /// Every file below a folder but the database's, with its text, to see that nothing changed.
    static Map<String, String> texts(Path root) throws IOException {
        Map<String, String> texts = new TreeMap<>();
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                if (!file.startsWith(root.resolve("runs"))) {
                    texts.put(root.relativize(file).toString(), Files.readString(file));
                }
            }
        }
        return texts;
    }

    /// Runs the project's loop, whose first answer is 2 and whose second is 4, to its end.
    static UUID run(Project project) throws InterruptedException {
        RunHandle run = project.start(RunRequest.of(project.file().defaults()), RunListener.NONE);
        assertThat(run.await().status()).isEqualTo(RunHandle.Status.FINISHED);
        return run.id();
    }

    private static final class OneModel implements ModelOpener {
        private final LanguageModel model = ScriptedLanguageModel.named("student", (prompt, _) -> {
            String asked = prompt.toString();
            return asked.contains("critique")
                    ? "4, \"of course\",\nand nothing else: 4"
                    : asked.contains("answer") ? "hm" : "2";
        });

        @Override
        public LanguageModel open(Path folder) {
            return model;
        }

        @Override
        public ModelCard card(Path folder) {
            return model.card();
        }

        @Override
        public void close() {}
    }
}
