package org.loopwright.exchange;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.loopwright.journal.Event;
import org.loopwright.journal.JournalEntry;
import org.loopwright.loop.FramePath;
import org.loopwright.store.RunStore;

/// Brings packed runs into a store that may have some of them.
///
/// A run that is not there is added. Of one that is, what the pack has beyond it is appended: both copies were
/// the same once, and journals only grow. Where both have grown since, grades are added to those that are
/// there; anything else can't be true of one run, so the store's copy stays as it is, and a remark says so.
final class RunMerge {
    private final Map<UUID, List<JournalEntry>> added = new LinkedHashMap<>();
    private final Map<UUID, List<JournalEntry>> grown = new LinkedHashMap<>();
    private final List<String> remarks = new ArrayList<>();

    private RunMerge() {}

    /// What is to be done.
    ///
    /// @param packed run -> its entries
    static RunMerge of(RunStore store, Map<UUID, List<JournalEntry>> packed) {
        RunMerge merge = new RunMerge();
        packed.forEach((run, entries) -> merge.plan(run, store.entries(run), entries));
        return merge;
    }

    private void plan(UUID run, List<JournalEntry> here, List<JournalEntry> theirs) {
        if (here.isEmpty()) {
            added.put(run, theirs);
            return;
        }
        int same = 0;
        while (same < Math.min(here.size(), theirs.size())
                && here.get(same).event().equals(theirs.get(same).event())) {
            same++;
        }
        List<JournalEntry> mine = here.subList(same, here.size());
        List<JournalEntry> more = theirs.subList(same, theirs.size());
        if (more.isEmpty()) {
            return;
        }
        if (mine.isEmpty()) {
            grown.put(run, more);
        } else if (areGrades(mine) && areGrades(more)) {
            List<JournalEntry> fresh = behind(here, mine, more);
            if (!fresh.isEmpty()) {
                grown.put(run, fresh);
            }
        } else {
            remarks.add("run " + run + " went on differently here and there, from entry " + same
                    + " on; the copy that is here was kept");
        }
    }

    private static boolean areGrades(List<JournalEntry> entries) {
        return entries.stream().allMatch(entry -> entry.event() instanceof Event.Graded);
    }

    /// Those of `more` that `mine` lacks, in places behind `here`.
    private static List<JournalEntry> behind(
            List<JournalEntry> here, List<JournalEntry> mine, List<JournalEntry> more) {
        Map<FramePath, Integer> frameSeqs = new HashMap<>();
        here.forEach(entry -> {
            if (entry.frame() != null) {
                frameSeqs.put(entry.frame(), entry.frameSeq());
            }
        });
        List<JournalEntry> fresh = new ArrayList<>();
        long seq = here.getLast().seq();
        for (JournalEntry entry : more) {
            boolean known = mine.stream()
                    .anyMatch(m -> java.util.Objects.equals(m.frame(), entry.frame())
                            && m.event().equals(entry.event()));
            if (!known && entry.frame() != null) {
                seq++;
                int frameSeq = frameSeqs.merge(entry.frame(), 1, Integer::sum);
                fresh.add(new JournalEntry(seq, entry.frame(), frameSeq, entry.at(), entry.event()));
            }
        }
        return fresh;
    }

    /// Does it.
    ///
    /// @return how many runs are new
    int store(RunStore store) {
        store.appendAll(added);
        grown.forEach(store::append);
        return added.size();
    }

    List<String> remarks() {
        List<String> all = new ArrayList<>(remarks);
        grown.keySet().forEach(run -> all.add("run " + run + " has more here now than it had"));
        return all;
    }
}
