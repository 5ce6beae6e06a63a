package org.loopwright.task;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import dev.hardwood.InputFile;
import dev.hardwood.reader.ParquetFileReader;
import dev.hardwood.reader.RowReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/// A file as a list of rows, each an object with named fields: JSONL, JSON (an array, or an object whose
/// `examples` are one), CSV with a header, or Parquet; any of them packed by gzip. Parquet is known by its
/// first bytes, CSV by its name, everything else by what it holds.
public final class DatasetFile {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final String PARQUET = "PAR1";

    private DatasetFile() {}

    /// One row.
    ///
    /// @param where `line 3` or `row 3`, from 1
    /// @param number the same as a number
    /// @param seen the row as it stands there, for messages
    /// @param fields by name, in file order
    public record Row(String where, int number, String seen, ObjectNode fields) {
        /// The failure of this row of `file`.
        public DatasetException wrong(Path file, String what, @Nullable Throwable cause) {
            String start = seen.length() <= 80 ? seen : seen.substring(0, 80) + "\u2026";
            return new DatasetException(file + ", " + where + ", `" + start + "`: " + what, cause);
        }
    }

    /// Reads all rows.
    ///
    /// @param example how a line should look like, for messages
    /// @throws DatasetException when the file is missing, damaged, no UTF-8, or a row is no object
    public static List<Row> read(Path file, String example) {
        byte[] bytes = unpacked(file, bytes(file));
        if (bytes.length >= 4 && new String(bytes, 0, 4, StandardCharsets.US_ASCII).equals(PARQUET)) {
            return parquet(file, bytes);
        }
        String text = text(file, bytes);
        String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        if (name.endsWith(".csv") || name.endsWith(".csv.gz")) {
            return csv(file, text);
        }
        if (name.endsWith(".json") || name.endsWith(".json.gz")) {
            List<Row> rows = json(file, text);
            if (!rows.isEmpty()) {
                return rows;
            }
        }
        return lines(file, text, example);
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (NoSuchFileException e) {
            throw new DatasetException("there is no dataset file " + file + "; check the path in project.yaml", e);
        } catch (IOException e) {
            throw new DatasetException(
                    "dataset file " + file + " can't be read: " + e.getMessage()
                            + "; it should be a readable JSONL, JSON, CSV or Parquet file",
                    e);
        }
    }

    private static byte[] unpacked(Path file, byte[] bytes) {
        if (bytes.length < 2 || (bytes[0] & 0xff) != 0x1f || (bytes[1] & 0xff) != 0x8b) {
            return bytes;
        }
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new DatasetException(
                    file + " begins as gzip, but is damaged or cut off (" + e.getMessage() + "); fetch it again", e);
        }
    }

    private static List<Row> lines(Path file, String text, String example) {
        List<Row> rows = new ArrayList<>();
        List<String> lines = text.lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            if (!line.isBlank()) {
                Row bare = new Row("line " + (i + 1), i + 1, line, NODES.objectNode());
                try {
                    rows.add(new Row(bare.where(), i + 1, line, DatasetLine.object(line)));
                } catch (DatasetLine.Unreadable e) {
                    throw bare.wrong(file, e.getMessage() + "; a line should look like " + example, e);
                }
            }
        }
        return rows;
    }

    /// The rows of a JSON file; empty when it is none of the two forms, as one that is JSONL.
    private static List<Row> json(Path file, String text) {
        JsonNode tree;
        try {
            tree = DatasetLine.tree(text);
        } catch (DatasetLine.Unreadable e) {
            return List.of();
        }
        List<Row> rows = new ArrayList<>();
        for (JsonNode one : tree.isArray() ? tree : tree.path("examples")) {
            int number = rows.size() + 1;
            Row row = new Row("example " + number, number, one.toString(), NODES.objectNode());
            if (!(one instanceof ObjectNode object)) {
                throw row.wrong(file, "it is no object with named fields", null);
            }
            rows.add(new Row(row.where(), number, row.seen(), object));
        }
        return rows;
    }

    private static List<Row> csv(Path file, String text) {
        List<Row> rows = new ArrayList<>();
        try (CsvReader<NamedCsvRecord> reader = CsvReader.builder()
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .ofNamedCsvRecord(text)) {
            for (NamedCsvRecord record : reader) {
                int number = (int) record.getStartingLineNumber();
                ObjectNode fields = NODES.objectNode();
                Row row = new Row("line " + number, number, String.join(",", record.getFields()), fields);
                if (record.getFieldCount() != record.getHeader().size()) {
                    throw row.wrong(
                            file,
                            "it has " + record.getFieldCount() + " fields where the header names "
                                    + record.getHeader().size() + ": " + record.getHeader(),
                            null);
                }
                record.getFieldsAsMap().forEach((name, value) -> {
                    if (!value.isEmpty()) {
                        fields.put(name, value);
                    }
                });
                rows.add(row);
            }
            return rows;
        } catch (CsvParseException | UncheckedIOException | IOException e) {
            throw new DatasetException(
                    file + " is no CSV with a header line: " + e.getMessage() + " (after " + rows.size() + " rows)", e);
        }
    }

    private static List<Row> parquet(Path file, byte[] bytes) {
        List<Row> rows = new ArrayList<>();
        try (ParquetFileReader reader = ParquetFileReader.open(InputFile.of(ByteBuffer.wrap(bytes)));
                RowReader in = reader.rowReader()) {
            while (in.hasNext()) {
                in.next();
                ObjectNode fields = NODES.objectNode();
                for (int i = 0; i < in.getFieldCount(); i++) {
                    if (!in.isNull(i)) {
                        fields.set(in.getFieldName(i), ParquetValues.json(in.getValue(i)));
                    }
                }
                int number = rows.size() + 1;
                rows.add(new Row("row " + number, number, fields.toString(), fields));
            }
            return rows;
        } catch (IOException | RuntimeException e) {
            throw new DatasetException(
                    file + " begins as Parquet, but can't be read after row " + rows.size() + ": " + e.getMessage(), e);
        }
    }

    private static String text(Path file, byte[] bytes) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            throw new DatasetException(
                    file + ", line " + lineOfBadByte(bytes) + " is no UTF-8; save the file as UTF-8 text", e);
        }
    }

    private static int lineOfBadByte(byte[] bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        StandardCharsets.UTF_8.newDecoder().decode(in, CharBuffer.allocate(bytes.length), true);
        int line = 1;
        for (int i = 0; i < in.position(); i++) {
            line += bytes[i] == '\n' ? 1 : 0;
        }
        return line;
    }
}
