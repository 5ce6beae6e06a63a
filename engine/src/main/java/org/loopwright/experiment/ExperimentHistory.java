package org.loopwright.experiment;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.UUID;
import org.loopwright.measure.Hypothesis.Direction;
import org.loopwright.project.ProjectException;

/// What happened to an experiment, in `experiments/NAME.history.jsonl`: lines are only ever added, and
/// the file belongs under version control beside the experiment's.
///
/// The claim is written at the first run and again whenever a run is asked for after it changed: so
/// what was said before the first result can always be read.
final class ExperimentHistory {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private final Path file;

    ExperimentHistory(Path file) {
        this.file = file;
    }

    /// A claim as it stood when a run was asked for.
    record Sealed(Instant at, Claim claim) {}

    /// A run that was asked for.
    ///
    /// @param content hash of what it was asked
    record Asked(Instant at, String arm, long seed, UUID run, String content) {}

    /// All of it, oldest first.
    record Read(List<Sealed> claims, List<Asked> runs) {}

    /// Reads all lines; nothing when there is no file.
    ///
    /// @throws ProjectException naming a line that is damaged
    Read read() {
        List<Sealed> claims = new ArrayList<>();
        List<Asked> runs = new ArrayList<>();
        if (Files.exists(file)) {
            List<String> lines = lines();
            for (int i = 0; i < lines.size(); i++) {
                read(lines.get(i), i + 1, claims, runs);
            }
        }
        return new Read(List.copyOf(claims), List.copyOf(runs));
    }

    private List<String> lines() {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new ProjectException(file + " can't be read: " + e.getMessage(), e);
        }
    }

    private void read(String line, int number, List<Sealed> claims, List<Asked> runs) {
        try {
            JsonNode json = MAPPER.readTree(line);
            Instant at = Instant.parse(json.path("at").asText());
            if (json.has("claim")) {
                claims.add(new Sealed(at, claim(json.path("claim"))));
            } else {
                runs.add(new Asked(
                        at,
                        json.path("arm").asText(),
                        json.path("seed").asLong(),
                        UUID.fromString(json.path("run").asText()),
                        json.path("content").asText()));
            }
        } catch (JsonProcessingException | RuntimeException e) {
            throw new ProjectException(
                    file + ", line " + number + ": no line of an experiment's history: " + e.getMessage()
                            + "; take the file back from version control",
                    e);
        }
    }

    private static Claim claim(JsonNode json) {
        return new Claim(
                json.path("hypothesis").asText(),
                new PrimaryContrast(
                        json.path("arm").asText(),
                        json.path("base").asText(),
                        Metric.named(json.path("metric").asText()).orElseThrow(),
                        Direction.valueOf(json.path("direction").asText())),
                json.path("n").asInt(),
                json.has("margin") ? OptionalDouble.of(json.path("margin").asDouble()) : OptionalDouble.empty());
    }

    /// Keeps a claim as it stands now.
    void seal(Instant at, Claim claim) {
        ObjectNode line = MAPPER.createObjectNode().put("at", at.toString());
        ObjectNode json = line.putObject("claim")
                .put("hypothesis", claim.hypothesis())
                .put("arm", claim.primary().arm())
                .put("base", claim.primary().base())
                .put("metric", claim.primary().metric().word())
                .put("direction", claim.primary().direction().name())
                .put("n", claim.plannedN());
        claim.margin().ifPresent(margin -> json.put("margin", margin));
        line.put("hash", claim.hash());
        append(line);
    }

    /// Keeps that a run was asked for.
    void asked(Asked run) {
        append(MAPPER.createObjectNode()
                .put("at", run.at().toString())
                .put("arm", run.arm())
                .put("seed", run.seed())
                .put("run", run.run().toString())
                .put("content", run.content()));
    }

    private void append(ObjectNode line) {
        try {
            Files.writeString(
                    file,
                    line + "\n",
                    StandardOpenOption.CREATE,
                    StandardOpenOption.WRITE,
                    StandardOpenOption.APPEND,
                    StandardOpenOption.SYNC);
        } catch (IOException e) {
            throw new ProjectException(file + " can't be written: " + e.getMessage(), e);
        }
    }
}
