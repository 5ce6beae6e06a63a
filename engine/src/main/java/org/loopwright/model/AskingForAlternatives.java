package org.loopwright.model;

import java.util.List;
import java.util.Set;

/// A model whose requests all ask for alternatives, which are then kept with the run. Thread-safe as the model is.
public final class AskingForAlternatives implements LanguageModel {
    private final LanguageModel model;
    private final int count;

    private AskingForAlternatives(LanguageModel model, int count) {
        this.model = model;
        this.count = count;
    }

    /// The model, asked for `count` alternatives at every token; the model itself where that is 0, or it can't
    /// give any.
    public static LanguageModel of(LanguageModel model, int count) {
        return count > 0 && model.features().contains(ModelFeature.ALTERNATIVES)
                ? new AskingForAlternatives(model, count)
                : model;
    }

    @Override
    public ModelCard card() {
        return model.card();
    }

    @Override
    public int contextLength() {
        return model.contextLength();
    }

    @Override
    public Set<ModelFeature> features() {
        return model.features();
    }

    @Override
    public TokenIds tokenize(Prompt prompt) {
        return model.tokenize(prompt);
    }

    @Override
    public String detokenize(TokenIds ids) {
        return model.detokenize(ids);
    }

    @Override
    public List<Completion> complete(List<CompletionRequest> requests, TokenListener listener)
            throws InterruptedException {
        return model.complete(requests.stream().map(this::asking).toList(), listener).stream()
                .map(KeptAlternatives::of)
                .toList();
    }

    private CompletionRequest asking(CompletionRequest request) {
        CompletionRequest.Detail detail = request.detail();
        return new CompletionRequest(
                request.prompt(),
                request.sampling(),
                request.seed(),
                new CompletionRequest.Detail(Math.max(count, detail.alternatives()), detail.promptScores()),
                request.beginning());
    }

    @Override
    public ModelUsage usage() {
        return model.usage();
    }

    @Override
    public void close() {
        model.close();
    }
}
