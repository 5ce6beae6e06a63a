package org.loopwright.store.h2;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jdbi.v3.core.Handle;
import org.loopwright.store.h2.LongValues.Kind;

/// Each run's [Packing]. A run gets its dictionary once, after its first four megabytes, and keeps it; what was
/// packed before stays as it is. Thread-safe.
final class Packings {
    private final Map<Long, Packing> withDictionary = new ConcurrentHashMap<>();
    private final LongValues longValues = new LongValues();

    /// The packing of a run, as it is now.
    Packing of(Handle handle, long no) {
        Packing known = withDictionary.get(no);
        if (known != null) {
            return known;
        }
        byte[] dictionary = longValues.find(handle, Kind.DICTIONARY, no);
        return dictionary.length == 0
                ? Packing.PLAIN
                : withDictionary.computeIfAbsent(no, _ -> Packing.with(dictionary));
    }

    /// Gives a run its dictionary. The packing is not kept here before the transaction has ended: it may
    /// fail.
    Packing learn(Handle handle, long no, byte[] dictionary) {
        longValues.put(handle, Kind.DICTIONARY, no, dictionary);
        return Packing.with(dictionary);
    }
}
