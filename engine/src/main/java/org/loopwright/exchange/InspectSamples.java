package org.loopwright.exchange;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.loopwright.model.Completion;
import org.loopwright.task.Grade;

/// Turns the samples of an Inspect log into attempts.
///
/// | Inspect | here |
/// |---|---|
/// | `epoch` | number of the attempt, and so the run |
/// | `input`, `choices` | fields `question`, `choices` |
/// | `target` | gold answer; the first where there are several |
/// | last message of the assistant | the answer, with all scores as grades |
/// | earlier ones | work |
/// | `metadata` | left out: it may hold the answer, and a loop would see it |
///
/// Tokens and time of each reply are those of its `model` event. Where there are not as many events as
/// replies, all that the sample spent stands at the last one.
final class InspectSamples {
    private final ImportOptions options;
    private final List<Attempt> attempts = new ArrayList<>();
    private final Set<String> scorers = new LinkedHashSet<>();
    private final Set<String> severalTargets = new LinkedHashSet<>();
    private int ungraded;

    InspectSamples(ImportOptions options) {
        this.options = options;
    }

    List<Attempt> attempts() {
        return List.copyOf(attempts);
    }

    /// The names of all scorers, in the order in which they were met.
    Set<String> scorers() {
        return scorers;
    }

    /// What the reader should know.
    List<String> remarks() {
        List<String> remarks = new ArrayList<>();
        if (!severalTargets.isEmpty()) {
            remarks.add(
                    severalTargets.size() + " problems have several right answers; a regrade compares with the first");
        }
        if (ungraded > 0) {
            remarks.add(ungraded + " attempts have no score and count in no statistic");
        }
        return remarks;
    }

    /// Adds one sample.
    ///
    /// @throws ExchangeException when it lacks what every sample has, or its score can't be read
    void add(String where, JsonNode sample) {
        if (!sample.hasNonNull("id") || !sample.has("input")) {
            throw new ExchangeException(where + " is no sample of an Inspect log: it should have `id` and `input`");
        }
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put(ImportedLoop.QUESTION, question(sample));
        if (!sample.path("choices").isEmpty()) {
            fields.put("choices", sample.path("choices").toString());
        }
        attempts.add(new Attempt(
                where,
                sample.path("id").asText(),
                sample.path("epoch").asInt(1),
                cluster(sample),
                fields,
                target(sample),
                replies(where, sample),
                sample.path("error").path("message").asText("")));
    }

    private static String question(JsonNode sample) {
        JsonNode input = sample.path("input");
        if (input.isTextual()) {
            return InspectMessages.text(input, sample.path("attachments"));
        }
        List<String> messages = new ArrayList<>();
        input.forEach(message ->
                messages.add((input.size() == 1 ? "" : message.path("role").asText() + ": ")
                        + InspectMessages.text(message.path("content"), sample.path("attachments"))));
        return String.join("\n\n", messages);
    }

    private @Nullable String cluster(JsonNode sample) {
        String path = options.fields().get("cluster");
        JsonNode value = path == null ? sample.path("") : FieldNames.at(sample, path);
        return value.isValueNode() && !value.isNull() ? value.asText() : null;
    }

    private @Nullable String target(JsonNode sample) {
        JsonNode target = sample.path("target");
        if (target.isArray()) {
            if (target.size() > 1) {
                severalTargets.add(sample.path("id").asText());
            }
            target = target.path(0);
        }
        String text = target.asText("").strip();
        return text.isEmpty() ? null : text;
    }

