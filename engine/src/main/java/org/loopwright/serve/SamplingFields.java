package org.loopwright.serve;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.loopwright.model.Sampling;

/// The fields that say how to draw, common to both kinds of request.
final class SamplingFields {
    private SamplingFields() {}

    /// Reads them.
    ///
    /// @param maxTokens at least 1
    /// @throws ApiException when one is outside its range, or changes the answer in a way that isn't known here
    static Sampling read(Body body, int maxTokens) {
        for (String unknown : List.of("presence_penalty", "frequency_penalty", "tools", "functions", "suffix")) {
            body.refuse(unknown, 0);
        }
        body.refuse("best_of", body.integer("n", 1, 1, 128));
        try {
            Sampling.Shaping shaping = new Sampling.Shaping(
                    body.number("min_p", 0), body.number("repetition_penalty", 1), bias(body), constraint(body));
            return new Sampling(
                            body.number("temperature", 1),
                            body.integer("top_k", 0, 0, Integer.MAX_VALUE),
                            body.number("top_p", 1),
                            maxTokens,
                            body.texts("stop"))
                    .withShaping(shaping);
        } catch (IllegalArgumentException e) {
            throw ApiException.bad(String.valueOf(e.getMessage()));
        }
    }

    private static Map<Integer, Double> bias(Body body) {
        Map<Integer, Double> bias = new HashMap<>();
        for (Map.Entry<String, JsonNode> entry : body.json().path("logit_bias").properties()) {
            if (!entry.getKey().matches("\\d{1,9}") || !entry.getValue().isNumber()) {
                throw body.wrong("logit_bias", "token ids with numbers");
            }
            bias.put(Integer.valueOf(entry.getKey()), entry.getValue().asDouble());
        }
        return bias;
    }

    private static Sampling.Constraint constraint(Body body) {
        JsonNode format = body.json().path("response_format");
        return switch (format.path("type").asText("text")) {
            case "text" -> new Sampling.Constraint.None();
            case "json_object" -> new Sampling.Constraint.JsonSchema("{\"type\":\"object\"}");
            case "json_schema" -> {
                JsonNode schema = format.path("json_schema").path("schema");
                if (!schema.isObject()) {
                    throw ApiException.bad("`response_format.json_schema.schema` is missing");
                }
                yield new Sampling.Constraint.JsonSchema(schema.toString());
            }
            default -> throw body.wrong("response_format", "type text, json_object or json_schema");
        };
    }
}
