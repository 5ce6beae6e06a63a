package org.loopwright.loop;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A node as written.
///
/// @param id unique in its loop
/// @param kind the name of its [NodeKind]; an unknown kind is kept, shown and reported
/// @param settings everything the kind reads
/// @param exits exit name -> node id, in file order
/// @param maxVisits the cap: a number, or `params.name`; null when there is none
/// @param mark its place in the file
public record NodeSpec(
        String id,
        String kind,
        Settings settings,
        Map<String, String> exits,
        @Nullable String maxVisits,
        Mark mark) {
    /// The exit that a node leaves by when it was visited `max-visits` times.
    public static final String CAPPED = "capped";
    /// The exit of kinds that have only one.
    public static final String NEXT = "next";

    public NodeSpec {
        settings = settings.ofNode(id);
        exits = Collections.unmodifiableMap(new LinkedHashMap<>(exits));
    }
}
