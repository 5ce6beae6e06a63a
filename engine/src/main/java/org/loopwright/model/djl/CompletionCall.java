package org.loopwright.model.djl;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.loopwright.model.Completion;
import org.loopwright.model.TokenChoice;
import org.loopwright.model.TokenListener;
import org.loopwright.model.paged.RawLogits;

/// One call of `complete`: gathers the completions of its requests and lets its caller wait for them.
final class CompletionCall {
    private final ChatTokenizer tokenizer;
    private final TokenListener listener;
    // Written on the device's thread only, read by the caller after `done`.
    private final List<@Nullable Completion> completions;
    private int missing;
    private final CompletableFuture<List<Completion>> done = new CompletableFuture<>();

    CompletionCall(int requests, ChatTokenizer tokenizer, TokenListener listener) {
        this.tokenizer = tokenizer;
        this.listener = listener;
        this.completions = new ArrayList<>(Collections.nCopies(requests, null));
        this.missing = requests;
    }

    VisibleText visibleText(int index, List<String> stops) {
        Consumer<String> hear = text -> listener.token(index, text);
        return new VisibleText(tokenizer::decode, stops, listener.equals(TokenListener.NONE) ? null : hear);
    }

    /// The `count` most likely tokens.
    List<TokenChoice> choices(RawLogits raw, int count) {
        List<TokenChoice> choices = new ArrayList<>();
        for (int rank = 0; rank < Math.min(count, RawLogits.TOP); rank++) {
            int id = raw.top(rank);
            if (id >= 0) {
                choices.add(new TokenChoice(id, tokenizer.decodeOne(id), raw.logProb(id)));
            }
        }
        return choices;
    }

    void deliver(int index, Completion completion) {
        completions.set(index, completion);
        missing--;
        if (missing == 0) {
            List<Completion> all = new ArrayList<>();
            for (Completion each : completions) {
                if (each != null) {
                    all.add(each);
                }
            }
            done.complete(List.copyOf(all));
        }
    }

    void fail(Throwable cause) {
        done.completeExceptionally(cause);
    }

    /// True when nobody waits any more: the caller was interrupted or another request failed.
    boolean abandoned() {
        return done.isDone();
    }

    /// Waits for all completions.
    ///
    /// @throws InterruptedException when the caller is interrupted; its requests are then dropped at
    ///     the next step
    List<Completion> await() throws InterruptedException {
        try {
            return done.get();
        } catch (InterruptedException e) {
            done.cancel(false);
            throw e;
        } catch (ExecutionException e) {
            throw DjlDevice.rethrown(Objects.requireNonNull(e.getCause()));
        }
    }
}
