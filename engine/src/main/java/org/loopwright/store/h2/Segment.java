package org.loopwright.store.h2;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.loopwright.journal.CompletionTokens;
import org.loopwright.journal.EncodedEvent;
import org.loopwright.journal.EventCodec;
import org.loopwright.journal.JournalEntry;
import org.loopwright.loop.FramePath;

/// What one append added to one item, or to the run as a whole, in its stored form. Immutable.
final class Segment {
    private static final String RUN = ""; // no frame's path is empty
    private static final int MICRO = 1_000; // nanoseconds

    private final long first;
    private final @Nullable FramePath root;
    private final byte[] events;
    private final List<CompletionTokens> tokens;

    private Segment(long first, @Nullable FramePath root, byte[] events, List<CompletionTokens> tokens) {
        this.first = first;
        this.root = root;
        this.events = events;
        this.tokens = List.copyOf(tokens);
    }

    /// `seq` of its first entry.
    long first() {
        return first;
    }

    /// Root of the item's frames; null for the run as a whole.
    @Nullable
    FramePath root() {
        return root;
    }

    /// Entries with their payloads, not packed yet.
    byte[] events() {
        return events;
    }

    /// Token rows of its completions, in order.
    List<CompletionTokens> tokens() {
        return tokens;
    }

    /// The stored form of entries that have one root in common.
    ///
    /// @param writer a fresh one
    static Segment of(List<JournalEntry> entries, EventCodec.Writer writer) {
        JournalEntry start = entries.getFirst();
        FramePath root = start.frame() == null ? null : start.frame().root();
        String path = root == null ? RUN : root.text();
        ByteSink sink = new ByteSink().text(path).number(entries.size());
        List<CompletionTokens> tokens = new ArrayList<>();
        long seq = start.seq();
        int frameSeq = -1;
        Instant at = Instant.EPOCH;
        for (JournalEntry entry : entries) {
            EncodedEvent stored = writer.write(entry);
            sink.number(entry.seq() - seq)
                    .text(entry.frame() == null ? "" : entry.frame().text().substring(path.length()))
                    .signed(entry.frameSeq() - (frameSeq + 1L))
                    .text(stored.type())
                    .number(stored.version())
                    .number(stored.tokens().size())
                    .text(stored.payload());
            write(sink, at, entry.at());
            tokens.addAll(stored.tokens());
            seq = entry.seq();
            frameSeq = entry.frameSeq();
            at = entry.at();
        }
        return new Segment(start.seq(), root, sink.toBytes(), tokens);
    }

    /// Neighbours differ by little, and clocks often tick in whole microseconds: the lowest bit says so.
    private static void write(ByteSink sink, Instant before, Instant at) {
        long seconds = at.getEpochSecond() - before.getEpochSecond();
        int nanos = at.getNano() - before.getNano();
        boolean whole = nanos % MICRO == 0;
        sink.signed(2 * seconds + (whole ? 0 : 1)).signed(whole ? nanos / MICRO : nanos);
    }

    private static Instant read(ByteSource source, Instant before) {
        long seconds = source.signed();
        long nanos = source.signed() * ((seconds & 1) == 0 ? MICRO : 1);
        return before.plusSeconds(seconds >> 1).plusNanos(nanos);
    }

    /// The entries of a stored segment.
    ///
    /// @param reader a fresh one: what a segment points to, it holds itself
    static List<JournalEntry> read(long first, byte[] events, List<CompletionTokens> tokens, EventCodec.Reader reader) {
        ByteSource source = new ByteSource(events);
        String root = source.text();
        int count = source.integer();
        List<JournalEntry> entries = new ArrayList<>();
        long seq = first;
        int frameSeq = -1;
        Instant at = Instant.EPOCH;
        int token = 0;
        for (int i = 0; i < count; i++) {
            seq += source.number();
            String within = source.text();
            frameSeq += 1 + (int) source.signed();
            String type = source.text();
            int version = source.integer();
            int rows = source.integer();
            if (rows > tokens.size() - token) {
                throw ByteSource.damaged(rows + " token rows are missing at " + token + " of " + tokens.size());
            }
            EncodedEvent stored = new EncodedEvent(type, version, source.text(), tokens.subList(token, token + rows));
            at = read(source, at);
            token += rows;
            FramePath frame = root.equals(RUN) ? null : new FramePath(root + within);
            entries.add(reader.read(seq, frame, frameSeq, at, stored));
        }
        return entries;
    }
}
