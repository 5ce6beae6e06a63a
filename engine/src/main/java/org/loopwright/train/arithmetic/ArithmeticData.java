package org.loopwright.train.arithmetic;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/// The task's data files, the same for every training seed: `data/dev.jsonl` and `data/test.jsonl` with
/// 1,000 problems each that are never trained on, and `data/train.jsonl`, a sample of 300 of those that
/// are.
final class ArithmeticData {
    private static final int HELD_OUT = 1000;
    private static final int TRAIN_SAMPLE = 300;

    private ArithmeticData() {}

    /// Development problems; the first ones are as mixed as all of them.
    static List<Multiplication> dev(int count) {
        return ProblemMix.USUAL.distinct(Split.DEV, HELD_OUT, 20_261).subList(0, Math.min(count, HELD_OUT));
    }

    /// Writes the files that are missing.
    static void write(Path project) throws IOException {
        Path data = project.resolve("data");
        Files.createDirectories(data);
        write(data.resolve("dev.jsonl"), "dev", dev(HELD_OUT));
        write(data.resolve("test.jsonl"), "test", ProblemMix.USUAL.distinct(Split.TEST, HELD_OUT, 20_262));
        write(data.resolve("train.jsonl"), "train", ProblemMix.USUAL.distinct(Split.TRAIN, TRAIN_SAMPLE, 20_263));
    }

    private static void write(Path file, String name, List<Multiplication> problems) throws IOException {
        if (Files.exists(file)) {
            return;
        }
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < problems.size(); i++) {
            Multiplication problem = problems.get(i);
            lines.append(String.format(
                    Locale.ROOT,
                    "{\"id\":\"%s-%04d\",\"question\":\"%s\",\"answer\":\"%s\",\"cluster\":\"%s\"}\n",
                    name,
                    i + 1,
                    problem.question(),
                    problem.answer(),
                    problem.cluster()));
        }
        Files.writeString(file, lines, StandardCharsets.UTF_8);
    }
}
