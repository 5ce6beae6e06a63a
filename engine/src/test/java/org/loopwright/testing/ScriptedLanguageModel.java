package org.loopwright.testing;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.loopwright.model.Completion;
import org.loopwright.model.CompletionRequest;
import org.loopwright.model.LanguageModel;
import org.loopwright.model.ModelCard;
import org.loopwright.model.ModelException;
import org.loopwright.model.ModelFeature;
import org.loopwright.model.ModelUsage;
import org.loopwright.model.Prompt;
import org.loopwright.model.PromptScores;
import org.loopwright.model.Sampling;
import org.loopwright.model.TokenChoice;
import org.loopwright.model.TokenIds;
import org.loopwright.model.TokenListener;
import org.loopwright.model.TokenValues;

/// A language model whose answers are a function of prompt and seed. Its tokens are bytes
/// ([ByteTokens]), every token has probability 1, and a completion costs no time unless a latency is
/// set. Thread-safe and fully deterministic.
///
/// ```java
/// LanguageModel model = ScriptedLanguageModel.answering((prompt, seed) -> "4");
/// ```
public final class ScriptedLanguageModel implements LanguageModel {
    private final ModelCard card;
    private final Script script;
    private final Duration latency;
    private final int contextLength;
    private final AtomicInteger calls = new AtomicInteger();
    private volatile boolean closed;
    // Guarded by this.
    private ModelUsage usage = ModelUsage.NONE;

    /// What the model says.
    @FunctionalInterface
    public interface Script {
        /// The whole answer to a prompt; a stop string or `max-tokens` may still cut it.
        String answer(Prompt prompt, long seed);
    }

    private ScriptedLanguageModel(ModelCard card, Script script, Duration latency, int contextLength) {
        this.card = card;
        this.script = script;
        this.latency = latency;
        this.contextLength = contextLength;
    }

    /// A model named `scripted` with a context of 4096 bytes and no latency.
    public static ScriptedLanguageModel answering(Script script) {
        return named("scripted", script);
    }

    /// A model with a name; its hash is derived from the name.
    public static ScriptedLanguageModel named(String id, Script script) {
        ModelCard card = new ModelCard(
                id, "scripted-" + id, 0, List.of(), List.of("scripted"), true, "none", "bytes, probability 1");
        return new ScriptedLanguageModel(card, script, Duration.ZERO, 4096);
    }

    /// This model, sleeping so long in every call of [#complete] (once per call, as a batch would).
    public ScriptedLanguageModel withLatency(Duration value) {
        return new ScriptedLanguageModel(card, script, value, contextLength);
    }

    /// This model with another context, in bytes.
    public ScriptedLanguageModel withContextLength(int value) {
        return new ScriptedLanguageModel(card, script, latency, value);
    }

    /// This model with another card, for tests of origin and marks.
    public ScriptedLanguageModel withCard(ModelCard value) {
        return new ScriptedLanguageModel(value, script, latency, contextLength);
    }

    /// The number of requests answered so far.
    public int requests() {
        return calls.get();
    }

    @Override
    public ModelCard card() {
        return card;
    }

    @Override
    public int contextLength() {
        return contextLength;
    }

    @Override
    public Set<ModelFeature> features() {
        return EnumSet.complementOf(EnumSet.of(
                ModelFeature.MIN_P, ModelFeature.REPETITION_PENALTY, ModelFeature.LOGIT_BIAS, ModelFeature.CONSTRAINT));
    }

    @Override
    public TokenIds tokenize(Prompt prompt) {
        return ByteTokens.render(prompt);
    }

    @Override
    public String detokenize(TokenIds ids) {
        return ByteTokens.decode(ids);
    }

    @Override
    public List<Completion> complete(List<CompletionRequest> requests, TokenListener listener)
            throws InterruptedException {
        requireOpen();
        requests.forEach(this::requireFeatures);
        pause();
        requireOpen();
        Set<TokenIds> seen = new HashSet<>();
        List<Completion> completions = new ArrayList<>();
        for (int i = 0; i < requests.size(); i++) {
            TokenIds promptIds = tokenize(requests.get(i).prompt());
            Completion completion = answer(requests.get(i), promptIds, !seen.add(promptIds));
            count(completion);
            for (int id : completion.ids().toArray()) {
                listener.token(i, ByteTokens.decode(TokenIds.of(id)));
            }
            completions.add(completion);
        }
        return List.copyOf(completions);
    }

    @Override
    public synchronized ModelUsage usage() {
        return usage;
    }

    @Override
    public void close() {
        closed = true;
    }

    private Completion answer(CompletionRequest request, TokenIds promptIds, boolean reused) {
        int room = contextLength - promptIds.size();
        if (room < 1) {
            throw new ModelException(
                    ModelException.Code.TOO_LONG,
                    "the prompt has " + promptIds.size() + " tokens, the context of " + card.id() + " holds "
                            + contextLength + "; shorten the prompt");
        }
        Sampling sampling = request.sampling();
        String begun = request.beginning().text();
        String whole = script.answer(request.prompt(), request.seed());
        // Goes on as the script does: what it would have written from there.
        String full = begun + whole.substring(Math.min(begun.length(), whole.length()));
        String text = beforeStop(full, sampling.stop());
        TokenIds ids = ByteTokens.encode(text);
        int limit = Math.min(room, sampling.maxTokens());
        boolean cut = ids.size() > limit;
        if (cut) {
            ids = TokenIds.of(ids.stream().limit(limit).toArray());
            text = ByteTokens.decode(ids);
        }
        TokenValues certain = TokenValues.of(new float[ids.size()]);
        Completion.Finish finish = cut ? Completion.Finish.LENGTH : Completion.Finish.STOP;
        int shared = reused ? promptIds.size() : 0;
        CompletionRequest.Detail detail = request.detail();
        return new Completion(
                text,
                promptIds,
                ids,
                certain,
                null,
                certain,
                finish,
                shared,
                latency.toNanos(),
                detail.alternatives() > 0 ? alternatives(ids, 0) : List.of(),
                detail.promptScores() ? promptScores(promptIds, detail.alternatives() > 0) : null);
    }

    private static List<List<TokenChoice>> alternatives(TokenIds ids, int from) {
        List<List<TokenChoice>> places = new ArrayList<>();
        for (int i = 0; i < ids.size(); i++) {
            String text = ByteTokens.decode(TokenIds.of(ids.get(i)));
            places.add(i < from ? List.of() : List.of(new TokenChoice(ids.get(i), text, 0)));
        }
        return places;
    }

    private static PromptScores promptScores(TokenIds ids, boolean alternatives) {
        float[] logProb = new float[ids.size()];
        logProb[0] = Float.NaN;
        return new PromptScores(TokenValues.of(logProb), alternatives ? alternatives(ids, 1) : List.of());
    }

    private static String beforeStop(String text, List<String> stops) {
        int end = text.length();
        for (String stop : stops) {
            int at = text.indexOf(stop);
            end = at >= 0 ? Math.min(end, at) : end;
        }
        return text.substring(0, end);
    }

    private synchronized void count(Completion completion) {
        calls.incrementAndGet();
        ModelUsage one = new ModelUsage(
                completion.promptIds().size(),
                completion.reusedPromptTokens(),
                completion.ids().size(),
                completion.modelNanos());
        usage = usage.plus(one);
    }

    private void pause() throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        if (!latency.isZero()) {
            Thread.sleep(latency);
        }
    }

    private void requireOpen() {
        if (closed) {
            throw new ModelException(ModelException.Code.CLOSED, "model " + card.id() + " was closed");
        }
    }
}
