package org.loopwright.model;

import java.util.List;
import java.util.Set;

/// A language model that completes prompts. Open set: an adapter may be a local checkpoint, a server or
/// a script in a test.
///
/// Thread-safe: any number of threads may call [#complete] at once; an adapter batches whatever waits.
public interface LanguageModel extends AutoCloseable {

    /// What this model is: name, hash, origin of its training data.
    ModelCard card();

    /// The longest prompt plus completion, in tokens.
    int contextLength();

    /// What this model can do beyond drawing text by temperature, top-k and top-p.
    default Set<ModelFeature> features() {
        return Set.of(ModelFeature.TOKEN_IDS, ModelFeature.SEED, ModelFeature.LOG_PROB);
    }

    /// Refuses a request that this model can't answer as asked. An adapter never drops a wish silently.
    ///
    /// @throws ModelException with code `PROMPT` when the request needs a feature that is not there
    default void requireFeatures(CompletionRequest request) {
        for (ModelFeature need : request.needs()) {
            if (!features().contains(need)) {
                throw new ModelException(
                        ModelException.Code.PROMPT,
                        "model " + card().id() + " has no " + need.label() + "; leave it out, or use another model");
            }
        }
    }

    /// The token ids of a prompt, with the roles rendered by the model's own chat template and the
    /// header of the assistant's next message at the end. Special tokens come only from the template;
    /// message text is data. A message that is exactly one completion keeps its ids, unless they don't
    /// spell its text (another model's ids, or special tokens among them): then the text is tokenized.
    /// Ends and reads otherwise as [Prompt.Form] says.
    ///
    /// @throws ModelException with code `PROMPT` when the template or the tokenizer refuses the messages, or
    ///     the model is behind a server that keeps its tokenizer to itself
    TokenIds tokenize(Prompt prompt);

    /// The tokens of a prompt, each with its text and the message that it comes from: the ids of [#tokenize].
    ///
    /// @throws ModelException as [#tokenize]
    default List<PromptToken> promptTokens(Prompt prompt) {
        return PromptTokens.of(this, prompt);
    }

    /// The text of token ids, special tokens left out.
    String detokenize(TokenIds ids);

    /// Completes all requests and returns the completions in the same order. Blocks until the last one
    /// is finished. Requests that share a prompt share its prefill. The result of a request depends on
    /// the request alone when [ModelCard#exact()] holds: never on what else is in the batch.
    ///
    /// A request with a [Beginning] gives a completion that holds it: its text, ids, probabilities and the
    /// token limit count from the answer's first token. In exact mode a request that begins as its own
    /// completion did is completed as before.
    ///
    /// @throws InterruptedException when the calling thread is interrupted; its unfinished requests are
    ///     dropped
    /// @throws ModelException with code `TOO_LONG` when a prompt does not fit the context; with another code when a
    ///     request needs a feature that is not there, or the device fails
    List<Completion> complete(List<CompletionRequest> requests, TokenListener listener) throws InterruptedException;

    /// Work done since this model was opened.
    ModelUsage usage();

    /// Frees the weights. Waiting requests fail with code `CLOSED`.
    @Override
    void close();
}
