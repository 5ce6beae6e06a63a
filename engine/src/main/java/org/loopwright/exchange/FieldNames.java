package org.loopwright.exchange;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/// Which field of a table of attempts means what: by the names that people commonly use, or as somebody said.
///
/// | ours | found as |
/// |---|---|
/// | `item` | `item item_id task_id question_id problem_id sample_id id idx index` |
/// | `correct` | `correct is_correct is_solved solved passed pass score acc reward` |
/// | `answer` | `response completion generation output prediction model_answer model_output` |
/// | `gold` | `gold target reference expected ground_truth label`, and `answer` where `answer` is taken |
/// | `question` | `question problem prompt input` |
/// | `sample` | `sample attempt epoch trial rollout` |
/// | `turn` | `turn round iteration` |
/// | `extracted` | `extracted extracted_answer parsed pred` |
/// | `cluster`, `model`, `seed` | themselves, and `category`, `model_name`, `model_id` |
/// | `prompt-tokens`, `completion-tokens` | `prompt_tokens input_tokens`, `completion_tokens output_tokens` |
/// | `finish` | `finish_reason stop_reason finish` |
///
/// A path with dots reaches into objects: `metadata.topic`.
final class FieldNames {
    private static final Map<String, List<String>> COMMON = common();

    private final Map<String, String> found;

    private FieldNames(Map<String, String> found) {
        this.found = found;
    }

    private static Map<String, List<String>> common() {
        Map<String, List<String>> names = new LinkedHashMap<>();
        names.put(
                "item",
                List.of("item", "item_id", "task_id", "question_id", "problem_id", "sample_id", "id", "idx", "index"));
        names.put(
                "correct",
                List.of("correct", "is_correct", "is_solved", "solved", "passed", "pass", "score", "acc", "reward"));
        names.put(
                "answer",
                List.of(
                        "response",
                        "completion",
                        "generation",
                        "output",
                        "prediction",
                        "model_answer",
                        "model_output"));
        names.put("gold", List.of("gold", "target", "reference", "expected", "ground_truth", "label"));
        names.put("question", List.of("question", "problem", "prompt", "input"));
        names.put("sample", List.of("sample", "attempt", "epoch", "trial", "rollout"));
        names.put("turn", List.of("turn", "round", "iteration"));
        names.put("extracted", List.of("extracted", "extracted_answer", "parsed", "pred"));
        names.put("cluster", List.of("cluster", "category"));
        names.put("model", List.of("model", "model_name", "model_id"));
        names.put("prompt-tokens", List.of("prompt_tokens", "input_tokens"));
        names.put("completion-tokens", List.of("completion_tokens", "output_tokens"));
        names.put("finish", List.of("finish_reason", "stop_reason", "finish"));
        return names;
    }

    /// Whether a row says of an answer that it is right: a table of attempts, not a dataset.
    static boolean isAttempt(ObjectNode row) {
        return COMMON.getOrDefault("correct", List.of()).stream().anyMatch(row::has);
    }

    /// The names of all meanings, those that tables have most often first.
    static List<String> inOrder() {
        return List.copyOf(COMMON.keySet());
    }

    /// The names of all meanings.
    static SortedSet<String> meanings() {
        return new TreeSet<>(COMMON.keySet());
    }

    /// The fields of a table that begins with `first`.
    ///
    /// @param said our name -> the file's; empty for a meaning that no field has, whatever it is called
    /// @throws ExchangeException when a name is not ours or not the file's
    static FieldNames of(Path file, ObjectNode first, Map<String, String> said) {
        Map<String, String> found = new LinkedHashMap<>();
        Set<String> unused = new TreeSet<>();
        said.forEach((ours, theirs) -> {
            if (!COMMON.containsKey(ours)) {
                throw new ExchangeException("--map " + ours + "=" + theirs + ": there is no field `" + ours
                        + "` to map to; there are " + meanings());
            }
            if (theirs.isEmpty()) {
                unused.add(ours);
                return;
            }
            if (at(first, theirs).isMissingNode()) {
                throw new ExchangeException(file + ": there is no field `" + theirs + "` to take as `" + ours
                        + "`; its first row has " + names(first));
            }
            found.put(ours, theirs);
        });
        COMMON.forEach((ours, names) -> names.stream()
                .filter(name -> !unused.contains(ours) && first.has(name) && !found.containsValue(name))
                .findFirst()
                .ifPresent(name -> found.putIfAbsent(ours, name)));
        String taken = found.containsKey("answer") ? "gold" : "answer";
        if (first.has("answer") && !found.containsValue("answer") && !unused.contains(taken)) {
            found.putIfAbsent(taken, "answer");
        }
        return new FieldNames(found);
    }

    /// What a field of a row holds, or empty.
    Optional<JsonNode> get(ObjectNode row, String ours) {
        String name = found.get(ours);
        return name == null
                ? Optional.empty()
                : Optional.of(at(row, name)).filter(value -> !value.isMissingNode() && !value.isNull());
    }

    /// The same as text.
    Optional<String> text(ObjectNode row, String ours) {
        return get(row, ours).map(value -> value.isValueNode() ? value.asText() : value.toString());
    }

    boolean has(String ours) {
        return found.containsKey(ours);
    }

    /// Our name -> the file's.
    Map<String, String> found() {
        return Map.copyOf(found);
    }

    static List<String> names(ObjectNode row) {
        return row.properties().stream().map(Map.Entry::getKey).toList();
    }

    /// The value at a path with dots; a field that has dots in its name comes first.
    static JsonNode at(JsonNode object, String path) {
        if (object.has(path)) {
            return object.path(path);
        }
        int dot = path.indexOf('.');
        return dot < 0 ? MissingNode.getInstance() : at(object.path(path.substring(0, dot)), path.substring(dot + 1));
    }
}
