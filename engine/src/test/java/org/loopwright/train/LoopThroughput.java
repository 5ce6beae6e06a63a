package org.loopwright.train;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.loopwright.model.Completion;
import org.loopwright.model.CompletionRequest;
import org.loopwright.model.LanguageModel;
import org.loopwright.model.ModelUsage;
import org.loopwright.model.Prompt;
import org.loopwright.model.Prompt.Message;
import org.loopwright.model.Sampling;
import org.loopwright.model.TokenListener;
import org.loopwright.model.djl.DjlModels;

/// Measures what a loop over a data file costs: one virtual thread per item makes a draft, a check and,
/// after `n`, a revision, at most PARALLEL items at once. `LoopThroughput PROJECT MODEL THREADS
/// PARALLEL`.
final class LoopThroughput {
    private LoopThroughput() {}

    @SuppressWarnings("SystemOut")
    public static void main(String[] arguments) throws Exception {
        Path project = Path.of(arguments[0]);
        List<String> questions = Files.readAllLines(project.resolve("data/dev.jsonl")).stream()
                .map(line -> line.replaceAll(".*\"question\":\"([0-9*]+)\".*", "$1"))
                .toList();
        try (DjlModels models = DjlModels.onCpu(Integer.parseInt(arguments[2]));
                LanguageModel model = models.open(project.resolve("models").resolve(arguments[1]))) {
            for (int lap = 0; lap < 3; lap++) {
                ModelUsage before = model.usage();
                long start = System.nanoTime();
                solveAll(model, questions, Integer.parseInt(arguments[3]));
                double seconds = (System.nanoTime() - start) / 1e9;
                ModelUsage spent = model.usage().since(before);
                System.out.printf(
                        Locale.ROOT,
                        "%d items in %.1f s, %d tokens decoded (%.0f/s), %d read, device busy %.1f s%n",
                        questions.size(),
                        seconds,
                        spent.completionTokens(),
                        spent.completionTokens() / seconds,
                        spent.promptTokens(),
                        spent.busyNanos() / 1e9);
            }
        }
    }

    private static void solveAll(LanguageModel model, List<String> questions, int parallel) throws Exception {
        try (ExecutorService items =
                Executors.newFixedThreadPool(parallel, Thread.ofVirtual().factory())) {
            List<Future<String>> answers = new ArrayList<>();
            for (String question : questions) {
                answers.add(items.submit(() -> solve(model, question)));
            }
            for (Future<String> answer : answers) {
                answer.get();
            }
        }
    }

    private static String solve(LanguageModel model, String question) throws InterruptedException {
        List<Message> messages = new ArrayList<>(List.of(Message.of("user", question)));
        Completion draft = next(model, messages, 6);
        messages.add(Message.of("user", "check"));
        Completion check = next(model, messages, 80);
        if (check.text().endsWith("y")) {
            return draft.text();
        }
        messages.add(Message.of("user", "revise"));
        return next(model, messages, 6).text();
    }

    private static Completion next(LanguageModel model, List<Message> messages, int maxTokens)
            throws InterruptedException {
        Sampling sampling = Sampling.greedy(maxTokens).withTemperature(0.7);
        CompletionRequest request = new CompletionRequest(new Prompt(messages), sampling, messages.hashCode());
        Completion completion =
                model.complete(List.of(request), TokenListener.NONE).getFirst();
        messages.add(
                new Message("assistant", List.of(new Prompt.Segment(completion.text(), "s", 0, completion.ids()))));
        return completion;
    }
}
