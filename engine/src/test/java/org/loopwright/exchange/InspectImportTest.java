package org.loopwright.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.loopwright.journal.RunHeader;
import org.loopwright.measure.ItemTurn;
import org.loopwright.project.ItemTrace;
import org.loopwright.project.Project;
import org.loopwright.store.RunSummary;

/// Logs that Inspect AI wrote, as runs. `sums.eval` is by its version 0.3.285 (`golden/inspect/make_log.py`),
/// packed by Zstandard: three problems, two epochs, three replies each, one tool call.
class InspectImportTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path folder;

    private Path log;
    private Project project;

    @BeforeEach
    void open() throws IOException {
        log = Exchange.fixture("sums.eval", folder.resolve("sums.eval"));
        project = Exchange.open(Exchange.project(folder.resolve("project")));
    }

    @AfterEach
    void close() {
        project.close();
    }

    private Importer.Imported importLog(Path file, String... map) {
        Map<String, String> fields = map.length == 0 ? Map.of() : Map.of(map[0], map[1]);
        return new Importer(project).importFile(file, Importer.Kind.DETECT, ImportOptions.NONE.withFields(fields));
    }

    @Test
    void eachEpochIsARunWithItsScoresAndItsTokens() {
        Importer.Imported imported = importLog(log);
        assertThat(imported.items()).isEqualTo(3);
        assertThat(imported.attempts()).isEqualTo(6);
        assertThat(imported.runs()).hasSize(2);
        for (UUID run : imported.runs()) {
            RunSummary summary = project.summary(run);
            RunHeader header = summary.header();
            assertThat(header.kind()).isEqualTo(RunHeader.Kind.IMPORTED);
            assertThat(header.grader()).isEqualTo("match");
            assertThat(header.models().values())
                    .allSatisfy(card -> assertThat(card.labels()).containsExactly("provenance-unknown"));
            assertThat(header.dataset().items()).containsExactly("a", "b", "3");
            assertThat(summary.status()).isEqualTo(RunSummary.Status.FINISHED);
            assertThat(summary.usage().promptTokens()).isEqualTo(99);
            assertThat(summary.usage().completionTokens()).isEqualTo(36);
            assertThat(summary.provenance()).containsExactlyInAnyOrder("given", "intrinsic", "tool(add)");
            assertThat(project.store().itemTurns(run, "match"))
                    .extracting(ItemTurn::item, ItemTurn::turn, ItemTurn::correct, ItemTurn::extracted)
                    .containsExactly(
                            org.assertj.core.groups.Tuple.tuple("a", 0, true, "it is 2"),
                            org.assertj.core.groups.Tuple.tuple("b", 0, false, "it is 2"),
                            org.assertj.core.groups.Tuple.tuple("3", 0, false, "it is 2"));
            assertThat(project.store().itemTurns(run, "includes")).hasSize(3);
        }
        assertThat(imported.remarks())
                .containsExactly(
                        "1 problems have several right answers; a regrade compares with the first",
                        "scores of `includes` came along as a second grader");
    }

    @Test
    void anImportedItemReplaysWithItsConversation() {
        UUID run = importLog(log).runs().getLast();
        ItemTrace trace = project.trace(run, "3", "match");
        assertThat(trace.replay().difference()).isNull();
        assertThat(trace.replay().steps())
                .extracting(step -> step.node())
                .containsExactly("earlier2", "earlier1", "answer", "done");
        assertThat(trace.replay()
                        .steps()
                        .get(2)
                        .prompts()
                        .getFirst()
                        .messages()
                        .getFirst()
                        .text())
                .isEqualTo("tool: 2");
    }

    @Test
    void itsAnswersAreGradedAgainWithoutItsProgram() throws IOException {
        UUID run = importLog(log).runs().getFirst();
        project.close();
        project = Exchange.open(project.root());
        assertThat(project.regrade(run, "number")).isEqualTo(3);
        assertThat(project.store().itemTurns(run, "number"))
                .extracting(ItemTurn::correct)
                .containsExactly(true, false, false);
        assertThat(Files.readString(project.root().resolve("project.yaml")))
                .contains("# a comment that stays", "# this one, too", "sums-2: {name: sums-2, split: test");
    }

    @Test
    void theJsonFormGivesTheSame() throws IOException {
        importLog(log);
        UUID fromJson = importLog(asJson((_, _) -> {})).runs().getFirst();
        List<RunSummary> runs = project.store().runs();
        assertThat(runs).hasSize(4);
        assertThat(runs.stream().map(r -> r.header().dataset().hash()).distinct())
                .as("the problems are there already")
                .hasSize(1);
        assertThat(project.store().itemTurns(fromJson, "match")).hasSize(3);
    }

    @Test
    void anotherScorerOrAClusterIsNamedByMap() {
        Importer.Imported imported = importLog(log, "correct", "includes");
        assertThat(project.summary(imported.runs().getFirst()).header().grader())
                .isEqualTo("includes");
        assertThatThrownBy(() -> importLog(log, "correct", "luck"))
                .isInstanceOf(ExchangeException.class)
                .hasMessageContaining("luck")
                .hasMessageContaining("[match, includes]");
    }

    @Test
    void aLogIsImportedOnce() {
        UUID run = importLog(log).runs().getFirst();
        assertThatThrownBy(() -> importLog(log))
                .hasMessageContaining("imported before")
                .hasMessageContaining(run.toString());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 100, 5_000, 20_000, 25_000})
    void aTruncatedZipIsRefusedWhole(int bytes) throws IOException {
        Files.write(log, Arrays.copyOf(Files.readAllBytes(log), bytes));
        assertRefused(log, "sums.eval", "cut off");
    }

    @Test
    void aDamagedEntryIsNamed() throws IOException {
        byte[] bytes = Files.readAllBytes(log);
        bytes[3_000] ^= 0x55;
        Files.write(log, bytes);
        assertRefused(log, "sums.eval", "entry samples/a_epoch_1.json", "copy the file again");
    }

    @Test
    void aLogWithoutHeaderIsStillRunning() throws IOException {
        assertRefused(asZip("header.json", (_, _) -> {}), "no header.json", "still running");
    }

    @Test
    void aStartedLogIsRefused() throws IOException {
        assertRefused(asZip("", change("header.json", "status", "started")), "status `started`", "still running");
        assertRefused(asJson(change("header.json", "status", "started")), "status `started`");
    }

    @Test
    void aSampleThatIsMissingIsMissed() throws IOException {
        assertRefused(asZip("samples/b_epoch_2.json", (_, _) -> {}), "says that 6 samples", "holds 5");
    }

    @Test
    void halfAJsonLogIsNamedWithItsPlace() throws IOException {
        Path json = asJson((_, _) -> {});
        Files.writeString(json, Files.readString(json).substring(0, 40_000));
        assertRefused(json, "whole.json", "after sample ", "line ", "cut off");
    }

    @Test
    void anItemThatIsAnotherProblemInTheSecondEpochIsNamed() throws IOException {
        assertRefused(
                asZip("", change("samples/b_epoch_2.json", "input", "7+7?")),
                "item `b` is another problem",
                "7+7?",
                "2+2?",
                "mixed up");
    }

    @Test
    void aScoreBetweenRightAndWrongNeedsAWord() throws IOException {
        Path half = asZip("", (name, sample) -> {
            if (name.startsWith("samples/b")) {
                ((ObjectNode) sample.path("scores").path("match")).put("value", 0.5);
            }
        });
        assertRefused(half, "samples/b_epoch_1.json", "scorer match", "0.5", "--correct-from");
        ImportOptions lenient = new ImportOptions(
                Map.of(), java.util.Optional.empty(), java.util.Optional.empty(), java.util.OptionalDouble.of(0.5));
        UUID run = new Importer(project)
                .importFile(half, Importer.Kind.DETECT, lenient)
                .runs()
                .getFirst();
        assertThat(project.store().itemTurns(run, "match"))
                .extracting(ItemTurn::correct)
                .containsExactly(true, true, false);
    }

    /// The known counts of the public logs: one sample, 66 tokens read, 2 written, wrong.
    @ParameterizedTest
    @ValueSource(strings = {"inspect-log_formats.eval", "inspect-log_formats.json"})
    void theLogsOf2024GiveTheirCounts(String name) {
        Path file = Exchange.SHARED.resolve(name);
        assumeThat(file)
                .as("the public logs lie in %s, or where LOOPWRIGHT_DATA says", Exchange.SHARED)
                .exists();
        UUID run = importLog(file).runs().getFirst();
        RunSummary summary = project.summary(run);
        assertThat(summary.itemsDone()).isEqualTo(1);
        assertThat(summary.usage().promptTokens()).isEqualTo(66);
        assertThat(summary.usage().completionTokens()).isEqualTo(2);
        assertThat(project.store().itemTurns(run, "match")).singleElement().satisfies(turn -> {
            assertThat(turn.correct()).isFalse();
            assertThat(turn.extracted()).isEqualTo("No");
        });
    }

    private void assertRefused(Path file, String... parts) throws IOException {
        Map<String, String> before = Exchange.texts(project.root());
        assertThatThrownBy(() -> importLog(file))
                .isInstanceOf(ExchangeException.class)
                .hasMessageContaining(file.toString())
                .satisfies(e -> assertThat(e.getMessage()).contains(parts));
        assertThat(project.store().runs()).isEmpty();
        assertThat(Exchange.texts(project.root())).isEqualTo(before);
    }

    private static BiConsumer<String, ObjectNode> change(String entry, String field, String value) {
        return (name, object) -> {
            if (name.equals(entry)) {
                object.put(field, value);
            }
        };
    }

    /// The log packed by deflate, without one entry and with some changed.
    private Path asZip(String left, BiConsumer<String, ObjectNode> change) throws IOException {
        Path target = folder.resolve("changed.eval");
        try (LogArchive from = LogArchive.open(log);
                OutputStream out = Files.newOutputStream(target);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            for (String name : from.names()) {
                if (!name.equals(left)) {
                    zip.putNextEntry(new ZipEntry(name));
                    zip.write(changed(name, from.read(name), change));
                }
            }
        }
        return target;
    }

    private static byte[] changed(String name, byte[] bytes, BiConsumer<String, ObjectNode> change) throws IOException {
        if (!(JSON.readTree(bytes) instanceof ObjectNode object)) {
            return bytes;
        }
        change.accept(name, object);
        return JSON.writeValueAsBytes(object);
    }

    /// The log in its other form.
    private Path asJson(BiConsumer<String, ObjectNode> change) throws IOException {
        try (LogArchive from = LogArchive.open(log)) {
            ObjectNode whole = (ObjectNode) JSON.readTree(changed("header.json", from.read("header.json"), change));
            ArrayNode samples = whole.putArray("samples");
            for (String name : from.names()) {
                if (name.startsWith("samples/")) {
                    samples.add(JSON.readTree(changed(name, from.read(name), change)));
                }
            }
            return Files.writeString(
                    folder.resolve("whole.json"),
                    JSON.writerWithDefaultPrettyPrinter().writeValueAsString(whole));
        }
    }
}
