package org.loopwright.round;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.loopwright.loop.LoopException;

/// Rows as JSON lines in the conversational layouts that TRL's trainers read
/// ([dataset formats](https://huggingface.co/docs/trl/dataset_formats)).
///
/// | layout | a line |
/// |---|---|
/// | `messages` | `{"messages": [{"role", "content"}, ...]}`, for supervised fine-tuning |
/// | `preference` | `{"prompt": [...], "chosen": [...], "rejected": [...]}`, for DPO and its kin |
/// | `prompt-completion` | `{"prompt": [...], "completion": [...]}` |
public final class TrainingDataFile {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private TrainingDataFile() {}

    /// How a line is laid out. Closed set.
    public enum Layout {
        MESSAGES,
        PREFERENCE,
        PROMPT_COMPLETION;

        /// The word in commands, `prompt-completion`.
        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        /// The layout with this word, or empty.
        public static Optional<Layout> named(String word) {
            return List.of(values()).stream()
                    .filter(layout -> layout.word().equals(word))
                    .findFirst();
        }

        /// The layout that says most of these rows: preference where they have a rejected answer.
        public static Layout of(RowSet rows) {
            return rows.rows().stream().anyMatch(row -> row.rejected() != null) ? PREFERENCE : MESSAGES;
        }
    }

    /// Writes rows, complete or not at all.
    ///
    /// @return how many lines there are
    /// @throws LoopException when a row lacks what the layout says, or the disk refuses
    public static int write(RowSet rows, Layout layout, Path file) {
        StringBuilder lines = new StringBuilder();
        rows.rows().forEach(row -> lines.append(line(row, layout)).append('\n'));
        Artifacts.write(file.toAbsolutePath(), lines.toString().getBytes(StandardCharsets.UTF_8));
        return rows.rows().size();
    }

    private static ObjectNode line(Row row, Layout layout) {
        if (row.messages().isEmpty()) {
            throw new LoopException("item " + row.subject().item()
                    + " is a problem without a solution, so there is nothing to learn from it; export the data of a"
                    + " training");
        }
        ObjectNode line = MAPPER.createObjectNode();
        List<Row.Message> prompt = row.messages().subList(0, row.messages().size() - 1);
        Row.Message last = row.messages().getLast();
        switch (layout) {
            case MESSAGES -> line.set("messages", messages(row.messages()));
            case PROMPT_COMPLETION -> {
                line.set("prompt", messages(prompt));
                line.set("completion", messages(List.of(last)));
            }
            case PREFERENCE -> {
                String rejected = row.rejected();
                if (rejected == null) {
                    throw new LoopException("item " + row.subject().item()
                            + " has no rejected answer, so it is no preference; export it as `messages`");
                }
                line.set("prompt", messages(prompt));
                line.set("chosen", messages(List.of(last)));
                line.set("rejected", messages(List.of(new Row.Message(last.role(), rejected, true))));
            }
        }
        return line;
    }

    private static ArrayNode messages(List<Row.Message> messages) {
        ArrayNode array = MAPPER.createArrayNode();
        messages.forEach(
                message -> array.addObject().put("role", message.role()).put("content", message.text()));
        return array;
    }
}
