package org.loopwright.app.design;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.loopwright.app.session.LoopEntry;
import org.loopwright.loop.LoopSpec;

/// The project's loops, and which of them are open in place: the one that was chosen, the one that it calls,
/// and so on down to the one that is drawn.
final class LoopTrail {
    private final Map<String, LoopEntry> entries = new LinkedHashMap<>();
    private final ReadOnlyObjectWrapper<List<String>> files = new ReadOnlyObjectWrapper<>(List.of());

    /// Takes the project's loops, read anew.
    void know(List<LoopEntry> loops) {
        entries.clear();
        loops.forEach(this::add);
    }

    /// Adds a loop that was made just now.
    void add(LoopEntry entry) {
        entries.put(entry.fileName(), entry);
    }

    /// The file names of all loops.
    Collection<String> known() {
        return Collections.unmodifiableCollection(entries.keySet());
    }

    Optional<LoopEntry> entry(String file) {
        return Optional.ofNullable(entries.get(file));
    }

    /// What a call of this file leads to.
    Optional<LoopSpec> loop(String file) {
        return entry(file).map(LoopEntry::parse).map(parse -> parse.loop());
    }

    /// Begins at a loop.
    void begin(String file) {
        files.set(List.of(file));
    }

    void clear() {
        files.set(List.of());
    }

    /// Goes into a loop that the last one calls.
    void into(String file) {
        List<String> longer = new ArrayList<>(files.get());
        longer.add(file);
        files.set(List.copyOf(longer));
    }

    /// Goes back to one on the way.
    ///
    /// @param place from 0
    void back(int place) {
        files.set(List.copyOf(files.get().subList(0, place + 1)));
    }

    /// The loop that is drawn when one that `file` calls, directly or not, is open in place.
    Optional<LoopEntry> within(String file) {
        List<String> open = files.get();
        return open.size() > 1 && open.getFirst().equals(file) ? entry(open.getLast()) : Optional.empty();
    }

    /// From the chosen loop to the one that is drawn.
    ReadOnlyObjectProperty<List<String>> filesProperty() {
        return files.getReadOnlyProperty();
    }
}
