package org.loopwright.model.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.function.BiConsumer;
import org.loopwright.model.CompletionRequest;
import org.loopwright.model.TokenChoice;

/// One of the two ways to ask for a completion. Closed set.
sealed interface Protocol permits ChatProtocol, TextProtocol {
    /// The end of the address, `/chat/completions`.
    String path();

    /// Writes prompt and what belongs to it into a request.
    void write(CompletionRequest request, ServerSpec spec, ObjectNode body);

    /// The new text of an event's choice.
    String text(JsonNode choice);

    /// The new thought of an event's choice, where a server tells thoughts from answers.
    String thought(JsonNode choice);

    /// The new tokens of an event's choice, each with the likeliest ones at its place.
    void tokens(JsonNode choice, BiConsumer<TokenChoice, List<TokenChoice>> found);
}
