package org.loopwright.store.h2;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// A column whose values repeat: each is written once, and then by how far back it stands in the list of all
/// that are different. What is read shares its objects, so that a hundred thousand items do not hold a
/// hundred thousand equal lists. For one direction only; not thread-safe.
final class Repeated<T> {
    private final Map<T, Integer> written = new HashMap<>();
    private final List<T> read = new ArrayList<>();

    /// @param write writes the value where it is new
    void write(ByteSink sink, T value, Consumer<T> write) {
        Integer place = written.putIfAbsent(value, written.size());
        if (place == null) {
            sink.number(0);
            write.accept(value);
        } else {
            sink.number(written.size() - place);
        }
    }

    /// @param next reads the value where it is new
    T read(ByteSource source, Supplier<T> next) {
        int back = source.integer();
        if (back == 0) {
            T value = next.get();
            read.add(value);
            return value;
        }
        if (back > read.size()) {
            throw ByteSource.damaged("a value stands " + back + " back of " + read.size());
        }
        return read.get(read.size() - back);
    }
}
