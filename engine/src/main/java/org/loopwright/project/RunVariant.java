package org.loopwright.project;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// A run as a person asks for it, with what differs from the loop's file.
///
/// @param request what runs on what
/// @param settings `NODE.SETTING` -> value that it has instead, such as `draft.sampling.temperature`
///     -> 0.2 or
///     `revise.prompt` -> a list of messages
/// @param drafts the run whose first answers it begins with; empty to write its own
public record RunVariant(RunRequest request, Map<String, Object> settings, Optional<UUID> drafts) {
    public RunVariant {
        settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
    }

    /// The run as its loop's file says.
    public static RunVariant of(RunRequest request) {
        return new RunVariant(request, Map.of(), Optional.empty());
    }

    /// This with another request.
    public RunVariant withRequest(RunRequest other) {
        return new RunVariant(other, settings, drafts);
    }

    /// This with the drafts of a run.
    public RunVariant withDrafts(UUID run) {
        return new RunVariant(request, settings, Optional.of(run));
    }
}
