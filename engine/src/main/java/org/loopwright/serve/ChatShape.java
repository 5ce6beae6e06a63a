package org.loopwright.serve;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.loopwright.model.Completion;
import org.loopwright.model.LanguageModel;
import org.loopwright.model.TokenChoice;
import org.loopwright.model.TokenIds;
import org.loopwright.model.TokenValues;

/// Writes answers to `POST /v1/chat/completions`.
///
/// @param model names the tokens
/// @param logProbs whether they are asked for
record ChatShape(LanguageModel model, boolean logProbs) implements Shape {
    @Override
    public String object() {
        return "chat.completion";
    }

    @Override
    public String chunkObject() {
        return "chat.completion.chunk";
    }

    @Override
    public String idPrefix() {
        return "chatcmpl-";
    }

    @Override
    public void whole(Completion completion, ObjectNode choice) {
        choice.putObject("message").put("role", "assistant").put("content", completion.text());
        logProbs(completion, choice);
        choice.put("finish_reason", Shape.finish(completion));
    }

    @Override
    public void piece(String text, ObjectNode choice) {
        choice.putObject("delta").put("role", "assistant").put("content", text);
        choice.putNull("finish_reason");
    }

    @Override
    public void end(Completion completion, ObjectNode choice) {
        choice.putObject("delta");
        logProbs(completion, choice);
        choice.put("finish_reason", Shape.finish(completion));
    }

    private void logProbs(Completion completion, ObjectNode choice) {
        TokenValues values = completion.logProb();
        if (!logProbs || values == null) {
            choice.putNull("logprobs");
            return;
        }
        ArrayNode content = choice.putObject("logprobs").putArray("content");
        for (int i = 0; i < values.size(); i++) {
            String text = model.detokenize(TokenIds.of(completion.ids().get(i)));
            ObjectNode token = content.addObject();
            token(token, text, values.get(i));
            ArrayNode top = token.putArray("top_logprobs");
            List<TokenChoice> likeliest = completion.alternatives().isEmpty()
                    ? List.of()
                    : completion.alternatives().get(i);
            likeliest.forEach(c -> token(top.addObject(), c.text(), c.logProb()));
        }
    }

    private static void token(ObjectNode token, String text, float logProb) {
        token.put("token", text).put("logprob", TextShape.finite(logProb));
        ArrayNode bytes = token.putArray("bytes");
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            bytes.add(b & 0xff);
        }
    }
}
