package org.loopwright.model.shelf;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import org.loopwright.model.files.JsonFile;

/// Where a model of the shelf came from.
///
/// @param kind how it came
/// @param from `owner/name@commit`, or the path that it was added from
/// @param licence as the hub's page states it, or `unknown`
/// @param at when, in UTC
public record Origin(Kind kind, String from, String licence, Instant at) {
    /// How a model came. Closed set.
    public enum Kind {
        /// Downloaded from the hub.
        HUB,
        /// Copied from a place on this machine.
        COPY,
        /// A link to a place on this machine: the files stay there.
        LINK
    }

    ObjectNode json() {
        return JsonFile.object()
                .put("kind", kind.name())
                .put("from", from)
                .put("licence", licence)
                .put("at", at.toString());
    }

    static Origin of(ObjectNode json) {
        return new Origin(
                Kind.valueOf(json.path("kind").asText()),
                json.path("from").asText(),
                json.path("licence").asText("unknown"),
                Instant.parse(json.path("at").asText()));
    }
}
