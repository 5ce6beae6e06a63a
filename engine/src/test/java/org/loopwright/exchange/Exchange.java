package org.loopwright.exchange;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.loopwright.model.LanguageModel;
import org.loopwright.model.ModelCard;
import org.loopwright.model.ModelOpener;
import org.loopwright.project.Project;

/// A small project without models, and files to bring into it.
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
                defaults: {loop: none, dataset: dev}
                """);
        return root;
    }

    static Project open(Path root) {
        return Project.open(root, new NoModels());
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

    private static final class NoModels implements ModelOpener {
        @Override
        public LanguageModel open(Path folder) {
            throw new AssertionError("no model is asked for");
        }

        @Override
        public ModelCard card(Path folder) {
            throw new AssertionError("no model is asked for");
        }

        @Override
        public void close() {}
    }
}
