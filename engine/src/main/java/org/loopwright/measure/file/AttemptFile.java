package org.loopwright.measure.file;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.loopwright.measure.Arm;
import org.loopwright.measure.Calibration;
import org.loopwright.measure.ItemTurn;
import org.loopwright.measure.MeasureException;
import org.loopwright.measure.Outcome;
import org.loopwright.task.DatasetFile;
import org.loopwright.task.Grade;

/// The attempts of a table: JSONL, JSON, CSV or Parquet, packed or not.
///
/// A row is a turn of an attempt at an item. Rows of one item that don't say their sample are its first,
/// second, ... sample, in file order. A row may hold a list of turns or of samples instead. Several training
/// seeds make the seed the unit of analysis.
public final class AttemptFile {
    private static final String EXAMPLE = "{\"task_id\": \"sum-1\", \"is_solved\": true}";
    private static final List<String> GRADERS = List.of("filter", "grader", "scorer", "metric");
    private static final List<String> ARMS = List.of("arm", "method", "condition", "system");

    private final Path file;
    private final ReadOptions options;
    private final List<DatasetFile.Row> rows;
    private final FieldMap fields;
    private final List<String> notes = new ArrayList<>();
    private final Map<String, List<ItemTurn>> bySeed = new LinkedHashMap<>();
    private final Map<String, Integer> counts = new LinkedHashMap<>();
    private final Map<String, String> places = new LinkedHashMap<>();
    private final List<Calibration.Judged> judged = new ArrayList<>();

    /// What was read.
    ///
    /// @param arm its attempts
    /// @param notes how the file was understood, each a sentence
    /// @param calibration of stated confidence; empty when the file states none
    public record Read(Arm arm, List<String> notes, List<Calibration.Judged> calibration) {}

    private AttemptFile(Path file, ReadOptions options) {
        this.file = file;
        this.options = options;
        this.rows =
                DatasetFile.read(file, EXAMPLE).stream().filter(this::isChosen).toList();
        if (rows.isEmpty()) {
            throw new MeasureException(file + " has no rows"
                    + (options.where().isEmpty()
                            ? "; a line should look like " + EXAMPLE
                            : " where " + options.where()));
        }
        Set<String> present = new LinkedHashSet<>();
        rows.forEach(row -> collect(row.fields(), present));
        this.fields = FieldMap.of(file, present, options.fields());
    }

    /// The names of a row's fields, and of those of the objects that its lists hold.
    private static void collect(JsonNode object, Set<String> names) {
        object.properties().forEach(field -> names.add(field.getKey()));
        object.properties().forEach(field -> {
            if (field.getValue().isArray() && field.getValue().path(0).isObject()) {
                field.getValue().forEach(element -> collect(element, names));
            }
        });
    }

    /// Reads `file`.
    ///
    /// @throws MeasureException when a field is missing, unreadable or ambiguous, with its line and the remedy
    /// @throws org.loopwright.task.DatasetException when the file or a line can't be read
    public static Read read(Path file, ReadOptions options) {
        AttemptFile table = new AttemptFile(file, options);
        table.requireOneArm();
        table.rows.forEach(table::read);
        return table.result();
    }

    private boolean isChosen(DatasetFile.Row row) {
        return options.where().entrySet().stream()
                .allMatch(chosen -> row.fields().path(chosen.getKey()).asText().equals(chosen.getValue()));
    }

    /// Several gradings or arms in one table would be taken for samples of one another.
    private void requireOneArm() {
        for (String name :
                java.util.stream.Stream.concat(GRADERS.stream(), ARMS.stream()).toList()) {
            Set<String> values = new LinkedHashSet<>();
            rows.forEach(row -> {
                if (row.fields().path(name).isValueNode()
                        && !row.fields().path(name).isNull()) {
                    values.add(row.fields().path(name).asText());
                }
            });
            if (values.size() > 1) {
                throw new MeasureException(file + " holds " + values.size()
                        + (GRADERS.contains(name) ? " gradings of the same answers" : " arms") + " (`" + name + "`: "
                        + String.join(", ", values) + "): choose one, as --where " + name + "="
                        + values.iterator().next());
            }
        }
    }

