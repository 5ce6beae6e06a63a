package org.loopwright.measure.file;

import java.util.Map;
import java.util.OptionalDouble;

/// What a person says about a table of attempts.
///
/// @param fields what a field means -> its name in the file: `item`, `correct`, `turn`, `sample`, `seed`,
///     `cluster`, `extracted`, `status`, `question`, `prompt-tokens`, `completion-tokens`, `confidence`, and
///     `turns` or `samples` for a list in each row
/// @param where field -> value: rows that say something else are left out
/// @param correctFrom numbers from here on are right; where it is empty only 0 and 1 are read
public record ReadOptions(Map<String, String> fields, Map<String, String> where, OptionalDouble correctFrom) {
    /// Nothing said.
    public static final ReadOptions NONE = new ReadOptions(Map.of(), Map.of(), OptionalDouble.empty());

    public ReadOptions {
        fields = Map.copyOf(fields);
        where = Map.copyOf(where);
    }

    /// This with other rows chosen.
    public ReadOptions withWhere(Map<String, String> rows) {
        return new ReadOptions(fields, rows, correctFrom);
    }
}
