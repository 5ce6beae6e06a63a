package org.loopwright.train.arithmetic;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.loopwright.model.Completion;
import org.loopwright.model.CompletionRequest;
import org.loopwright.model.LanguageModel;
import org.loopwright.model.Sampling;
import org.loopwright.model.TokenListener;

/// The model's own latest drafts of training problems, so that a check meets the mistakes it will see
/// later.
final class DraftBuffer {
    private final int capacity;
    private final List<Draft> drafts = new ArrayList<>();

    /// A problem and what the model wrote.
    record Draft(Multiplication problem, String text) {}

    DraftBuffer(int capacity) {
        this.capacity = capacity;
    }

    boolean isEmpty() {
        return drafts.isEmpty();
    }

    Draft draw(Random random) {
        return drafts.get(random.nextInt(drafts.size()));
    }

    /// Asks the model for drafts at temperature 1; the oldest make room. Drafts of another shape than
    /// five digits are dropped: a check has no form for them.
    void refill(LanguageModel model, List<Multiplication> problems, Random random) throws InterruptedException {
        Sampling sampling = Sampling.greedy(Multiplication.ANSWER_DIGITS + 1).withTemperature(1);
        List<CompletionRequest> requests = new ArrayList<>();
        for (Multiplication problem : problems) {
            requests.add(new CompletionRequest(Conversations.draft(problem.question()), sampling, random.nextLong()));
        }
        List<Completion> completions = model.complete(requests, TokenListener.NONE);
        for (int i = 0; i < completions.size(); i++) {
            String text = completions.get(i).text();
            if (Multiplication.isAnswer(text)) {
                drafts.add(new Draft(problems.get(i), text));
            }
        }
        if (drafts.size() > capacity) {
            drafts.subList(0, drafts.size() - capacity).clear();
        }
    }
}
