package org.loopwright.serve;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.loopwright.model.Completion;
import org.loopwright.model.LanguageModel;
import org.loopwright.model.PromptScores;
import org.loopwright.model.TokenChoice;
import org.loopwright.model.TokenIds;
import org.loopwright.model.TokenValues;

/// Writes answers to `POST /v1/completions`.
///
/// @param model names the tokens
/// @param logProbs whether they are asked for
/// @param echo what comes before the answer
/// @param answer whether what the model wrote is wanted at all
record TextShape(LanguageModel model, boolean logProbs, Echo echo, Answer answer) implements Shape {
    /// What comes before the answer.
    enum Echo {
        NOTHING,
        PROMPT
    }

    /// Whether what the model wrote is wanted: a harness that scores texts asks for no token.
    enum Answer {
        KEPT,
        DROPPED
    }

    @Override
    public String object() {
        return "text_completion";
    }

    @Override
    public String chunkObject() {
        return "text_completion";
    }

    @Override
    public String idPrefix() {
        return "cmpl-";
    }

    @Override
    public void whole(Completion completion, ObjectNode choice) {
        String prompt = echo == Echo.PROMPT ? model.detokenize(completion.promptIds()) : "";
        choice.put("text", prompt + (answer == Answer.KEPT ? completion.text() : ""));
        end(completion, choice, echo == Echo.PROMPT);
    }

    @Override
    public void piece(String text, ObjectNode choice) {
        choice.put("text", text).putNull("logprobs").putNull("finish_reason");
    }

    @Override
    public void end(Completion completion, ObjectNode choice) {
        choice.put("text", "");
        end(completion, choice, false);
    }

    private void end(Completion completion, ObjectNode choice, boolean withPrompt) {
        choice.put("finish_reason", answer == Answer.DROPPED ? "length" : Shape.finish(completion));
        TokenValues values = completion.logProb();
        if (!logProbs || values == null) {
            choice.putNull("logprobs");
            return;
        }
        ObjectNode json = choice.putObject("logprobs");
        json.putArray("tokens");
        json.putArray("token_logprobs");
        json.putArray("top_logprobs");
        json.putArray("text_offset");
        int offset = 0;
        PromptScores scores = completion.promptScores();
        if (withPrompt && scores != null) {
            offset = rows(json, completion.promptIds(), scores.logProb(), scores.alternatives(), offset);
        }
        if (answer == Answer.KEPT) {
            rows(json, completion.ids(), values, completion.alternatives(), offset);
        }
    }

    private int rows(
            ObjectNode json, TokenIds ids, TokenValues logProb, List<List<TokenChoice>> alternatives, int offset) {
        int at = offset;
        for (int i = 0; i < ids.size(); i++) {
            String text = model.detokenize(TokenIds.of(ids.get(i)));
            json.withArray("tokens").add(text);
            json.withArray("text_offset").add(at);
            at += text.length();
            ArrayNode values = json.withArray("token_logprobs");
            if (Float.isNaN(logProb.get(i))) {
                values.addNull();
            } else {
                values.add(finite(logProb.get(i)));
            }
            top(json.withArray("top_logprobs"), alternatives.isEmpty() ? null : alternatives.get(i), ids.get(i), text);
        }
        return at;
    }

    /// By text, as the protocol wants it: of two tokens that look alike, the likelier one is kept.
    private static void top(ArrayNode places, @Nullable List<TokenChoice> likeliest, int id, String text) {
        if (likeliest == null || likeliest.isEmpty()) {
            places.addNull();
            return;
        }
        ObjectNode top = places.addObject();
        for (TokenChoice choice : likeliest) {
            String name = choice.id() == id ? text : choice.text();
            if (!top.has(name)) {
                top.put(name, finite(choice.logProb()));
            }
        }
    }

    /// JSON knows no infinity; OpenAI's own floor is -9999.
    static float finite(float logProb) {
        return Float.isFinite(logProb) ? logProb : -9999;
    }
}
