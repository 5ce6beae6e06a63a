package org.loopwright.model.openai;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/// A model behind a server, as its file names it. It holds no key.
///
/// @param id the name that people use for it here
/// @param endpoint address up to and with `/v1`, without a slash at the end
/// @param model what the server calls it
/// @param kind which program serves
/// @param keyVariable environment variable that holds the key, if one is needed
/// @param contextLength the longest prompt plus completion in tokens; [Integer#MAX_VALUE] when not stated
/// @param limits how patient and how eager we are
public record ServerSpec(
        String id,
        URI endpoint,
        String model,
        ServerKind kind,
        Optional<String> keyVariable,
        int contextLength,
        Limits limits) {

    /// How patient and how eager we are.
    ///
    /// @param silence the longest wait for an answer to begin, and for its next piece
    /// @param attempts how often one request is tried, at least 1
    /// @param pause before the second attempt; doubled for each further one, up to a minute
    /// @param parallel requests at once, at least 1
    /// @param requestsPerMinute at most; 0 for no limit
    public record Limits(Duration silence, int attempts, Duration pause, int parallel, int requestsPerMinute) {
        /// Two minutes, four attempts, half a second, eight at once.
        public static final Limits DEFAULT = new Limits(Duration.ofMinutes(2), 4, Duration.ofMillis(500), 8, 0);
    }
}
