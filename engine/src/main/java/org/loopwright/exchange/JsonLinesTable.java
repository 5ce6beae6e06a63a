package org.loopwright.exchange;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Rows as JSON lines; what is not known is null. `import` reads them again.
final class JsonLinesTable implements Table {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private final BufferedWriter out;

    JsonLinesTable(Path file) throws IOException {
        out = Files.newBufferedWriter(file);
    }

    @Override
    public void add(AnswerRow row) throws IOException {
        out.write(MAPPER.writeValueAsString(row.values()));
        out.write('\n');
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
