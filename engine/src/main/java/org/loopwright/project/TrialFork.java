package org.loopwright.project;

import java.util.Map;
import java.util.UUID;
import org.loopwright.journal.Edit;
import org.loopwright.journal.JournalEntry;

/// A fork as a trial asks for it: one continuation, from exactly behind one entry of an item's own frame.
///
/// @param run the run to leave
/// @param item id of the item in that run
/// @param last the last entry of the item that is taken over
/// @param edit what is changed there
/// @param texts texts of loops that count from there on, by file name; the others stay as the run has them
/// @param sample number of the continuation: 0 keeps the seeds, so that equal steps give equal texts
public record TrialFork(UUID run, String item, JournalEntry last, Edit edit, Map<String, String> texts, int sample) {
    public TrialFork {
        texts = Map.copyOf(texts);
        if (sample < 0) {
            throw new IllegalArgumentException("sample " + sample + " is below 0");
        }
    }
}
