package org.loopwright.model.djl;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.loopwright.model.Beginning;
import org.loopwright.model.Completion;
import org.loopwright.model.CompletionRequest;
import org.loopwright.model.LanguageModel;
import org.loopwright.model.ModelCard;
import org.loopwright.model.ModelException;
import org.loopwright.model.ModelFeature;
import org.loopwright.model.ModelUsage;
import org.loopwright.model.Prompt;
import org.loopwright.model.PromptToken;
import org.loopwright.model.Sampling;
import org.loopwright.model.TokenIds;
import org.loopwright.model.TokenListener;
import org.loopwright.model.constraint.ConstrainedText;
import org.loopwright.model.constraint.TokenConstraints;
import org.loopwright.model.files.ChatTemplate;
import org.loopwright.model.files.ModelConfig;
import org.loopwright.model.files.ModelWriter;
import org.loopwright.model.files.ParameterLayout;
import org.loopwright.model.paged.DenseLayers;
import org.loopwright.model.paged.PagedDecoder;

/// A local checkpoint as a language model. Thread-safe: callers queue their requests and wait; the
/// device's thread decodes all of them together ([Batch]).
///
/// **Exact mode.** A completion's tokens and log-probabilities are the same bits whatever else is in
/// the batch, and however many callers there are. This rests on measured properties of libtorch 2.7.1
/// with one fixed thread count: a row of an fp32 matrix product doesn't depend on the number of rows as
/// long as that is a multiple of 8 (9 rows were seen to differ), and a row's attention doesn't depend
/// on masked keys behind it, whose count is kept a multiple of 64. Every token's key lies at its own
/// position (no left padding), and every request reads its own prompt in full; only requests of one
/// batch whose prompts are equal share that work. Tests hold this on each build. The price: a lone
/// request computes eight rows, a loop's second turn reads the first one's text again, and no
/// reduced-precision kernel is used. One and two threads gave equal bits where this was tried; across
/// machines or thread counts equality is not promised.
///
/// **Fast mode** ([PagedBatch]) computes in fewer bits, reads prompts in pieces and shares all prefixes; the last
/// bits of a logit then depend on what is in the batch, so near ties can fall differently from run to run.
public final class DjlLanguageModel implements LanguageModel, Work {
    private final DjlDevice device;
    private final ModelCard card;
    private final ModelConfig config;
    private final ChatTokenizer tokenizer;
    private final Batch batch;
    private final Runnable freeWeights;
    private final Queue<Generation> arriving = new ConcurrentLinkedQueue<>();
    // Written on the device's thread.
    private volatile ModelUsage usage = ModelUsage.NONE;
    private volatile boolean closed;
    /// Made when a request first has a constraint.
    private @Nullable TokenConstraints constraints;

    /// @param makeBatch gets what counts the work; called on the calling thread
    /// @param freeWeights called on the device's thread when this is closed
    private DjlLanguageModel(
            DjlDevice device,
            ModelCard card,
            ModelConfig config,
            ChatTokenizer tokenizer,
            Function<Consumer<ModelUsage>, Batch> makeBatch,
            Runnable freeWeights) {
        this.device = device;
        this.card = card;
        this.config = config;
        this.tokenizer = tokenizer;
        this.batch = makeBatch.apply(this::count);
        this.freeWeights = freeWeights;
    }

    /// A model in exact mode; closing it frees the decoder's weights.
    static DjlLanguageModel exact(DjlDevice device, ModelCard card, Decoder decoder, ChatTokenizer tokenizer) {
        return new DjlLanguageModel(
                device, card, decoder.config(), tokenizer, meter -> new DecodingBatch(decoder, meter), decoder::close);
    }

    /// A model in fast mode; closing it frees the layers' weights.
    static DjlLanguageModel fast(
            DjlDevice device,
            ModelCard card,
            ModelConfig config,
            ChatTokenizer tokenizer,
            PagedDecoder decoder,
            List<DenseLayers> layers) {
        return new DjlLanguageModel(
                device, card, config, tokenizer, meter -> new PagedBatch(config, decoder, layers, meter), () -> {});
    }

    /// A model that is being trained: it decodes with the decoder's current weights, and closing it
    /// leaves them.
    ///
    /// @throws ModelException with code `FILE` when the tokenizer's library refuses the description's
    ///     tokenizer
    public static DjlLanguageModel inTraining(
            DjlDevice device, String id, Decoder decoder, ModelWriter.Description description) {
        ModelCard card = new ModelCard(
                id,
                "in-training",
                ParameterLayout.of(decoder.config()).size(),
                description.record().trainedOn(),
                description.record().labels(),
                true,
                "cpu",
                DjlModels.numerics(device.threads()));
        ChatTokenizer tokenizer = ChatTokenizer.open(
                description.tokenizer(), ChatTemplate.fromConfig(description.tokenizerConfig()), Path.of(id));
        return new DjlLanguageModel(
                device, card, decoder.config(), tokenizer, meter -> new DecodingBatch(decoder, meter), () -> {});
    }

    @Override
    public ModelCard card() {
        return card;
    }

    @Override
    public int contextLength() {
        return config.contextLength();
    }

    @Override
    public Set<ModelFeature> features() {
        return EnumSet.allOf(ModelFeature.class);
    }

