package org.loopwright.store;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What a person said of an item of a run. Lies beside the journal.
///
/// @param id its own
/// @param run the run
/// @param item id of the item
/// @param span the part of a text that it is on, or null for the item as a whole
/// @param author who said it
/// @param kind what it is
/// @param value the tag's name, the note's text, or the rating as a number
/// @param at when, UTC
public record Annotation(
        UUID id, UUID run, String item, @Nullable Span span, String author, Kind kind, String value, Instant at) {
    public Annotation {
        if (value.isBlank()) {
            throw new IllegalArgumentException("a " + kind + " says something; its value is empty");
        }
        if (kind == Kind.RATING && !value.matches("-?[0-9]+(\\.[0-9]+)?")) {
            throw new IllegalArgumentException("rating `" + value + "` is no number; 4 would be");
        }
    }

    /// What an annotation is.
    public enum Kind {
        TAG,
        NOTE,
        RATING
    }

    /// A part of a completion's text.
    ///
    /// @param seq of its `Generated` event
    /// @param completion which of the event's, from 0
    /// @param from the first character, from 0
    /// @param to behind the last one
    public record Span(long seq, int completion, int from, int to) {
        public Span {
            if (seq < 0 || completion < 0 || from < 0 || to <= from) {
                throw new IllegalArgumentException("a span [" + from + ", " + to + ") of completion " + completion
                        + " of event " + seq + " is empty or negative");
            }
        }
    }
}
