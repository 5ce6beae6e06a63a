package org.loopwright.round;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.loopwright.task.Split;

/// Rows that belong together.
///
/// @param name of the dataset that their problems come from
/// @param split what those may be used for
/// @param rows in order
public record RowSet(String name, Split split, List<Row> rows) {
    public RowSet {
        rows = List.copyOf(rows);
    }

    /// These rows instead.
    public RowSet with(List<Row> others) {
        return new RowSet(name, split, others);
    }

    /// The rows of each problem, problems and rows in their order.
    public Map<String, List<Row>> byItem() {
        return rows.stream()
                .collect(Collectors.groupingBy(
                        row -> row.subject().contentHash(), LinkedHashMap::new, Collectors.toList()));
    }
}