    @Override
    public TokenIds tokenize(Prompt prompt) {
        requireOpen();
        return tokenizer.encode(prompt);
    }

    @Override
    public String detokenize(TokenIds ids) {
        requireOpen();
        return tokenizer.decode(ids);
    }

    @Override
    public List<PromptToken> promptTokens(Prompt prompt) {
        return tokenizer.tokens(prompt);
    }

    @Override
    public List<Completion> complete(List<CompletionRequest> requests, TokenListener listener)
            throws InterruptedException {
        requireOpen();
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        if (requests.isEmpty()) {
            return List.of();
        }
        CompletionCall call = new CompletionCall(requests.size(), tokenizer, listener);
        List<Generation> generations = new ArrayList<>();
        for (int i = 0; i < requests.size(); i++) {
            requireFeatures(requests.get(i));
            TokenIds prompt = tokenize(requests.get(i).prompt());
            int room = room(prompt);
            int limit = Math.min(room, requests.get(i).sampling().maxTokens());
            requireFits(requests.get(i).beginning(), limit);
            ConstrainedText constrained = constrained(requests.get(i));
            generations.add(new Generation(call, i, requests.get(i), prompt, limit, constrained));
        }
        // One task for the whole call, so that its requests start together.
        device.post(() -> enqueue(generations));
        return call.await();
    }

    private @Nullable ConstrainedText constrained(CompletionRequest request) {
        Sampling.Constraint constraint = request.sampling().shaping().constraint();
        if (constraint instanceof Sampling.Constraint.None) {
            return null;
        }
        TokenConstraints all = constraints();
        ConstrainedText trial = all.begin(constraint);
        if (!request.beginning().ids().stream().allMatch(trial::add)) {
            throw new ModelException(
                    ModelException.Code.PROMPT,
                    "the answer's beginning `" + request.beginning().text()
                            + "` is not how an answer under its constraint begins; change the one or the other");
        }
        return all.begin(constraint);
    }

    private synchronized TokenConstraints constraints() {
        if (constraints == null) {
            constraints = new TokenConstraints(tokenizer.tokenBytes(config.vocabularySize()));
        }
        return constraints;
    }

    private void enqueue(List<Generation> generations) {
        if (closed) {
            generations.forEach(g -> g.fail(closedException()));
            return;
        }
        arriving.addAll(generations);
        try {
            device.wake(this);
        } catch (ModelException e) {
            // The device is closing: nothing will step this model again.
            failed(e);
        }
    }

    private int room(TokenIds prompt) {
        int room = contextLength() - prompt.size();
        if (room < 1) {
            throw new ModelException(
                    ModelException.Code.TOO_LONG,
                    "the prompt has " + prompt.size() + " tokens, the context of " + card.id() + " holds "
                            + contextLength() + " and needs one for the answer; shorten the prompt");
        }
        if (prompt.size() == 0) {
            throw new ModelException(ModelException.Code.PROMPT, "the prompt has no tokens; give it some text");
        }
        return room;
    }

    private void requireFits(Beginning beginning, int limit) {
        if (beginning.ids().size() == 0 && !beginning.text().isEmpty()) {
            throw new ModelException(
                    ModelException.Code.PROMPT,
                    "the answer's beginning has no tokens of " + card.id() + "; a local model goes on from tokens");
        }
        beginning.ids().stream()
                .filter(id -> id < 0 || id >= config.vocabularySize())
                .findFirst()
                .ifPresent(id -> {
                    throw new ModelException(
                            ModelException.Code.PROMPT,
                            "the answer's beginning has token " + id + ", and " + card.id() + " has tokens 0 to "
                                    + (config.vocabularySize() - 1));
                });
        if (beginning.ids().size() >= limit) {
            throw new ModelException(
                    ModelException.Code.PROMPT,
                    "the answer's beginning has " + beginning.ids().size() + " tokens and may have " + limit
                            + " in all; cut it shorter, or raise `max-tokens`");
        }
    }

    /// Only for the device's thread.
    @Override
    public boolean step() {
        for (Generation next = arriving.poll(); next != null; next = arriving.poll()) {
            batch.add(next);
        }
        return batch.step();
    }

    /// Only for the device's thread.
    @Override
    public void failed(Throwable cause) {
        batch.failAll(cause);
        arriving.forEach(g -> g.fail(cause));
        arriving.clear();
    }

    private void count(ModelUsage work) {
        usage = usage.plus(work);
    }

    @Override
    public ModelUsage usage() {
        return usage;
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        try {
            device.call(this::free);
        } catch (InterruptedException e) {
            // The device frees it anyway; the caller's interruption must not get lost.
            Thread.currentThread().interrupt();
        } catch (ModelException e) {
            if (e.code() != ModelException.Code.CLOSED) {
                throw e;
            }
            // The device went first and took the weights with it.
        }
    }

    private @Nullable Void free() {
        failed(closedException());
        batch.close();
        tokenizer.close();
        freeWeights.run();
        return null;
    }

    private void requireOpen() {
        if (closed) {
            throw closedException();
        }
    }

    private ModelException closedException() {
        return new ModelException(ModelException.Code.CLOSED, "model " + card.id() + " was closed");
    }
}
