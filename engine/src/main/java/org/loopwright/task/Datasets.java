package org.loopwright.task;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads datasets from JSONL files: UTF-8, one JSON object a line.
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
        Map<String, Integer> lineOfId = new HashMap<>();
        List<String> lines = text(file).lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            if (line.isBlank()) {
                continue;
            }
            int number = i + 1;
            Item item = item(file, name, number, line);
            Integer earlier = lineOfId.put(item.id(), number);
            if (earlier != null) {
                throw wrong(
                        file,
                        number,
                        line,
                        "its id `" + item.id() + "` stands in line " + earlier
                                + " already; give every item its own id, or leave ids out",
                        null);
            }
            items.add(item);
        }
        if (items.isEmpty()) {
            throw new DatasetException(
                    file + " holds no items; it should have one JSON object a line, such as " + EXAMPLE, null);
        }
        return new Dataset(name, split, ContentHash.ofItems(items), items);
    }

    private static Item item(Path file, String name, int number, String line) {
        DatasetLine read;
        try {
            read = DatasetLine.parse(line);
        } catch (DatasetLine.Unreadable e) {
            throw wrong(file, number, line, e.getMessage() + "; a line should look like " + EXAMPLE, e);
        }
        String id = read.id();
        String given = id != null ? id : name + "-" + padded(number);
        String cluster = read.cluster();
        return new Item(
                given,
                ContentHash.ofFields(read.fields()),
                cluster != null ? cluster : given,
                read.fields(),
                read.gold());
    }

    private static String padded(int number) {
        String digits = Integer.toString(number);
        return "0".repeat(Math.max(0, 4 - digits.length())) + digits;
    }

    private static String text(Path file) {
        byte[] bytes;
        try {
            bytes = Files.readAllBytes(file);
        } catch (NoSuchFileException e) {
            throw new DatasetException("there is no dataset file " + file + "; check the path in project.yaml", e);
        } catch (IOException e) {
            throw new DatasetException(
                    "dataset file " + file + " can't be read: " + e.getMessage()
                            + "; it should be a readable JSONL file",
                    e);
        }
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

    private static DatasetException wrong(
            Path file, int number, String line, @Nullable String what, @Nullable Throwable cause) {
        String seen = line.length() <= 80 ? line : line.substring(0, 80) + "…";
        return new DatasetException(file + ", line " + number + ", `" + seen + "`: " + what, cause);
    }
}
