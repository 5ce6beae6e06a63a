package org.loopwright.journal;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.function.UnaryOperator;

/// Turns the payload of an older version of an event into the next version's. Chained until the payload
/// is of today's version, so each one knows only its two neighbours and is never changed again.
///
/// @param type stored name of the event, `slot-written`
/// @param fromVersion the version that it reads; it gives `fromVersion + 1`
/// @param change the payload before -> the payload after
public record Upcaster(String type, int fromVersion, UnaryOperator<JsonNode> change) {
    /// All that this version of the program needs: none yet, every event is at version 1.
    public static final List<Upcaster> ALL = List.of();
}
