package org.loopwright.model.openai;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.loopwright.model.CompletionRequest;
import org.loopwright.model.ModelException;
import org.loopwright.model.ModelFeature;
import org.loopwright.model.Sampling;

/// The fields of a request that both protocols share.
final class RequestFields {
    private static final ObjectMapper JSON = new ObjectMapper();

    private RequestFields() {}

    /// Writes how to draw. What is left as usual is left out: some servers refuse a field that they don't
    /// know, and none should change its mind because of one.
    ///
    /// @throws ModelException with code `PROMPT` when a constraint can't be written
    static void write(CompletionRequest request, ServerSpec spec, ObjectNode body) {
        Sampling sampling = request.sampling();
        body.put("temperature", sampling.temperature()).put("max_tokens", sampling.maxTokens());
        if (spec.kind().features().contains(ModelFeature.SEED)) {
            body.put("seed", seed(request.seed()));
        }
        if (sampling.topP() < 1) {
            body.put("top_p", sampling.topP());
        }
        if (sampling.topK() > 0) {
            body.put("top_k", sampling.topK());
        }
        if (!sampling.stop().isEmpty()) {
            sampling.stop().forEach(body.withArray("stop")::add);
        }
        Sampling.Shaping shaping = sampling.shaping();
        if (shaping.minP() > 0) {
            body.put("min_p", shaping.minP());
        }
        if (shaping.repetitionPenalty() != 1) {
            body.put(spec.kind().repetitionPenaltyField(), shaping.repetitionPenalty());
        }
        if (!shaping.logitBias().isEmpty()) {
            ObjectNode bias = body.putObject("logit_bias");
            shaping.logitBias().forEach((id, value) -> bias.put(String.valueOf(id), value));
        }
        constraint(shaping.constraint(), spec, body);
    }

    /// Servers disagree on the range; all take 31 bits.
    private static int seed(long seed) {
        return (int) (seed ^ (seed >>> 32)) & Integer.MAX_VALUE;
    }

    private static void constraint(Sampling.Constraint constraint, ServerSpec spec, ObjectNode body) {
        switch (constraint) {
            case Sampling.Constraint.None _ -> {}
            case Sampling.Constraint.Regex _ ->
                throw new ModelException(
                        ModelException.Code.PROMPT,
                        "model " + spec.id() + " is behind a server, and servers have no common way to hold an answer"
                                + " to a regular expression; use a JSON schema, or a local model");
            case Sampling.Constraint.JsonSchema(String schema) -> {
                ObjectNode format = body.putObject("response_format").put("type", "json_schema");
                try {
                    format.putObject("json_schema").put("name", "answer").set("schema", JSON.readTree(schema));
                } catch (JsonProcessingException e) {
                    throw new ModelException(
                            ModelException.Code.PROMPT, "the JSON schema is no JSON: " + e.getMessage(), e);
                }
            }
        }
    }
}
