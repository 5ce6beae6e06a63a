package org.loopwright.task;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads datasets from JSONL, JSON, CSV and Parquet files; see [DatasetFile]. The layouts of GSM8K, MATH,
/// HumanEval, MBPP and BIG-Bench-Hard are known by their fields.
///
/// ```
/// {"id": "sum-1", "question": "How much is 2 + 3?", "answer": "5", "cluster": "sums"}
/// ```
///
/// `answer` is the gold answer and no loop sees it; where it holds `####`, as GSM8K's do, what follows
/// is the gold answer and the worked solution before it is left out. `id` and `cluster` may be missing.
/// Everything else is a field that loops read by its name; a list or an object becomes its JSON text. A
/// byte order mark, Windows line ends and blank lines do no harm.
public final class Datasets {
    private static final String EXAMPLE = "{\"question\": \"How much is 2 + 3?\", \"answer\": \"5\"}";

    private Datasets() {}

    /// Reads a dataset.
    ///
    /// @param file to read
    /// @param name of the dataset; items without an id get `name-0001`, by line
    /// @param split what its items may be used for
    /// @throws DatasetException when the file is missing, empty, no UTF-8, or a line is no such object
    public static Dataset read(Path file, String name, Split split) {
        List<Item> items = new ArrayList<>();
        Map<String, DatasetFile.Row> rowOfId = new HashMap<>();
        for (DatasetFile.Row row : DatasetFile.read(file, EXAMPLE)) {
            Item item = item(file, name, row);
            DatasetFile.Row earlier = rowOfId.put(item.id(), row);
            if (earlier != null) {
                throw row.wrong(
                        file,
                        "its id `" + item.id() + "` stands in " + earlier.where()
                                + " already; give every item its own id, or leave ids out",
                        null);
            }
            items.add(item);
        }
        if (items.isEmpty()) {
            throw new DatasetException(
                    file + " holds no items; it should have one JSON object a line, such as " + EXAMPLE, null);
        }
        return of(name, split, items);
    }

    /// A dataset of these items, with its hash.
    public static Dataset of(String name, Split split, List<Item> items) {
        return new Dataset(name, split, ContentHash.ofItems(items), items);
    }

    /// An item of these fields, with its hash.
    ///
    /// @param cluster items that belong together, or null for none
    /// @param gold the right answer, or null
    public static Item item(String id, @Nullable String cluster, Map<String, String> fields, @Nullable String gold) {
        return new Item(id, ContentHash.ofFields(fields), cluster != null ? cluster : id, fields, gold);
    }

    private static Item item(Path file, String name, DatasetFile.Row row) {
        try {
            DatasetLine read = DatasetLine.of(row.fields());
            String id = read.id();
            return item(
                    id != null ? id : name + "-" + padded(row.number()), read.cluster(), read.fields(), read.gold());
        } catch (DatasetLine.Unreadable e) {
            throw row.wrong(file, e.getMessage() + "; a line should look like " + EXAMPLE, e);
        }
    }

    private static String padded(int number) {
        String digits = Integer.toString(number);
        return "0".repeat(Math.max(0, 4 - digits.length())) + digits;
    }
}
