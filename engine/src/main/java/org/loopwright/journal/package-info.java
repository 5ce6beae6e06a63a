/// What happened in a run: an append-only list of typed events, the only truth about it.
///
/// [Event] is the closed set of events, [JournalEntry] one event in its place, [FrameFold] turns a
/// frame's events back into its [org.loopwright.loop.Frame]. Replay, resume, statistics and screens read
/// nothing else.
///
/// [EventCodec] gives events their stored form: a type, a version, a JSON payload, and token rows beside
/// it. [Upcaster]s lift the payloads of older versions.
@NullMarked
package org.loopwright.journal;

import org.jspecify.annotations.NullMarked;
