package org.loopwright.exchange;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Reads an Inspect log to its end.
final class InspectImport {
    private InspectImport() {}

    /// The log in `file`.
    ///
    /// @throws ExchangeException when it is cut off, had not ended, or holds no samples
    static ForeignLog read(Path file, ImportOptions options) {
        InspectSamples samples = new InspectSamples(options);
        JsonNode head = InspectLog.read(file, samples::add);
        List<Attempt> attempts = inOrder(samples.attempts(), head);
        requireWhole(file, head, attempts);
        JsonNode eval = head.path("eval");
        String dataset = eval.path("dataset").path("name").asText("");
        String task = eval.path("task").asText("task");
        String name = options.name().orElse(dataset.isEmpty() ? task : dataset);
        List<String> remarks = new ArrayList<>(samples.remarks());
        String grader = grader(file, head, samples, options);
        samples.scorers().stream()
                .filter(other -> !other.equals(grader))
                .forEach(other -> remarks.add("scores of `" + other + "` came along as a second grader"));
        JsonNode stats = head.path("stats");
        return new ForeignLog(
                task,
                name,
                options.splitOr(dataset),
                eval.path("model").asText("unknown"),
                grader,
                time(file, eval.path("created").asText()),
                wall(file, stats),
                brokenOff(head),
                attempts,
                remarks);
    }

    /// The attempts in the dataset's order, so that both forms of a log give the same dataset.
    private static List<Attempt> inOrder(List<Attempt> attempts, JsonNode head) {
        Map<String, Integer> places = new HashMap<>();
        head.path("eval").path("dataset").path("sample_ids").forEach(id -> places.put(id.asText(), places.size()));
        List<Attempt> ordered = new ArrayList<>(attempts);
        ordered.sort(Comparator.comparingInt(attempt -> places.getOrDefault(attempt.item(), Integer.MAX_VALUE)));
        return ordered;
    }

    private static void requireWhole(Path file, JsonNode head, List<Attempt> attempts) {
        if (attempts.isEmpty()) {
            throw new ExchangeException(file + " holds no samples: it was written with `--no-log-samples`, or by a"
                    + " run that failed before the first");
        }
        long whole = attempts.stream().filter(a -> a.failure().isEmpty()).count();
        long said = head.path("results").path("completed_samples").asLong(0);
        if (whole < said) {
            throw new ExchangeException(file + " says that " + said + " samples were completed, but holds " + whole
                    + ": it was written by half or with some samples left out; fetch the whole file");
        }
    }

    private static String grader(Path file, JsonNode head, InspectSamples samples, ImportOptions options) {
        String chosen = options.fields().get("correct");
        if (chosen != null) {
            String scorer = samples.scorers().stream()
                    .filter(s -> chosen.equals(s) || chosen.startsWith(s + "."))
                    .findFirst()
                    .orElse("");
            if (scorer.isEmpty()) {
                throw new ExchangeException(
                        file + " has no scores of `" + chosen + "`; there are " + samples.scorers());
            }
            return scorer;
        }
        String headline = head.path("results").path("headline").path("scorer").asText();
        return samples.scorers().contains(headline)
                ? headline
                : samples.scorers().stream().findFirst().orElse("none");
    }

    private static String brokenOff(JsonNode head) {
        return switch (head.path("status").asText()) {
            case "success" -> "";
            case "cancelled" -> "the log: somebody cancelled the evaluation";
            default -> {
                String message = head.path("error").path("message").asText("it failed");
                yield "the log: " + message.lines().findFirst().orElse(message);
            }
        };
    }

    private static Duration wall(Path file, JsonNode stats) {
        String from = stats.path("started_at").asText();
        String to = stats.path("completed_at").asText();
        if (from.isEmpty() || to.isEmpty()) {
            return Duration.ZERO;
        }
        Duration wall = Duration.between(time(file, from), time(file, to));
        return wall.isNegative() ? Duration.ZERO : wall;
    }

    private static Instant time(Path file, String text) {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            throw new ExchangeException(
                    file + ": time `" + text + "` should look like 2026-01-31T12:00:00+00:00; the file was changed", e);
        }
    }
}
