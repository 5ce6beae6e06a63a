package org.loopwright.exchange;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;

/// Rows as CSV: UTF-8, a header line, `\n` after each row; what is not known is empty.
final class CsvTable implements Table {
    private final CsvWriter csv;
    private boolean begun;

    CsvTable(Path file) throws IOException {
        csv = CsvWriter.builder()
                .lineDelimiter(de.siegmar.fastcsv.writer.LineDelimiter.LF)
                .build(file);
    }

    @Override
    public void add(AnswerRow row) {
        if (!begun) {
            csv.writeRecord(row.values().keySet());
            begun = true;
        }
        csv.writeRecord(row.values().values().stream()
                .map(value -> Objects.toString(value, ""))
                .toList());
    }

    @Override
    public void close() throws IOException {
        csv.close();
    }
}
