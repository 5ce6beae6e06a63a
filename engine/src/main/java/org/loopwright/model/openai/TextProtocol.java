package org.loopwright.model.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.loopwright.model.CompletionRequest;
import org.loopwright.model.ModelFeature;
import org.loopwright.model.Prompt;
import org.loopwright.model.TokenChoice;
import org.loopwright.model.TokenIds;

/// A text or token ids as they stand, without a template: `POST /completions`.
record TextProtocol() implements Protocol {
    @Override
    public String path() {
        return "/completions";
    }

    @Override
    public void write(CompletionRequest request, ServerSpec spec, ObjectNode body) {
        List<Prompt.Message> messages = request.prompt().messages();
        TokenIds ids = messages.size() == 1 ? messages.getFirst().completionIds() : null;
        if (ids == null) {
            StringBuilder text = new StringBuilder();
            messages.forEach(m -> text.append(m.text()));
            body.put("prompt", text.toString());
        } else {
            ArrayNode prompt = body.putArray("prompt");
            ids.stream().forEach(prompt::add);
        }
        if (spec.kind().features().contains(ModelFeature.LOG_PROB)) {
            body.put("logprobs", request.detail().alternatives());
        }
    }

    @Override
    public String text(JsonNode choice) {
        return choice.path("text").asText("");
    }

    @Override
    public String thought(JsonNode choice) {
        return "";
    }

    @Override
    public void tokens(JsonNode choice, BiConsumer<TokenChoice, List<TokenChoice>> found) {
        JsonNode logProbs = choice.path("logprobs");
        JsonNode texts = logProbs.path("tokens");
        for (int i = 0; i < texts.size(); i++) {
            List<TokenChoice> likeliest = new ArrayList<>();
            for (Map.Entry<String, JsonNode> other :
                    logProbs.path("top_logprobs").path(i).properties()) {
                likeliest.add(ReplyReader.choice(other.getKey(), other.getValue()));
            }
            likeliest.sort(Comparator.comparingDouble(TokenChoice::logProb).reversed());
            found.accept(
                    ReplyReader.choice(
                            texts.get(i).asText(),
                            logProbs.path("token_logprobs").path(i)),
                    likeliest);
        }
    }
}
