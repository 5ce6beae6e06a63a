package org.loopwright.store.h2;

import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.loopwright.journal.RunHeader;
import org.loopwright.loop.FramePath;

/// What never changes of a run in the file. Immutable.
///
/// @param id the run's
/// @param no its number in this file, from 1
/// @param header what it was started with
/// @param places root frame of each item that the header names -> its place in the run's order, from 0
record StoredRun(UUID id, long no, RunHeader header, Map<String, Integer> places) {
    static StoredRun of(long no, RunHeader header) {
        Map<String, Integer> places = new HashMap<>();
        int place = 0;
        for (String item : header.dataset().items()) {
            places.putIfAbsent(FramePath.ofItem(item).text(), place++);
        }
        return new StoredRun(header.id(), no, header, places);
    }
}
