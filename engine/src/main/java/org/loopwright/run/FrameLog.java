package org.loopwright.run;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.loopwright.journal.Event;
import org.loopwright.journal.FrameFold;
import org.loopwright.loop.Frame;
import org.loopwright.loop.FramePath;

/// A frame's events on their way to the journal. Used by the frame's thread alone.
final class FrameLog {
    private final FramePath path;
    private final RunSession session;
    private final List<Event> pending = new ArrayList<>();
    private int nextSeq;

    FrameLog(FramePath path, RunSession session) {
        this.path = path;
        this.session = session;
        this.nextSeq = session.restored().frameSeqs().getOrDefault(path, 0);
    }

    /// Notes an event and returns the frame after it.
    Frame record(@Nullable Frame frame, Event event) {
        pending.add(event);
        Frame folded = FrameFold.apply(frame, path, event);
        if (folded == null) {
            throw new IllegalStateException("a frame follows from every event after its first");
        }
        return folded;
    }

    /// Hands what was noted to the journal, as one transaction.
    void commit() throws InterruptedException {
        if (!pending.isEmpty()) {
            session.journal().append(path, nextSeq, List.copyOf(pending));
            nextSeq += pending.size();
            pending.clear();
        }
    }
}