    private List<Attempt.Reply> replies(String where, JsonNode sample) {
        List<InspectMessages.Said> said = new ArrayList<>(InspectMessages.replies(sample));
        JsonNode choice = sample.path("output").path("choices").path(0);
        Completion.Finish last = finish(choice);
        Map<String, Grade> grades = grades(where, sample, last);
        if (said.isEmpty() && !grades.isEmpty()) {
            String text = InspectMessages.text(choice.path("message").path("content"), sample.path("attachments"));
            said.add(new InspectMessages.Said(question(sample), List.of(), text));
        }
        ungraded += grades.isEmpty() && !sample.path("error").isObject() ? 1 : 0;
        List<JsonNode> calls = calls(sample);
        boolean paired = calls.size() == said.size();
        List<Attempt.Reply> replies = new ArrayList<>();
        for (int i = 0; i < said.size(); i++) {
            boolean isLast = i == said.size() - 1;
            JsonNode spent = paired ? calls.get(i).path("output") : isLast ? total(sample) : sample.path("");
            replies.add(new Attempt.Reply(
                    said.get(i).before(),
                    said.get(i).tools(),
                    said.get(i).text(),
                    spent.path("usage").path("input_tokens").asInt(0),
                    spent.path("usage").path("output_tokens").asInt(0),
                    isLast ? last : finish(spent.path("choices").path(0)),
                    Math.round(spent.path("time").asDouble(0) * 1e9),
                    isLast ? grades : Map.of()));
        }
        return replies;
    }

    /// The events in which the model was asked and answered; logs of 2024 nest them in `transcript`.
    private static List<JsonNode> calls(JsonNode sample) {
        JsonNode events = sample.has("events")
                ? sample.path("events")
                : sample.path("transcript").path("events");
        List<JsonNode> calls = new ArrayList<>();
        for (JsonNode event : events) {
            if (event.path("event").asText().equals("model")
                    && !event.path("output").path("choices").isEmpty()) {
                calls.add(event);
            }
        }
        return calls;
    }

    /// All that the sample spent, in the form of one output.
    private static JsonNode total(JsonNode sample) {
        long input = 0;
        long output = 0;
        for (JsonNode usage : sample.path("model_usage")) {
            input += usage.path("input_tokens").asLong();
            output += usage.path("output_tokens").asLong();
        }
        if (input + output == 0) {
            return sample.path("output");
        }
        ObjectNode all = JsonNodeFactory.instance.objectNode();
        all.putObject("usage").put("input_tokens", input).put("output_tokens", output);
        return all;
    }

    private static Completion.Finish finish(JsonNode choice) {
        return switch (choice.path("stop_reason").asText()) {
            case "max_tokens", "model_length" -> Completion.Finish.LENGTH;
            default -> Completion.Finish.STOP;
        };
    }

    private Map<String, Grade> grades(String where, JsonNode sample, Completion.Finish finish) {
        Map<String, Grade> grades = new LinkedHashMap<>();
        sample.path("scores").properties().forEach(score -> {
            String scorer = score.getKey();
            grade(where, scorer, score.getValue(), finish).ifPresent(grade -> {
                grades.put(scorer, grade);
                scorers.add(scorer);
            });
        });
        return grades;
    }

    private Optional<Grade> grade(String where, String scorer, JsonNode score, Completion.Finish finish) {
        Optional<ScoreValue> value;
        try {
            value = ScoreValue.of(
                    part(scorer, score.path("value")),
                    options.correctFrom().orElse(1),
                    options.correctFrom().isEmpty());
        } catch (IllegalArgumentException e) {
            // A second scorer that measures something else must not keep the log out.
            if (isChosen(scorer)) {
                throw new ExchangeException(where + ", scorer " + scorer + ": " + e.getMessage(), e);
            }
            return Optional.empty();
        }
        return value.map(v -> ForeignGrades.grade(
                scorer,
                v,
                score.path("answer").asText(null),
                finish,
                score.path("explanation").asText("")));
    }

    /// Whether the grades of this scorer are the ones that count.
    private boolean isChosen(String scorer) {
        String chosen = options.fields().get("correct");
        return chosen == null || chosen.equals(scorer) || chosen.startsWith(scorer + ".");
    }

    private JsonNode part(String scorer, JsonNode value) {
        String chosen = options.fields().get("correct");
        return value.isObject() && chosen != null && chosen.startsWith(scorer + ".")
                ? FieldNames.at(value, chosen.substring(scorer.length() + 1))
                : value;
    }
}