    private void read(DatasetFile.Row row) {
        if (isList(Field.SAMPLES, row.fields())) {
            for (JsonNode sample : list(Field.SAMPLES, row.fields())) {
                readTurns(row, sample);
            }
        } else {
            readTurns(row, row.fields());
        }
    }

    private void readTurns(DatasetFile.Row row, JsonNode attempt) {
        boolean listed = isList(Field.TURNS, attempt);
        String item = item(row);
        String seed = fields.text(Field.SEED, row.fields()).orElse("");
        int turn = listed ? 0 : number(row, Field.TURN, attempt).orElse(0);
        int sample = number(row, Field.SAMPLE, attempt)
                .filter(_ -> !isList(Field.SAMPLES, row.fields()) || attempt.has(fields.name(Field.SAMPLE)))
                .orElseGet(() -> counts.merge(key(seed, item, turn), 1, Integer::sum) - 1);
        if (!listed) {
            add(row, attempt, seed, item, sample, turn);
            return;
        }
        int next = 0;
        for (JsonNode one : list(Field.TURNS, attempt)) {
            add(row, one, seed, item, sample, next++);
        }
    }

    /// Whether a field holds a list of turns or samples: because somebody said so, or because its first element
    /// says whether it is right.
    private boolean isList(Field field, JsonNode row) {
        JsonNode value = fields.value(field, row).orElse(row);
        return value.isArray()
                && (options.fields().containsKey(field.word()) || fields.isGiven(Field.CORRECT, value.path(0)));
    }

    private JsonNode list(Field field, JsonNode row) {
        return fields.value(field, row).orElseThrow();
    }

    private String item(DatasetFile.Row row) {
        return fields.text(Field.ITEM, row.fields())
                .or(() -> fields.text(Field.QUESTION, row.fields()))
                .orElseGet(() -> {
                    if (fields.has(Field.ITEM) || fields.has(Field.QUESTION)) {
                        throw wrong(
                                row,
                                "it does not say which item it answers: field `"
                                        + fields.name(fields.has(Field.ITEM) ? Field.ITEM : Field.QUESTION)
                                        + "` is empty");
                    }
                    return row.where();
                });
    }

    private void add(DatasetFile.Row row, JsonNode turn, String seed, String item, int sample, int number) {
        String key = key(seed, item, number) + "\0" + sample;
        String before = places.putIfAbsent(key, row.where());
        if (before != null) {
            throw wrong(
                    row,
                    "item `" + item + "`, sample " + sample + ", turn " + number + " stands in " + before
                            + " already: say what tells them apart, as --map sample=NAME, --map turn=NAME or --map seed=NAME");
        }
        Outcome outcome = outcome(row, turn);
        String extracted = fields.text(Field.EXTRACTED, turn).orElse(null);
        bySeed.computeIfAbsent(seed, _ -> new ArrayList<>())
                .add(new ItemTurn(
                        item,
                        fields.text(Field.QUESTION, row.fields()).orElse(""),
                        fields.text(Field.CLUSTER, row.fields()).orElse(item),
                        sample,
                        number,
                        status(turn, outcome),
                        outcome == Outcome.RIGHT,
                        extracted,
                        null,
                        number(row, Field.PROMPT_TOKENS, turn).orElse(0),
                        number(row, Field.COMPLETION_TOKENS, turn).orElse(0),
                        confidence(row, item, turn, outcome)));
    }

    private @Nullable Double confidence(DatasetFile.Row row, String item, JsonNode turn, Outcome outcome) {
        Double stated = fields.value(Field.CONFIDENCE, turn)
                .filter(JsonNode::isNumber)
                .map(JsonNode::doubleValue)
                .orElse(null);
        if (stated != null) {
            judged.add(judged(row, item, stated, outcome));
        }
        return stated;
    }

    private Calibration.Judged judged(DatasetFile.Row row, String item, double confidence, Outcome outcome) {
        try {
            return new Calibration.Judged(
                    fields.text(Field.CLUSTER, row.fields()).orElse(item), confidence, outcome == Outcome.RIGHT);
        } catch (IllegalArgumentException e) {
            throw wrong(row, "field `" + fields.name(Field.CONFIDENCE) + "`: " + e.getMessage());
        }
    }

