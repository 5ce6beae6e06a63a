package org.loopwright.serve;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.loopwright.model.CompletionRequest;
import org.loopwright.model.LanguageModel;
import org.loopwright.model.ModelException;
import org.loopwright.model.Prompt;
import org.loopwright.model.Sampling;

/// Reads `POST /v1/chat/completions`.
final class ChatCall {
    private ChatCall() {}

    /// Reads a request.
    ///
    /// @throws ApiException when it is wrong, or asks for what the model can't do
    static Asked read(Body body, LanguageModel model) {
        body.refuse("chat_template_kwargs", 0);
        Prompt prompt = prompt(body);
        int most = Math.max(1, model.contextLength());
        int maxTokens = body.has("max_completion_tokens")
                ? body.integer("max_completion_tokens", 1, 1, Integer.MAX_VALUE)
                : body.integer("max_tokens", most, 1, Integer.MAX_VALUE);
        Sampling sampling = SamplingFields.read(body, maxTokens);
        boolean logProbs = body.flag("logprobs");
        int alternatives = body.integer("top_logprobs", 0, 0, 20);
        if (alternatives > 0 && !logProbs) {
            throw ApiException.bad("`top_logprobs` needs `logprobs: true`");
        }
        CompletionRequest.Detail detail = new CompletionRequest.Detail(alternatives, false);
        List<CompletionRequest> requests = Asked.requests(body, List.of(prompt), sampling, detail);
        requireFeatures(model, requests);
        return new Asked(model, requests, new ChatShape(model, logProbs), Asked.delivery(body));
    }

    /// Says what the model can't do before anything is computed.
    static void requireFeatures(LanguageModel model, List<CompletionRequest> requests) {
        try {
            requests.forEach(model::requireFeatures);
        } catch (ModelException e) {
            throw ApiException.of(e);
        }
    }

    private static Prompt prompt(Body body) {
        List<Prompt.Message> messages = new ArrayList<>();
        for (JsonNode message : body.json().path("messages")) {
            String role = message.path("role").asText("");
            if (!List.of("system", "developer", "user", "assistant").contains(role)) {
                throw ApiException.bad("a message has role `" + role
                        + "`; system, developer, user or assistant is expected, tools are not known here");
            }
            messages.add(
                    Prompt.Message.of(role.equals("developer") ? "system" : role, content(message.path("content"))));
        }
        if (messages.isEmpty()) {
            throw body.wrong("messages", "a list with at least one message");
        }
        boolean goOn = body.flag("continue_final_message");
        try {
            return new Prompt(messages, goOn ? Prompt.Form.CONTINUE : Prompt.Form.ANSWER);
        } catch (IllegalArgumentException e) {
            throw ApiException.bad(String.valueOf(e.getMessage()));
        }
    }

    private static String content(JsonNode content) {
        if (content.isTextual()) {
            return content.asText();
        }
        StringBuilder text = new StringBuilder();
        for (JsonNode part : content) {
            if (!part.path("type").asText().equals("text")) {
                throw ApiException.bad(
                        "a message has a part of type `" + part.path("type").asText() + "`; only text is read here");
            }
            text.append(part.path("text").asText());
        }
        return text.toString();
    }
}
