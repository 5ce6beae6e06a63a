package org.loopwright.model.openai;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.loopwright.model.Completion;
import org.loopwright.model.CompletionRequest;
import org.loopwright.model.LanguageModel;
import org.loopwright.model.ModelCard;
import org.loopwright.model.ModelException;
import org.loopwright.model.ModelFeature;
import org.loopwright.model.ModelUsage;
import org.loopwright.model.Prompt;
import org.loopwright.model.TokenChoice;
import org.loopwright.model.TokenIds;
import org.loopwright.model.TokenListener;
import org.loopwright.model.TokenValues;

/// A model behind a server that speaks OpenAI's protocol. Thread-safe; requests of one call go out side by
/// side. Token ids are unknown, their number is the server's count; entropy is absent; log-probabilities
/// are there if the server gives one for every token. Never exact: another machine batches as it likes.
///
/// The text ends before a stop string as the server cuts it. `modelNanos` is the time until the answer was
/// there, with waiting for the server, and without waiting for a free place.
public final class OpenAiModel implements LanguageModel {
    /// The label that every run with such a model shows.
    public static final String REMOTE = "remote";

    private static final ObjectMapper JSON = new ObjectMapper();

    private final ServerSpec spec;
    private final Courier courier;
    private final ModelCard card;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private volatile boolean closed;
    /// Guarded by `this`.
    private ModelUsage usage = ModelUsage.NONE;

    /// @param key for the server, or empty
    public OpenAiModel(ServerSpec spec, String key) {
        this.spec = spec;
        this.courier = new Courier(spec, key);
        this.card = card(spec);
    }

    /// What is known of a model without asking its server. Its hash names the place, not the weights.
    static ModelCard card(ServerSpec spec) {
        return new ModelCard(
                spec.id(),
                hash(spec.endpoint() + "\n" + spec.model()),
                0,
                List.of(),
                List.of(REMOTE),
                false,
                spec.endpoint().getHost()
                        + (spec.endpoint().getPort() < 0
                                ? ""
                                : ":" + spec.endpoint().getPort()),
                "behind a server (" + spec.kind().label() + "), unknown");
    }

    private static String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    @Override
    public ModelCard card() {
        return card;
    }

    @Override
    public int contextLength() {
        return spec.contextLength();
    }

    @Override
    public Set<ModelFeature> features() {
        return spec.kind().features();
    }

    @Override
    public TokenIds tokenize(Prompt prompt) {
        throw noIds();
    }

    @Override
    public String detokenize(TokenIds ids) {
        throw noIds();
    }

    private ModelException noIds() {
        return new ModelException(
                ModelException.Code.PROMPT,
                "model " + spec.id() + " is behind a server that keeps its tokenizer to itself; take a local model");
    }

    @Override
    public List<Completion> complete(List<CompletionRequest> requests, TokenListener listener)
            throws InterruptedException {
        requireOpen();
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        requests.forEach(this::requireFeatures);
        List<Future<Completion>> futures = new ArrayList<>();
        for (int i = 0; i < requests.size(); i++) {
            int index = i;
            futures.add(threads.submit(() -> one(requests.get(index), index, listener)));
        }
        try {
            List<Completion> completions = new ArrayList<>();
            for (Future<Completion> future : futures) {
                completions.add(future.get());
            }
            return completions;
        } catch (ExecutionException e) {
            throw failure(e.getCause() == null ? e : e.getCause());
        } finally {
            futures.forEach(f -> f.cancel(true));
        }
    }

    private RuntimeException failure(Throwable cause) {
        if (cause instanceof InterruptedException && closed) {
            return closedException();
        }
        return cause instanceof ModelException known
                ? new ModelException(known.code(), String.valueOf(known.getMessage()), known)
                : new IllegalStateException(cause);
    }

    private Completion one(CompletionRequest request, int index, TokenListener listener) throws InterruptedException {
        Protocol protocol = request.prompt().form() == Prompt.Form.RAW ? new TextProtocol() : new ChatProtocol();
        long begin = System.nanoTime();
        Reply reply = courier.ask(protocol, body(request, protocol), text -> listener.token(index, text));
        Completion completion = completion(request, reply, System.nanoTime() - begin);
        synchronized (this) {
            usage = usage.plus(new ModelUsage(
                    completion.promptIds().size(),
                    completion.reusedPromptTokens(),
                    completion.ids().size(),
                    completion.modelNanos()));
        }
        return completion;
    }

    private ObjectNode body(CompletionRequest request, Protocol protocol) {
        ObjectNode body = JSON.createObjectNode().put("model", spec.model()).put("stream", true);
        body.putObject("stream_options").put("include_usage", true);
        RequestFields.write(request, spec, body);
        protocol.write(request, spec, body);
        return body;
    }

    private Completion completion(CompletionRequest request, Reply reply, long nanos) {
        if (reply.finish().equals("content_filter")) {
            throw new ModelException(
                    ModelException.Code.SERVER,
                    "model " + spec.id() + ": the server withheld the answer (content filter)");
        }
        List<TokenChoice> tokens = reply.tokens();
        boolean scored = !tokens.isEmpty() && features().contains(ModelFeature.LOG_PROB);
        float[] logProb = new float[tokens.size()];
        for (int i = 0; i < logProb.length; i++) {
            logProb[i] = tokens.get(i).logProb();
        }
        int count = scored ? tokens.size() : reply.completionTokens();
        boolean wanted = scored && request.detail().alternatives() > 0;
        return new Completion(
                reply.text(),
                TokenIds.unknown(reply.promptTokens()),
                TokenIds.unknown(count),
                scored ? TokenValues.of(logProb) : null,
                null,
                null,
                reply.finish().equals("length") ? Completion.Finish.LENGTH : Completion.Finish.STOP,
                reply.cachedTokens(),
                nanos,
                wanted ? reply.alternatives() : List.of(),
                null);
    }

    @Override
    public synchronized ModelUsage usage() {
        return usage;
    }

    @Override
    public void close() {
        closed = true;
        threads.shutdownNow();
        courier.close();
    }

    private void requireOpen() {
        if (closed) {
            throw closedException();
        }
    }

    private ModelException closedException() {
        return new ModelException(ModelException.Code.CLOSED, "model " + spec.id() + " was closed");
    }
}
