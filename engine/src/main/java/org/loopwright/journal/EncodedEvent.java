package org.loopwright.journal;

import java.util.List;

/// An event as it is stored.
///
/// @param type stored name of its kind, `slot-written`
/// @param version of its payload
/// @param payload JSON
/// @param tokens token rows of its completions, in their order; empty for all events but `Generated`
public record EncodedEvent(String type, int version, String payload, List<CompletionTokens> tokens) {
    public EncodedEvent {
        tokens = List.copyOf(tokens);
    }
}
