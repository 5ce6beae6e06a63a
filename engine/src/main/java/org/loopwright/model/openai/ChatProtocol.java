package org.loopwright.model.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import org.loopwright.model.CompletionRequest;
import org.loopwright.model.ModelFeature;
import org.loopwright.model.Prompt;
import org.loopwright.model.TokenChoice;

/// Role messages, which the server's own template renders: `POST /chat/completions`.
record ChatProtocol() implements Protocol {
    @Override
    public String path() {
        return "/chat/completions";
    }

    @Override
    public void write(CompletionRequest request, ServerSpec spec, ObjectNode body) {
        ArrayNode messages = body.putArray("messages");
        for (Prompt.Message message : request.prompt().messages()) {
            messages.addObject().put("role", message.role()).put("content", message.text());
        }
        if (request.prompt().form() == Prompt.Form.CONTINUE) {
            body.put("add_generation_prompt", false).put("continue_final_message", true);
        }
        if (spec.kind().features().contains(ModelFeature.LOG_PROB)) {
            body.put("logprobs", true);
            if (request.detail().alternatives() > 0) {
                body.put("top_logprobs", request.detail().alternatives());
            }
        }
    }

    @Override
    public String text(JsonNode choice) {
        return choice.path("delta").path("content").asText("");
    }

    @Override
    public String thought(JsonNode choice) {
        JsonNode delta = choice.path("delta");
        return delta.path("reasoning_content").asText(delta.path("reasoning").asText(""));
    }

    @Override
    public void tokens(JsonNode choice, BiConsumer<TokenChoice, List<TokenChoice>> found) {
        for (JsonNode token : choice.path("logprobs").path("content")) {
            List<TokenChoice> likeliest = new ArrayList<>();
            for (JsonNode other : token.path("top_logprobs")) {
                likeliest.add(ReplyReader.choice(other.path("token").asText(), other.path("logprob")));
            }
            found.accept(ReplyReader.choice(token.path("token").asText(), token.path("logprob")), likeliest);
        }
    }
}
