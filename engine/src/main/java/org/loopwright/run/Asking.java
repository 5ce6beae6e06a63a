package org.loopwright.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.loopwright.loop.PromptSettings;
import org.loopwright.model.Completion;
import org.loopwright.model.CompletionRequest;
import org.loopwright.model.LanguageModel;
import org.loopwright.model.ModelException;
import org.loopwright.model.ModelFeature;
import org.loopwright.model.Prompt;
import org.loopwright.model.PromptCut;
import org.loopwright.model.TokenListener;

/// Asks a model for a node's batch, and cuts prompts that are too long where the node wants that.
///
/// @param model that is asked
/// @param policy the node's, for prompts that are too long
public record Asking(LanguageModel model, PromptSettings.TooLong policy) {

    /// The completions, in the order of the requests.
    ///
    /// @throws ModelException with code `TOO_LONG` when a prompt does not fit, cut or not
    public List<Completion> complete(List<CompletionRequest> requests, TokenListener listener)
            throws InterruptedException {
        requests.forEach(model::requireFeatures);
        if (policy != PromptSettings.TooLong.TRUNCATE_LEFT) {
            return model.complete(requests, listener);
        }
        return model.features().contains(ModelFeature.TOKEN_IDS) ? cut(requests, listener) : uncut(requests, listener);
    }

    private List<Completion> cut(List<CompletionRequest> requests, TokenListener listener) throws InterruptedException {
        List<CompletionRequest> fitting = new ArrayList<>();
        List<Integer> dropped = new ArrayList<>();
        for (CompletionRequest request : requests) {
            Optional<PromptCut> cut = PromptCut.toFit(model, request);
            fitting.add(cut.map(c -> request.withPrompt(Prompt.raw(c.ids(), c.text())))
                    .orElse(request));
            dropped.add(cut.map(c -> c.dropped().size()).orElse(0));
        }
        List<Completion> completions = new ArrayList<>();
        for (Completion completion : model.complete(fitting, listener)) {
            int tokens = dropped.get(completions.size());
            completions.add(tokens == 0 ? completion : completion.withDropped(tokens));
        }
        return completions;
    }

    /// A server keeps its tokenizer to itself, so nobody here knows which tokens to drop.
    private List<Completion> uncut(List<CompletionRequest> requests, TokenListener listener)
            throws InterruptedException {
        try {
            return model.complete(requests, listener);
        } catch (ModelException e) {
            if (e.code() != ModelException.Code.TOO_LONG) {
                throw e;
            }
            throw new ModelException(
                    e.code(),
                    e.getMessage() + "; `too-long: truncate-left` can't be kept here, because "
                            + model.card().id() + " keeps its tokenizer to itself: use a local model, or `stop`",
                    e);
        }
    }
}
