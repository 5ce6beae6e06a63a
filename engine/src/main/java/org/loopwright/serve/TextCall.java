package org.loopwright.serve;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.loopwright.model.CompletionRequest;
import org.loopwright.model.LanguageModel;
import org.loopwright.model.Prompt;
import org.loopwright.model.Sampling;
import org.loopwright.model.TokenIds;

/// Reads `POST /v1/completions`.
final class TextCall {
    private TextCall() {}

    /// Reads a request.
    ///
    /// @throws ApiException when it is wrong, or asks for what the model can't do
    static Asked read(Body body, LanguageModel model) {
        boolean echo = body.flag("echo");
        int maxTokens = body.integer("max_tokens", 16, 0, Integer.MAX_VALUE);
        if (maxTokens == 0 && !echo) {
            throw ApiException.bad("`max_tokens` is 0; that is of use with `echo: true` only");
        }
        Sampling sampling = SamplingFields.read(body, Math.max(1, maxTokens));
        boolean logProbs = body.has("logprobs");
        int alternatives = body.integer("logprobs", 0, 0, 20);
        if (echo && body.flag("stream")) {
            throw ApiException.bad("`echo` can't be streamed here; leave `stream` out");
        }
        CompletionRequest.Detail detail = new CompletionRequest.Detail(alternatives, echo && logProbs);
        List<CompletionRequest> requests = Asked.requests(body, prompts(body, model), sampling, detail);
        ChatCall.requireFeatures(model, requests);
        TextShape shape = new TextShape(
                model,
                logProbs,
                echo ? TextShape.Echo.PROMPT : TextShape.Echo.NOTHING,
                maxTokens == 0 ? TextShape.Answer.DROPPED : TextShape.Answer.KEPT);
        return new Asked(model, requests, shape, Asked.delivery(body));
    }

    private static List<Prompt> prompts(Body body, LanguageModel model) {
        JsonNode prompt = body.json().path("prompt");
        if (prompt.isTextual()) {
            return List.of(Prompt.raw(prompt.asText()));
        }
        if (isIds(prompt)) {
            return List.of(ids(prompt, model));
        }
        List<Prompt> prompts = new ArrayList<>();
        for (JsonNode one : prompt) {
            if (one.isTextual()) {
                prompts.add(Prompt.raw(one.asText()));
            } else if (isIds(one)) {
                prompts.add(ids(one, model));
            } else {
                throw body.wrong("prompt", "a text, token ids, or a list of either");
            }
        }
        if (prompts.isEmpty()) {
            throw body.wrong("prompt", "a text, token ids, or a list of either");
        }
        return prompts;
    }

    private static boolean isIds(JsonNode node) {
        return node.isArray()
                && !node.isEmpty()
                && node.get(0).canConvertToInt()
                && node.get(0).isNumber();
    }

    private static Prompt ids(JsonNode node, LanguageModel model) {
        int[] ids = new int[node.size()];
        for (int i = 0; i < ids.length; i++) {
            if (!node.get(i).canConvertToExactIntegral() || node.get(i).asInt() < 0) {
                throw ApiException.bad("`prompt` holds " + node.get(i) + " where a token id is expected");
            }
            ids[i] = node.get(i).asInt();
        }
        TokenIds tokens = TokenIds.of(ids);
        return Prompt.raw(tokens, model.detokenize(tokens));
    }
}
