package org.loopwright.model.djl;

import java.util.Arrays;
import java.util.List;
import org.loopwright.model.Completion;
import org.loopwright.model.CompletionRequest;
import org.loopwright.model.Sampling;
import org.loopwright.model.TokenIds;
import org.loopwright.model.TokenValues;

/// One request while it is being decoded. Belongs to the device's thread once it is queued.
final class Generation {
    private final CompletionCall call;
    private final int index;
    private final Sampling sampling;
    private final TokenIds promptIds;
    private final TokenIds beginning;
    private final TokenSampler sampler;
    private final VisibleText text;
    private final int limit;

    private int[] ids = new int[16];
    private float[] logProb = new float[16];
    private float[] samplerLogProb = new float[16];
    private float[] entropy = new float[16];
    private int count;
    private boolean reused;
    private long nanos;
    private Completion.Finish finish = Completion.Finish.LENGTH;

    /// @param limit the most tokens that it may write, at least 1
    Generation(CompletionCall call, int index, CompletionRequest request, TokenIds promptIds, int limit) {
        this.call = call;
        this.index = index;
        this.sampling = request.sampling();
        this.promptIds = promptIds;
        this.beginning = request.beginning().ids();
        this.sampler = new TokenSampler(sampling, request.seed());
        this.text = call.visibleText(index, sampling.stop());
        this.limit = limit;
    }

    TokenIds promptIds() {
        return promptIds;
    }

    boolean abandoned() {
        return call.abandoned();
    }

    /// The prompt's computation was shared with another request.
    void markReused() {
        reused = true;
    }

    int reusedTokens() {
        return reused ? promptIds.size() : 0;
    }

    /// Adds a share of the device's time.
    void spend(long share) {
        nanos += share;
    }

    /// The token to read next, and where it stands.
    int lastToken() {
        return ids[count - 1];
    }

    int lastPosition() {
        return promptIds.size() + count - 1;
    }

    /// Draws the next token from a row of logits. Returns true when the completion is finished and
    /// waits for [#deliver].
    boolean advance(float[] logits, int offset, int vocabulary, List<Integer> endTokens) {
        // A beginning is decoded, not read with the prompt: in exact mode only that gives its old numbers.
        boolean given = count < beginning.size();
        TokenSampler.Draw draw = given
                ? sampler.take(beginning.get(count), logits, offset, vocabulary)
                : sampler.draw(logits, offset, vocabulary);
        if (!given && endTokens.contains(draw.token())) {
            finish = Completion.Finish.STOP;
            return true;
        }
        add(draw);
        if (text.watches() && text.add(TokenIds.of(Arrays.copyOf(ids, count)))) {
            finish = Completion.Finish.STOP;
            return true;
        }
        return count == limit;
    }

    private void add(TokenSampler.Draw draw) {
        if (count == ids.length) {
            ids = Arrays.copyOf(ids, 2 * count);
            logProb = Arrays.copyOf(logProb, 2 * count);
            samplerLogProb = Arrays.copyOf(samplerLogProb, 2 * count);
            entropy = Arrays.copyOf(entropy, 2 * count);
        }
        ids[count] = draw.token();
        logProb[count] = draw.logProb();
        samplerLogProb[count] = draw.samplerLogProb();
        entropy[count] = draw.entropy();
        count++;
    }

    /// Hands the finished completion to the caller.
    void deliver() {
        TokenIds all = TokenIds.of(Arrays.copyOf(ids, count));
        String visible = text.finish(all);
        int kept = text.tokensOf(visible, all);
        call.deliver(
                index,
                new Completion(
                        visible,
                        promptIds,
                        TokenIds.of(Arrays.copyOf(ids, kept)),
                        TokenValues.of(Arrays.copyOf(logProb, kept)),
                        TokenSampler.drawsRaw(sampling) ? null : TokenValues.of(Arrays.copyOf(samplerLogProb, kept)),
                        TokenValues.of(Arrays.copyOf(entropy, kept)),
                        finish,
                        reusedTokens(),
                        nanos));
    }

    /// Tells the caller that it will not be finished.
    void fail(Throwable cause) {
        call.fail(cause);
    }

    int tokens() {
        return count;
    }
}
