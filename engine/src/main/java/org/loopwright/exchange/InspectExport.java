package org.loopwright.exchange;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.loopwright.journal.RunHeader;
import org.loopwright.model.ModelUsage;
import org.loopwright.store.RunSummary;

/// Writes runs of one loop on one dataset as an Inspect log: each run is an epoch, each item a sample.
///
/// Inspect knows one score for a sample: it gets the last turn's. All turns stand in the sample's
/// `metadata.loopwright`.
final class InspectExport {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private final List<RunSummary> runs;
    private final ZipOutputStream zip;
    private final ArrayNode summaries = MAPPER.createArrayNode();
    private final Set<String> sampleIds = new HashSet<>();
    private final ArrayNode sampleIdsInOrder = MAPPER.createArrayNode();
    private int graded;
    private int right;
    private int failed;

    private InspectExport(List<RunSummary> runs, ZipOutputStream zip) {
        this.runs = runs;
        this.zip = zip;
    }

    /// Writes a log.
    ///
    /// @return how many samples
    /// @throws ExchangeException when the runs are of different loops, models, datasets or graders
    static int write(Exporter exporter, List<RunSummary> runs, Path file) throws IOException {
        runs.forEach(run -> requireSame(runs.getFirst().header(), run.header()));
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            InspectExport export = new InspectExport(runs, zip);
            for (int epoch = 1; epoch <= runs.size(); epoch++) {
                int number = epoch;
                exporter.each(runs.get(epoch - 1).header(), item -> export.sample(item, number));
            }
            export.put("summaries.json", export.summaries);
            export.put("header.json", export.header());
            return export.summaries.size();
        }
    }

    private static void requireSame(RunHeader first, RunHeader other) {
        requireSame(first, other, "loop", first.loopHash(), other.loopHash());
        requireSame(first, other, "model", AnswerRow.models(first), AnswerRow.models(other));
        requireSame(
                first, other, "dataset", first.dataset().hash(), other.dataset().hash());
        requireSame(first, other, "grader", first.grader(), other.grader());
    }

    private static void requireSame(RunHeader first, RunHeader other, String what, String one, String two) {
        if (!one.equals(two)) {
            throw new ExchangeException("runs " + first.id() + " and " + other.id() + " can't be epochs of one log:"
                    + " their " + what + " differs, " + one + " and " + two + "; export each to its own file");
        }
    }

    private void sample(ExportedItem item, int epoch) throws IOException {
        InspectSample sample = InspectSample.of(item, epoch);
        String id = item.trace().item();
        if (sampleIds.add(id)) {
            sampleIdsInOrder.add(id);
        }
        graded += sample.isGraded() ? 1 : 0;
        right += sample.isRight() ? 1 : 0;
        failed += sample.isFailed() ? 1 : 0;
        summaries.add(sample.summary());
        put("samples/" + id + "_epoch_" + epoch + ".json", sample.json());
    }

    private void put(String name, Object json) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(MAPPER.writeValueAsBytes(json));
        zip.closeEntry();
    }

    private ObjectNode header() {
        RunSummary first = runs.getFirst();
        RunHeader run = first.header();
        ObjectNode json = MAPPER.createObjectNode().put("version", 2);
        boolean ended = runs.stream().allMatch(r -> r.status() == RunSummary.Status.FINISHED);
        json.put("status", ended ? "success" : "cancelled");
        ObjectNode eval = json.putObject("eval")
                .put("run_id", run.id().toString())
                .put("eval_id", run.id().toString())
                .put("created", first.startedAt().toString())
                .put("task", run.loop())
                .put("task_id", run.id().toString())
                .put("task_version", 0)
                .put("model", AnswerRow.models(run).isEmpty() ? "none" : AnswerRow.models(run));
        eval.putObject("task_attribs");
        eval.putObject("task_args").put("seed", run.seed());
        eval.putObject("model_args");
        eval.putObject("packages").put("loopwright", run.code());
        eval.putObject("config").put("epochs", runs.size());
        eval.putObject("dataset")
                .put("name", run.dataset().name())
                .put("samples", sampleIds.size())
                .put("shuffled", false)
                .set("sample_ids", sampleIdsInOrder);
        ObjectNode plan = json.putObject("plan").put("name", run.loop());
        plan.putArray("steps");
        plan.putObject("config");
        json.set("results", results(run));
        json.set("stats", stats());
        return json;
    }

    private ObjectNode results(RunHeader run) {
        ObjectNode results = MAPPER.createObjectNode()
                .put("total_samples", summaries.size())
                .put("completed_samples", summaries.size() - failed);
        if (graded > 0) {
            ObjectNode score = results.putArray("scores").addObject();
            score.put("name", run.grader()).put("scorer", run.grader());
            score.putObject("params");
            score.putObject("metrics")
                    .putObject("accuracy")
                    .put("name", "accuracy")
                    .put("value", (double) right / graded)
                    .putObject("params");
        }
        return results;
    }

    private ObjectNode stats() {
        ModelUsage usage = ModelUsage.NONE;
        Instant start = runs.getFirst().startedAt();
        Instant end = start;
        for (RunSummary run : runs) {
            usage = usage.plus(run.usage());
            start = run.startedAt().isBefore(start) ? run.startedAt() : start;
            Instant ended = run.endedAt();
            end = ended != null && ended.isAfter(end) ? ended : end;
        }
        ObjectNode stats =
                MAPPER.createObjectNode().put("started_at", start.toString()).put("completed_at", end.toString());
        stats.putObject("model_usage")
                .set(
                        AnswerRow.models(runs.getFirst().header()),
                        InspectSample.usage(usage.promptTokens(), usage.completionTokens()));
        return stats;
    }
}
