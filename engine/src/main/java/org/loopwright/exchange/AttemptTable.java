package org.loopwright.exchange;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import org.loopwright.model.Completion;
import org.loopwright.task.DatasetFile;
import org.loopwright.task.Grade;
import org.loopwright.task.Grader;

/// Reads a table whose rows are attempts: JSONL, JSON, CSV or Parquet. A row is a turn of an attempt at an
/// item; a table without turns or attempts has one of each.
///
/// Rows of one item without a number of their attempt are its first, second, ... attempt in file order.
final class AttemptTable {
    static final String EXAMPLE = "{\"item\": \"sum-1\", \"response\": \"It is 5\", \"correct\": true}";
    private static final String GRADER = "file";

    private final Path file;
    private final FieldNames names;
    private final OptionalDouble correctFrom;
    private final Grader grader;
    private final Map<String, Rows> attempts = new LinkedHashMap<>();
    private final Map<String, Integer> counts = new LinkedHashMap<>();

    /// The rows of one attempt.
    private record Rows(String item, int sample, List<DatasetFile.Row> rows) {}

    private AttemptTable(Path file, FieldNames names, OptionalDouble correctFrom, Grader grader) {
        this.file = file;
        this.names = names;
        this.correctFrom = correctFrom;
        this.grader = grader;
    }

    /// The attempts in `rows`.
    ///
    /// @param created when the file was made
    /// @param grader grades answers where the table does not say which are right
    /// @throws ExchangeException when a field is missing or holds something else, with its line
    static ForeignLog read(
            Path file, List<DatasetFile.Row> rows, ImportOptions options, Instant created, Grader grader) {
        FieldNames names = FieldNames.of(file, rows.getFirst().fields(), options.fields());
        require(file, rows, names);
        AttemptTable table = new AttemptTable(file, names, options.correctFrom(), grader);
        rows.forEach(table::add);
        List<Attempt> attempts =
                table.attempts.values().stream().map(table::attempt).toList();
        String name = options.name().orElse(baseName(file));
        return new ForeignLog(
                name,
                name,
                options.splitOr(name),
                names.text(rows.getFirst().fields(), "model").orElse("unknown"),
                names.has("correct") ? GRADER : grader.name(),
                created,
                Duration.ZERO,
                "",
                attempts,
                List.of("fields: " + new java.util.TreeMap<>(names.found())));
    }

    static String baseName(Path file) {
        String name = file.getFileName().toString();
        int dot = name.indexOf('.');
        return dot <= 0 ? name : name.substring(0, dot);
    }

    private static void require(Path file, List<DatasetFile.Row> rows, FieldNames names) {
        List<String> seen = FieldNames.names(rows.getFirst().fields());
        if (!names.has("item") && !names.has("question")) {
            throw new ExchangeException(file + " has no field that tells items apart, only " + seen
                    + ": name it, as --map item=NAME; fields that can be mapped are " + FieldNames.meanings());
        }
        if (!names.has("correct") && !(names.has("gold") && names.has("answer"))) {
            throw new ExchangeException(file + " does not say which answers are right; it has " + seen
                    + ": name the field, as --map correct=NAME, or name answer and gold answer, as --map answer=NAME"
                    + " --map gold=NAME");
        }
    }

    private void add(DatasetFile.Row row) {
        String item = names.text(row.fields(), "item")
                .or(() -> names.text(row.fields(), "question"))
                .orElseThrow(() -> wrong(row, "it does not say which item it answers"));
        int turn = number(row, "turn").orElse(0);
        int sample = number(row, "sample").orElseGet(() -> {
            // Without numbers, each first turn begins another attempt.
            String key = names.has("turn") ? item + "\0" + turn : item;
            return counts.merge(key, 1, Integer::sum);
        });
        attempts.computeIfAbsent(item + "\0" + sample, _ -> new Rows(item, sample, new ArrayList<>()))
                .rows()
                .add(row);
    }

