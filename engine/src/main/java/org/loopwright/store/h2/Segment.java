package org.loopwright.store.h2;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.loopwright.journal.CompletionTokens;
import org.loopwright.journal.EncodedEvent;
import org.loopwright.journal.EventCodec;
import org.loopwright.journal.JournalEntry;
import org.loopwright.loop.FramePath;

/// What one append added to one item, or to the run as a whole, in its stored form.
///
/// @param first `seq` of its first entry
/// @param root of the item's frames; null for the run as a whole
/// @param events entries with their payloads, not packed yet
/// @param tokens token rows of its completions, in order
record Segment(long first, @Nullable FramePath root, byte[] events, List<CompletionTokens> tokens) {
    private static final String RUN = ""; // no frame's path is empty
    private static final int MICRO = 1_000; // nanoseconds

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
        long second = 0;
        int nano = 0;
        for (JournalEntry entry : entries) {
            EncodedEvent stored = writer.write(entry);
            // Neighbours differ by little, and clocks often tick in whole microseconds.
            int step = entry.at().getNano() - nano;
            boolean whole = step % MICRO == 0;
            sink.number(entry.seq() - seq)
                    .text(entry.frame() == null ? "" : entry.frame().text().substring(path.length()))
                    .signed(entry.frameSeq() - (frameSeq + 1L))
                    .signed(2 * (entry.at().getEpochSecond() - second) + (whole ? 0 : 1))
                    .signed(whole ? step / MICRO : step)
                    .text(stored.type())
                    .number(stored.version())
                    .number(stored.tokens().size())
                    .text(stored.payload());
            tokens.addAll(stored.tokens());
            seq = entry.seq();
            frameSeq = entry.frameSeq();
            second = entry.at().getEpochSecond();
            nano = entry.at().getNano();
        }
        return new Segment(start.seq(), root, sink.toBytes(), tokens);
    }

    /// The entries of a stored segment.
    ///
    /// @param reader a fresh one: what a segment points to, it holds itself
    static List<JournalEntry> read(
            long first, byte[] events, List<CompletionTokens> tokens, EventCodec.Reader reader) {
        ByteSource source = new ByteSource(events);
        String root = source.text();
        int count = source.integer();
        List<JournalEntry> entries = new ArrayList<>();
        long seq = first;
        int frameSeq = -1;
        long second = 0;
        long nano = 0;
        int token = 0;
        for (int i = 0; i < count; i++) {
            seq += source.number();
            String within = source.text();
            frameSeq += 1 + (int) source.signed();
            long seconds = source.signed();
            second += seconds >> 1;
            nano += source.signed() * ((seconds & 1) == 0 ? MICRO : 1);
            Instant at = Instant.ofEpochSecond(second, nano);
            String type = source.text();
            int version = source.integer();
            int rows = source.integer();
            Objects.checkFromIndexSize(token, rows, tokens.size());
            EncodedEvent stored =
                    new EncodedEvent(type, version, source.text(), tokens.subList(token, token + rows));
            token += rows;
            FramePath frame = root.equals(RUN) ? null : new FramePath(root + within);
            entries.add(reader.read(seq, frame, frameSeq, at, stored));
        }
        return entries;
    }
}
