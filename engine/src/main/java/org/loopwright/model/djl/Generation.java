package org.loopwright.model.djl;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.loopwright.model.Completion;
import org.loopwright.model.CompletionRequest;
import org.loopwright.model.ModelException;
import org.loopwright.model.PromptScores;
import org.loopwright.model.Sampling;
import org.loopwright.model.TokenChoice;
import org.loopwright.model.TokenIds;
import org.loopwright.model.TokenValues;
import org.loopwright.model.constraint.ConstrainedText;
import org.loopwright.model.paged.RawLogits;
import org.loopwright.model.paged.TokenMass;

/// One request while it is being decoded. Belongs to the device's thread once it is queued.
final class Generation {
    private static final int[] NOTHING = {};

    private final CompletionCall call;
    private final int index;
    private final Sampling sampling;
    private final TokenIds promptIds;
    private final TokenIds beginning;
    private final TokenSampler sampler;
    private final VisibleText text;
    private final int limit;
    private final @Nullable ConstrainedText constrained;
    private final CompletionRequest.Detail detail;
    private final List<List<TokenChoice>> alternatives = new ArrayList<>();
    private final float[] promptLogProb;
    private final List<List<TokenChoice>> promptChoices = new ArrayList<>();

    private int[] ids = new int[16];
    private float[] logProb = new float[16];
    private float[] samplerLogProb = new float[16];
    private float[] entropy = new float[16];
    private int count;
    private int reused;
    private long nanos;
    private Completion.Finish finish = Completion.Finish.LENGTH;

    /// @param limit the most tokens that it may write, at least 1
    /// @param constrained what the text must become, at its beginning, or null for any
    Generation(
            CompletionCall call,
            int index,
            CompletionRequest request,
            TokenIds promptIds,
            int limit,
            @Nullable ConstrainedText constrained) {
        this.call = call;
        this.index = index;
        this.sampling = request.sampling();
        this.promptIds = promptIds;
        this.beginning = request.beginning().ids();
        this.sampler = new TokenSampler(sampling, request.seed());
        this.text = call.visibleText(index, sampling.stop());
        this.limit = limit;
        this.constrained = constrained;
        this.detail = request.detail();
        this.promptLogProb = new float[detail.promptScores() ? promptIds.size() : 0];
        Arrays.fill(promptLogProb, Float.NaN);
        promptChoices.addAll(Collections.nCopies(promptLogProb.length, List.of()));
    }

    TokenIds promptIds() {
        return promptIds;
    }

    boolean abandoned() {
        return call.abandoned();
    }

    /// So many of the prompt's tokens were computed before, or for another request.
    void reuse(int tokens) {
        reused = tokens;
    }

    int reusedTokens() {
        return reused;
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

    /// Draws the next token from an analysed row of logits. Returns true when the completion is finished and
    /// waits for [#deliver].
    boolean advance(RawLogits raw, TokenMass mass, List<Integer> endTokens) {
        // A beginning is decoded, not read with the prompt: in exact mode only that gives its old numbers.
        boolean given = count < beginning.size();
        BitSet allowed = constrained == null ? null : allowed(constrained, endTokens);
        if (!given && allowed != null && allowed.isEmpty()) {
            return endConstrained();
        }
        TokenSampler.Draw draw = given
                ? sampler.take(beginning.get(count), raw, mass, seen(), allowed)
                : sampler.draw(raw, mass, seen(), allowed);
        if (!given && endTokens.contains(draw.token())) {
            finish = Completion.Finish.STOP;
            return true;
        }
        add(draw);
        if (constrained != null) {
            constrained.add(draw.token());
        }
        if (detail.alternatives() > 0) {
            alternatives.add(call.choices(raw, detail.alternatives()));
        }
        if (text.watches() && text.add(TokenIds.of(Arrays.copyOf(ids, count)))) {
            finish = Completion.Finish.STOP;
            return true;
        }
        return count == limit;
    }

    /// Ends a text that no token can go on.
    private boolean endConstrained() {
        finish = Completion.Finish.STOP;
        if (constrained != null && !constrained.mayEnd()) {
            call.fail(new ModelException(
                    ModelException.Code.PROMPT,
                    "the model has no token that goes on under the answer's constraint, after " + count
                            + " tokens; let the constraint allow the characters of the model's vocabulary"));
        }
        return true;
    }

    /// Where the text may end, the end tokens count among the allowed ones.
    private static BitSet allowed(ConstrainedText constrained, List<Integer> endTokens) {
        if (!constrained.mayEnd()) {
            return constrained.allowed();
        }
        BitSet allowed = (BitSet) constrained.allowed().clone();
        endTokens.forEach(allowed::set);
        return allowed;
    }

    /// Prompt and completion so far, where sampling looks at them.
    private int[] seen() {
        if (sampling.shaping().repetitionPenalty() == 1) {
            return NOTHING;
        }
        return IntStream.concat(promptIds.stream(), Arrays.stream(ids, 0, count))
                .toArray();
    }

    boolean wantsPromptScores() {
        return detail.promptScores();
    }

    /// Scores the prompt's token at `position` with the logits after the tokens before it.
    void scorePrompt(RawLogits raw, int position) {
        promptLogProb[position] = raw.logProb(promptIds.get(position));
        promptChoices.set(position, call.choices(raw, detail.alternatives()));
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
                        nanos,
                        alternatives.subList(0, Math.min(kept, alternatives.size())),
                        wantsPromptScores() ? new PromptScores(TokenValues.of(promptLogProb), promptChoices) : null));
    }

    /// Tells the caller that it will not be finished.
    void fail(Throwable cause) {
        call.fail(cause);
    }

    int tokens() {
        return count;
    }
}
