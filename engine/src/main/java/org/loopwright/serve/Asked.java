package org.loopwright.serve;

import java.util.ArrayList;
import java.util.List;
import org.loopwright.model.CompletionRequest;
import org.loopwright.model.LanguageModel;
import org.loopwright.model.Prompt;
import org.loopwright.model.Sampling;

/// A request that was read and checked.
///
/// @param model that answers
/// @param requests in the order of the answer's choices
/// @param shape how the answer is written
/// @param delivery at once, or as a stream
record Asked(LanguageModel model, List<CompletionRequest> requests, Shape shape, Delivery delivery) {
    /// At once, or as a stream.
    enum Delivery {
        WHOLE,
        STREAM,
        STREAM_WITH_USAGE
    }

    Asked {
        requests = List.copyOf(requests);
    }

    /// How the client wants it.
    static Delivery delivery(Body body) {
        if (!body.flag("stream")) {
            return Delivery.WHOLE;
        }
        return body.json().path("stream_options").path("include_usage").asBoolean(false)
                ? Delivery.STREAM_WITH_USAGE
                : Delivery.STREAM;
    }

    /// `n` requests for each prompt; the i-th sample of every prompt has the same seed.
    static List<CompletionRequest> requests(
            Body body, List<Prompt> prompts, Sampling sampling, CompletionRequest.Detail detail) {
        int n = body.integer("n", 1, 1, 128);
        long seed = body.has("seed")
                ? body.json().path("seed").asLong()
                : java.util.concurrent.ThreadLocalRandom.current().nextLong();
        List<CompletionRequest> requests = new ArrayList<>();
        for (Prompt prompt : prompts) {
            for (int i = 0; i < n; i++) {
                // The golden ratio keeps neighbouring seeds' samples apart.
                requests.add(new CompletionRequest(prompt, sampling, seed + i * 0x9E3779B97F4A7C15L, detail));
            }
        }
        return requests;
    }
}
