package org.loopwright.task;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One problem of a dataset.
///
/// @param id unique in its dataset
/// @param contentHash SHA-256 over the fields without the gold answer, hexadecimal; arms are paired by it
/// @param cluster items that belong together in statistics; the id when there is no such group
/// @param fields what a loop may read, by name, in file order
/// @param gold the right answer, or null; item loops never see it
public record Item(
        String id,
        String contentHash,
        String cluster,
        Map<String, String> fields,
        @Nullable String gold) {
    public Item {
        fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
    }
}
