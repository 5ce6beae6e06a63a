package org.loopwright.journal;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.loopwright.loop.FramePath;

/// One event in its place.
///
/// @param seq place in the run, from 0, without gaps
/// @param frame the frame it belongs to, or null for the run as a whole
/// @param frameSeq place in the frame, from 0, without gaps; -1 when there is no frame
/// @param at when it was appended, UTC
/// @param event what happened
public record JournalEntry(long seq, @Nullable FramePath frame, int frameSeq, Instant at, Event event) {}
