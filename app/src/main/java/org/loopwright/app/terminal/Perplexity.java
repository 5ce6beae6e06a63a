package org.loopwright.app.terminal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.loopwright.model.Completion;
import org.loopwright.model.CompletionRequest;
import org.loopwright.model.LanguageModel;
import org.loopwright.model.Prompt;
import org.loopwright.model.PromptScores;
import org.loopwright.model.Sampling;
import org.loopwright.model.TokenIds;
import org.loopwright.model.TokenListener;
import org.loopwright.project.ProjectException;

/// e to the power of the mean negative log-probability of a text's tokens, in windows of 512 that know nothing of each
/// other; the first token of each has no score.
final class Perplexity {
    private static final int WINDOW = 512;

    private Perplexity() {}

    static double of(LanguageModel model, Path text, int windows) throws InterruptedException {
        int[] ids = model.tokenize(Prompt.raw(read(text))).toArray();
        double loss = 0;
        int seen = 0;
        for (int window = 0; window < windows && (window + 1) * WINDOW <= ids.length; window++) {
            TokenIds part = TokenIds.of(Arrays.copyOfRange(ids, window * WINDOW, (window + 1) * WINDOW));
            CompletionRequest request = new CompletionRequest(
                    Prompt.raw(part, "text"), Sampling.greedy(1), 0, new CompletionRequest.Detail(0, true));
            Completion completion =
                    model.complete(List.of(request), TokenListener.NONE).getFirst();
            PromptScores scores = Objects.requireNonNull(completion.promptScores());
            for (int i = 1; i < WINDOW; i++) {
                loss -= scores.logProb().get(i);
                seen++;
            }
        }
        if (seen == 0) {
            throw new ProjectException(text + " has " + ids.length + " tokens; perplexity needs at least " + WINDOW);
        }
        return Math.exp(loss / seen);
    }

    private static String read(Path text) {
        try {
            return Files.readString(text);
        } catch (IOException e) {
            throw new ProjectException(text + " can't be read as UTF-8: " + e.getMessage(), e);
        }
    }
}
