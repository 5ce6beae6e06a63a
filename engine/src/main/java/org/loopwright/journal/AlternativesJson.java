package org.loopwright.journal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.ArrayList;
import java.util.List;
import org.loopwright.model.TokenChoice;

/// The likeliest tokens at each place of a completion, as `[[id, text, logProb], ...]` for each place.
public final class AlternativesJson {
    private AlternativesJson() {}

    /// The alternatives as JSON.
    public static ArrayNode write(List<List<TokenChoice>> alternatives) {
        ArrayNode places = JsonNodeFactory.instance.arrayNode();
        for (List<TokenChoice> place : alternatives) {
            ArrayNode choices = places.addArray();
            for (TokenChoice choice : place) {
                choices.addArray().add(choice.id()).add(choice.text()).add(choice.logProb());
            }
        }
        return places;
    }

    /// The alternatives that were written.
    public static List<List<TokenChoice>> read(JsonNode places) {
        List<List<TokenChoice>> alternatives = new ArrayList<>();
        for (JsonNode place : places) {
            List<TokenChoice> choices = new ArrayList<>();
            for (JsonNode choice : place) {
                choices.add(
                        new TokenChoice(choice.path(0).asInt(), choice.path(1).asText(), (float)
                                choice.path(2).asDouble()));
            }
            alternatives.add(choices);
        }
        return alternatives;
    }
}
