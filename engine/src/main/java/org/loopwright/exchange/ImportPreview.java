package org.loopwright.exchange;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.loopwright.task.DatasetFile;
import org.loopwright.task.Split;

/// What a file looks like before it is imported: for a dialog that shows how it would be understood.
///
/// @param file that would be imported
/// @param form what it is
/// @param rows how many rows a table has; 0 for a log
/// @param columns of a table, those that can be mapped; a path with dots reaches into objects
/// @param first the first rows, each a text for each column
/// @param fields our name -> the file's, as remembered, else as guessed; meanings that nothing was found for are
///     left out
/// @param remembered whether somebody said the fields of such a table before
/// @param name of its dataset, proposed
/// @param split of its dataset, proposed
public record ImportPreview(
        Path file,
        Form form,
        int rows,
        List<String> columns,
        List<List<String>> first,
        Map<String, String> fields,
        boolean remembered,
        String name,
        Split split) {
    private static final int SHOWN = 6;

    /// What a file is. Closed set.
    public enum Form {
        /// An Inspect log: nothing needs to be mapped.
        LOG,
        /// A table whose rows are attempts.
        ATTEMPTS,
        /// A table whose rows are problems.
        DATASET
    }

    public ImportPreview {
        columns = List.copyOf(columns);
        first = first.stream().map(List::copyOf).toList();
        fields = Map.copyOf(fields);
    }

    /// What fields can mean, in the order in which to offer them.
    public static List<String> meanings() {
        return FieldNames.inOrder();
    }

    /// Looks at `file`.
    ///
    /// @param root of the project that it would go into
    /// @throws ExchangeException when there is no such file, or it holds nothing
    /// @throws org.loopwright.task.DatasetException when a line of it can't be read
    public static ImportPreview of(Path root, Path file) {
        if (!Files.isRegularFile(file)) {
            throw new ExchangeException("there is no file " + file);
        }
        String name = AttemptTable.baseName(file);
        Split split = ImportOptions.NONE.splitOr(name);
        if (InspectLog.isOne(file)) {
            return new ImportPreview(file, Form.LOG, 0, List.of(), List.of(), Map.of(), false, name, split);
        }
        List<DatasetFile.Row> rows = DatasetFile.read(file, AttemptTable.EXAMPLE);
        if (rows.isEmpty()) {
            throw new ExchangeException(file + " has no row");
        }
        ObjectNode row = rows.getFirst().fields();
        Map<String, String> said = new RememberedFields(root).of(row);
        List<String> columns = columns(rows);
        return new ImportPreview(
                file,
                said.isEmpty() && !FieldNames.isAttempt(row) ? Form.DATASET : Form.ATTEMPTS,
                rows.size(),
                columns,
                rows.stream().limit(SHOWN).map(one -> texts(one, columns)).toList(),
                FieldNames.of(file, row, said).found(),
                !said.isEmpty(),
                name,
                split);
    }

    /// Fields of the first rows, those of objects one level deep.
    private static List<String> columns(List<DatasetFile.Row> rows) {
        Set<String> columns = new LinkedHashSet<>();
        rows.stream()
                .limit(SHOWN)
                .forEach(row -> row.fields().properties().forEach(field -> {
                    columns.add(field.getKey());
                    if (field.getValue() instanceof ObjectNode inner) {
                        inner.fieldNames().forEachRemaining(name -> columns.add(field.getKey() + "." + name));
                    }
                }));
        return List.copyOf(columns);
    }

    private static List<String> texts(DatasetFile.Row row, List<String> columns) {
        List<String> texts = new ArrayList<>();
        for (String column : columns) {
            JsonNode value = FieldNames.at(row.fields(), column);
            texts.add(
                    value.isMissingNode() || value.isNull()
                            ? ""
                            : value.isValueNode() ? value.asText() : value.toString());
        }
        return texts;
    }
}