    private Attempt attempt(Rows attempt) {
        List<DatasetFile.Row> rows = new ArrayList<>(attempt.rows());
        rows.sort(java.util.Comparator.comparingInt(row -> number(row, "turn").orElse(0)));
        DatasetFile.Row first = rows.getFirst();
        for (int i = 1; i < rows.size(); i++) {
            if (Objects.equals(number(rows.get(i), "turn"), number(rows.get(i - 1), "turn"))) {
                throw wrong(
                        rows.get(i),
                        "item `" + attempt.item() + "`, attempt " + attempt.sample() + " stands in "
                                + rows.get(i - 1).where()
                                + " already: give attempts numbers, as --map sample=NAME");
            }
        }
        String question = names.text(first.fields(), "question").orElse(attempt.item());
        return new Attempt(
                file + ", " + first.where(),
                attempt.item(),
                attempt.sample(),
                names.text(first.fields(), "cluster").orElse(null),
                Map.of(ImportedLoop.QUESTION, question),
                names.text(first.fields(), "gold").filter(g -> !g.isBlank()).orElse(null),
                rows.stream()
                        .map(row -> reply(row, row.number() == first.number() ? question : ""))
                        .toList(),
                "");
    }

    private Attempt.Reply reply(DatasetFile.Row row, String before) {
        String text = names.text(row.fields(), "answer").orElse("");
        Completion.Finish finish = switch (names.text(row.fields(), "finish").orElse("")) {
            case "length", "max_tokens" -> Completion.Finish.LENGTH;
            default -> Completion.Finish.STOP;
        };
        Map<String, Grade> grades = new LinkedHashMap<>();
        grade(row, text, finish).ifPresent(grade -> grades.put(names.has("correct") ? GRADER : grader.name(), grade));
        return new Attempt.Reply(
                before,
                List.of(),
                text,
                number(row, "prompt-tokens").orElse(0),
                number(row, "completion-tokens").orElse(0),
                finish,
                0,
                grades);
    }

    private Optional<Grade> grade(DatasetFile.Row row, String text, Completion.Finish finish) {
        if (!names.has("correct")) {
            return names.text(row.fields(), "gold").map(gold -> grader.grade(text, gold, finish));
        }
        JsonNode value = names.get(row.fields(), "correct")
                .orElseThrow(() -> wrong(
                        row,
                        "it does not say whether its answer is right: field `"
                                + names.found().get("correct") + "` is missing"));
        @Nullable String extracted = names.text(row.fields(), "extracted").orElse(null);
        try {
            return Optional.of(ScoreValue.of(value, correctFrom.orElse(1), correctFrom.isEmpty())
                    .map(score -> ForeignGrades.grade(GRADER, score, extracted, finish, ""))
                    .orElseThrow(() -> new IllegalArgumentException("the score is empty")));
        } catch (IllegalArgumentException e) {
            throw wrong(row, "field `" + names.found().get("correct") + "`: " + e.getMessage());
        }
    }

    private Optional<Integer> number(DatasetFile.Row row, String ours) {
        ObjectNode fields = row.fields();
        return names.text(fields, ours).map(text -> {
            try {
                double number = Double.parseDouble(text.strip());
                if (number >= 0 && number == Math.rint(number) && number <= Integer.MAX_VALUE) {
                    return (int) number;
                }
            } catch (NumberFormatException _) {
                // The message below says it.
            }
            throw wrong(
                    row,
                    "field `" + names.found().get(ours) + "`, taken as " + ours.toLowerCase(Locale.ROOT) + ", is `"
                            + text + "`; it should be a whole number of at least 0");
        });
    }

    private ExchangeException wrong(DatasetFile.Row row, String what) {
        String seen = row.seen().length() <= 80 ? row.seen() : row.seen().substring(0, 80) + "\u2026";
        return new ExchangeException(file + ", " + row.where() + ", `" + seen + "`: " + what);
    }
}
