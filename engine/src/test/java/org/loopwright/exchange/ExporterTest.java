package org.loopwright.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.loopwright.measure.ItemTurn;
import org.loopwright.project.Project;
import org.loopwright.task.DatasetFile;

/// A run of our own in every form, and what becomes of it on the way back. `golden/inspect/read_log.py` reads
/// the Inspect form with Inspect itself.
class ExporterTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path folder;

    private Project project;
    private UUID run;

    @BeforeEach
    void open() throws IOException, InterruptedException {
        project = Exchange.open(Exchange.project(folder.resolve("project")));
        run = Exchange.run(project);
    }

    @AfterEach
    void close() {
        project.close();
    }

    private Path export(Exporter.Form form, UUID... runs) {
        String ending = form == Exporter.Form.INSPECT ? "eval" : form.label();
        Path file = folder.resolve("out." + ending);
        assertThat(new Exporter(project).export(List.of(runs), form, file)).isEqualTo(2 * runs.length);
        return file;
    }

    @ParameterizedTest
    @EnumSource(names = {"CSV", "PARQUET", "JSONL"})
    void everyTableHasARowForEachTurn(Exporter.Form form) {
        List<ObjectNode> rows = DatasetFile.read(export(form, run), "").stream()
                .map(DatasetFile.Row::fields)
                .toList();
        assertThat(rows)
                .extracting(row -> row.path("item").asText() + " "
                        + row.path("turn").asText() + " " + row.path("node").asText() + " "
                        + row.path("correct").asText())
                .containsExactly(
                        "sums-0001 0 draft true",
                        "sums-0001 1 refine false",
                        "sums-0002 0 draft false",
                        "sums-0002 1 refine true");
        ObjectNode last = rows.getLast();
        assertThat(last.path("run").asText()).isEqualTo(run.toString());
        assertThat(last.path("answer").asText()).isEqualTo("4, \"of course\",\nand nothing else: 4");
        assertThat(last.path("extracted").asText()).isEqualTo("4");
        assertThat(last.path("status").asText()).isEqualTo("parsed");
        assertThat(last.path("finish_reason").asText()).isEqualTo("stop");
        ItemTurn turn = project.store().itemTurns(run, "number").getLast();
        assertThat(last.path("prompt_tokens").asLong())
                .isEqualTo(turn.promptTokens())
                .isPositive();
        assertThat(last.path("completion_tokens").asLong()).isEqualTo(turn.completionTokens());
    }

    @ParameterizedTest
    @EnumSource(names = {"CSV", "PARQUET", "JSONL"})
    void aTableComesBackWithTheSameGrades(Exporter.Form form) {
        Path file = export(form, run);
        UUID back = new Importer(project)
                .importFile(file, Importer.Kind.DETECT, ImportOptions.NONE)
                .runs()
                .getFirst();
        assertThat(project.store().itemTurns(back, "file"))
                .extracting(ItemTurn::item, ItemTurn::turn, ItemTurn::correct)
                .isEqualTo(project.store().itemTurns(run, "number").stream()
                        .map(t -> org.assertj.core.groups.Tuple.tuple(t.item(), t.turn(), t.correct()))
                        .toList());
    }

    @Test
    void anInspectLogComesBackWithTheSameCounts() throws InterruptedException {
        UUID second = Exchange.run(project);
        Path file = export(Exporter.Form.INSPECT, run, second);
        Importer.Imported imported = new Importer(project).importFile(file, Importer.Kind.DETECT, ImportOptions.NONE);
        assertThat(imported.runs()).hasSize(2);
        assertThat(imported.attempts()).isEqualTo(4);
        for (UUID back : imported.runs()) {
            assertThat(project.store().itemTurns(back, "number"))
                    .extracting(ItemTurn::item, ItemTurn::correct, ItemTurn::extracted)
                    .containsExactly(
                            org.assertj.core.groups.Tuple.tuple("sums-0001", false, "4"),
                            org.assertj.core.groups.Tuple.tuple("sums-0002", true, "4"));
            assertThat(project.summary(back).usage().promptTokens())
                    .isEqualTo(project.summary(run).usage().promptTokens());
            assertThat(project.summary(back).usage().completionTokens())
                    .isEqualTo(project.summary(run).usage().completionTokens());
            assertThat(project.store().itemTurns(back, "number").getFirst().contentHash())
                    .as("the same problems, so that the runs can be paired")
                    .isEqualTo(
                            project.store().itemTurns(run, "number").getFirst().contentHash());
        }
    }

    @Test
    void runsThatDifferAreNoEpochsOfOneLog() throws IOException {
        Path other = Files.writeString(folder.resolve("o.jsonl"), "{\"id\": \"1\", \"correct\": true}\n");
        UUID foreign = new Importer(project)
                .importFile(other, Importer.Kind.DETECT, ImportOptions.NONE)
                .runs()
                .getFirst();
        Path file = folder.resolve("out.eval");
        assertThatThrownBy(() -> new Exporter(project).export(List.of(run, foreign), Exporter.Form.INSPECT, file))
                .isInstanceOf(ExchangeException.class)
                .hasMessageContaining(run.toString())
                .hasMessageContaining("loop differs");
        assertThat(folder).isDirectoryNotContaining("glob:**out.eval*");
    }

    @Test
    void spansAreATraceForEachItem() throws IOException {
        JsonNode json = JSON.readTree(export(Exporter.Form.OTEL, run).toFile());
        JsonNode spans = json.at("/resourceSpans/0/scopeSpans/0/spans");
        assertThat(spans).hasSize(2 + 2 * 4);
        long roots = 0;
        long input = 0;
        for (JsonNode span : spans) {
            assertThat(span.path("spanId").asText()).hasSize(16);
            assertThat(span.path("traceId").asText()).hasSize(32);
            if (!span.has("parentSpanId")) {
                roots++;
                assertThat(span.path("events")).hasSize(2);
            }
            Map<String, JsonNode> attributes = new java.util.HashMap<>();
            span.path("attributes").forEach(a -> attributes.put(a.path("key").asText(), a.path("value")));
            assertThat(attributes).containsKey("gen_ai.operation.name");
            if (attributes.containsKey("gen_ai.usage.input_tokens")) {
                input += attributes
                        .get("gen_ai.usage.input_tokens")
                        .path("intValue")
                        .asLong();
                assertThat(attributes).containsKeys("gen_ai.input.messages", "gen_ai.output.messages");
            }
        }
        assertThat(roots).isEqualTo(2);
        assertThat(input).isEqualTo(project.summary(run).usage().promptTokens());
    }

    @Test
    void aFolderThatIsNotThereIsNamed() {
        Path file = folder.resolve("nowhere/out.csv");
        assertThatThrownBy(() -> new Exporter(project).export(List.of(run), Exporter.Form.CSV, file))
                .isInstanceOf(ExchangeException.class)
                .hasMessageContaining("nowhere");
    }
}