    private Outcome outcome(DatasetFile.Row row, JsonNode turn) {
        JsonNode value = turn.isObject() ? correct(row, turn) : turn;
        try {
            Outcome said = Correctness.of(value, options.correctFrom());
            return said == Outcome.WRONG && isUnread(turn) ? Outcome.UNPARSED : said;
        } catch (IllegalArgumentException e) {
            throw wrong(row, "field `" + fields.name(Field.CORRECT) + "`: " + e.getMessage());
        }
    }

    private JsonNode correct(DatasetFile.Row row, JsonNode turn) {
        if (!fields.has(Field.CORRECT)) {
            throw new MeasureException(file + " does not say which answers are right: it has none of "
                    + String.join(", ", Field.CORRECT.names()) + ". Name the field, as --map correct=NAME");
        }
        if (!fields.isGiven(Field.CORRECT, turn)) {
            throw wrong(
                    row,
                    "it does not say whether its answer is right: field `" + fields.name(Field.CORRECT)
                            + "` is missing");
        }
        return fields.value(Field.CORRECT, turn).orElse(com.fasterxml.jackson.databind.node.NullNode.getInstance());
    }

    /// A wrong answer that the file says was never read.
    private boolean isUnread(JsonNode turn) {
        String status = fields.text(Field.STATUS, turn).orElse("");
        boolean empty = fields.isGiven(Field.EXTRACTED, turn)
                && fields.text(Field.EXTRACTED, turn)
                        .filter(text -> !text.equals("[invalid]"))
                        .isEmpty();
        return empty || status.equalsIgnoreCase("unparsed") || status.equalsIgnoreCase("truncated");
    }

    private Grade.Status status(JsonNode turn, Outcome outcome) {
        if (outcome != Outcome.UNPARSED) {
            return Grade.Status.PARSED;
        }
        return fields.text(Field.STATUS, turn).orElse("").equalsIgnoreCase("truncated")
                ? Grade.Status.TRUNCATED
                : Grade.Status.UNPARSED;
    }

    private java.util.Optional<Integer> number(DatasetFile.Row row, Field field, JsonNode object) {
        return fields.text(field, object).map(text -> {
            try {
                double number = Double.parseDouble(text);
                if (number >= 0 && number == Math.rint(number) && number <= Integer.MAX_VALUE) {
                    return (int) number;
                }
            } catch (NumberFormatException _) {
                // The message below says it.
            }
            throw wrong(
                    row,
                    "field `" + fields.name(field) + "` is `" + text + "`, and " + field.word()
                            + " should be a whole number from 0");
        });
    }

    private Read result() {
        notes.add("fields: " + fields.describe());
        if (!fields.has(Field.ITEM)) {
            notes.add(
                    fields.has(Field.QUESTION)
                            ? "no field names the item: items are told apart by `" + fields.name(Field.QUESTION) + "`"
                            : "no field names the item: every row is taken for an item of its own");
        }
        if (!fields.has(Field.SAMPLE)
                && !fields.has(Field.SAMPLES)
                && counts.values().stream().anyMatch(n -> n > 1)) {
            notes.add("rows of one item that say nothing else are its samples, in file order");
        }
        Map<String, List<ItemTurn>> turns = new TreeMap<>(bySeed);
        turns.replaceAll((_, rowsOfSeed) -> numbered(rowsOfSeed));
        if (turns.size() > 1) {
            notes.add("`" + fields.name(Field.SEED) + "` has " + turns.size()
                    + " values, taken for training seeds: the unit of analysis. Where only the sampler was seeded,"
                    + " say --map sample=" + fields.name(Field.SEED));
        }
        return new Read(Arm.ofSeeds(file.getFileName().toString(), turns), List.copyOf(notes), List.copyOf(judged));
    }

    /// Turns counted from 0, whatever the file counts from.
    private static List<ItemTurn> numbered(List<ItemTurn> rows) {
        int first = rows.stream().mapToInt(ItemTurn::turn).min().orElse(0);
        return rows.stream().map(row -> row.withTurn(row.turn() - first)).toList();
    }

    private static String key(String seed, String item, int turn) {
        return seed + "\0" + item + "\0" + turn;
    }

    private MeasureException wrong(DatasetFile.Row row, String what) {
        @Nullable Throwable none = null;
        return new MeasureException(String.valueOf(row.wrong(file, what, none).getMessage()));
    }
}
