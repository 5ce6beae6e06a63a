package org.loopwright.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.loopwright.measure.ItemTurn;
import org.loopwright.project.Project;
import org.loopwright.project.ProjectFile;
import org.loopwright.task.Grade;

/// Tables of attempts as runs, tables of problems as datasets.
class TableImportTest {
    @TempDir
    private Path folder;

    private Project project;

    @BeforeEach
    void open() throws IOException {
        project = Exchange.open(Exchange.project(folder.resolve("project")));
    }

    @AfterEach
    void close() {
        project.close();
    }

    private Path file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    private Importer.Imported importTable(Path file, Map<String, String> map) {
        return new Importer(project).importFile(file, Importer.Kind.DETECT, ImportOptions.NONE.withFields(map));
    }

    private List<Tuple> turns(UUID run, String grader) {
        return project.store().itemTurns(run, grader).stream()
                .map(t -> Tuple.tuple(t.item(), t.turn(), t.correct()))
                .toList();
    }

    @Test
    void linesOfAttemptsBecomeOneRunForEachAttempt() throws IOException {
        Path file = file("attempts.jsonl", """
                {"task_id": "t1", "completion": "two", "is_solved": true, "model": "m"}
                {"task_id": "t2", "completion": "six", "is_solved": false, "model": "m"}
                {"task_id": "t1", "completion": "one", "is_solved": false, "model": "m"}
                {"task_id": "t2", "completion": "", "is_solved": false, "model": "m"}
                """);
        Importer.Imported imported = importTable(file, Map.of());
        assertThat(imported.runs()).hasSize(2);
        assertThat(turns(imported.runs().get(0), "file"))
                .containsExactly(Tuple.tuple("t1", 0, true), Tuple.tuple("t2", 0, false));
        assertThat(turns(imported.runs().get(1), "file"))
                .containsExactly(Tuple.tuple("t1", 0, false), Tuple.tuple("t2", 0, false));
        assertThat(project.trace(imported.runs().getFirst(), "t1", "file")
                        .replay()
                        .difference())
                .isNull();
    }

    @Test
    void turnsOfAnAttemptAreTurnsOfItsItem() throws IOException {
        Path file = file("turns.csv", """
                problem_id,turn,response,score,prompt_tokens,completion_tokens,finish_reason
                p,1,better,1,9,4,stop
                p,0,"a draft, with a comma",0,5,3,stop
                q,0,only one,0.0,5,3,length
                """);
        UUID run = importTable(file, Map.of()).runs().getFirst();
        assertThat(turns(run, "file"))
                .containsExactly(Tuple.tuple("p", 0, false), Tuple.tuple("p", 1, true), Tuple.tuple("q", 0, false));
        List<ItemTurn> rows = project.store().itemTurns(run, "file");
        assertThat(rows.get(1).promptTokens()).isEqualTo(14);
        assertThat(rows.get(1).completionTokens()).isEqualTo(7);
        assertThat(project.trace(run, "p", "file").replay().difference()).isNull();
        assertThat(project.trace(run, "q", "file").replay().difference()).isNull();
    }

    @Test
    void answersWithoutGradesAreGradedByTheProject() throws IOException {
        Path file = file("raw.jsonl", """
                {"question": "1+1", "reply": {"text": "It is 2."}, "truth": "2"}
                {"question": "2+2", "reply": {"text": "no idea"}, "truth": "4"}
                """);
        UUID run = importTable(file, Map.of("answer", "reply.text", "gold", "truth"))
                .runs()
                .getFirst();
        assertThat(project.store().itemTurns(run, "number"))
                .extracting(ItemTurn::correct, ItemTurn::status)
                .containsExactly(Tuple.tuple(true, Grade.Status.PARSED), Tuple.tuple(false, Grade.Status.UNPARSED));
    }

    @Test
    void whatWasSaidOfFieldsIsRememberedForTheSameColumns() throws IOException {
        importTable(file("a.jsonl", "{\"n\": 1, \"ok\": true}\n"), Map.of("item", "n", "correct", "ok"));
        Importer.Imported next = importTable(file("b.jsonl", "{\"ok\": false, \"n\": 2}\n"), Map.of());
        assertThat(turns(next.runs().getFirst(), "file")).containsExactly(Tuple.tuple("2", 0, false));
        assertThatThrownBy(() -> importTable(file("c.jsonl", "{\"n\": 1, \"okay\": true}\n"), Map.of("item", "n")))
                .hasMessageContaining("does not say which answers are right");
    }

    @Test
    void aWrongMappingNamesWhatThereIs() throws IOException {
        Path file = file("a.jsonl", "{\"id\": \"1\", \"verdict\": \"yes\"}\n");
        assertRefused(file, Map.of("correct", "verdct"), "`verdct`", "[id, verdict]");
        assertRefused(file, Map.of("corect", "verdict"), "`corect`", "correct");
        assertRefused(file, Map.of("item", "id"), "does not say which answers are right", "--map correct=NAME");
    }

    @Test
    void aLineThatSaysNothingUsefulIsNamed() throws IOException {
        assertRefused(file("a.jsonl", """
                {"id": "1", "correct": true}
                {"id": "2"}
                """), Map.of(), "line 2", "`correct` is missing");
        assertRefused(file("b.jsonl", """
                {"id": "1", "score": 0.75}
                """), Map.of(), "line 1", "0.75", "--correct-from");
        assertRefused(file("c.jsonl", """
                {"id": "1", "correct": "perhaps"}
                """), Map.of(), "line 1", "`perhaps`", "true or false");
        assertRefused(file("d.csv", """
                id,correct,turn
                1,true,first
                """), Map.of(), "line 2", "`first`", "whole number");
    }

    @Test
    void aFileThatIsCutOffIsNamedWithItsLine() throws IOException {
        Path file = file("cut.jsonl", """
                {"id": "1", "correct": true}
                {"id": "2", "corr""");
        assertThatThrownBy(() -> importTable(file, Map.of())).hasMessageContaining("cut.jsonl, line 2");
        assertThat(project.store().runs()).isEmpty();
    }

    @Test
    void anAttemptThatStandsTwiceIsNamedWithBothLines() throws IOException {
        assertRefused(file("twice.jsonl", """
                {"id": "1", "attempt": 1, "correct": true}
                {"id": "1", "attempt": 1, "correct": false}
                """), Map.of(), "line 2", "line 1 already", "--map sample=NAME");
    }

    @Test
    void anItemWithTwoQuestionsIsNamed() throws IOException {
        assertRefused(file("mixed.jsonl", """
                {"id": "1", "attempt": 1, "question": "1+1", "correct": true}
                {"id": "1", "attempt": 2, "question": "2+2", "correct": true}
                """), Map.of(), "line 2", "item `1` is another problem", "2+2", "1+1");
    }

    @Test
    void aStoreThatFailsLeavesNoDataset() throws IOException {
        Path file = file("a.jsonl", "{\"id\": \"1\", \"correct\": true}\n");
        Map<String, String> before = Exchange.texts(project.root());
        project.store(); // opened, and then its file closed under it
        project.store().close();
        assertThatThrownBy(() -> importTable(file, Map.of())).isInstanceOf(RuntimeException.class);
        assertThat(Exchange.texts(project.root())).isEqualTo(before);
    }

    @ParameterizedTest
    @CsvSource({
        "gsm8k-test.jsonl, gsm8k-test, 1319",
        "HumanEval.jsonl.gz, HumanEval, 164",
        "bbh-word_sorting.json, bbh-word_sorting, 250",
        "bbh-multistep_arithmetic_two.json, bbh-multistep_arithmetic_two, 250"
    })
    void publicDatasetsImportWithTheirCounts(String name, String dataset, int items) {
        Path file = Exchange.SHARED.resolve(name);
        assumeThat(file)
                .as("the public data lie in %s, or where LOOPWRIGHT_DATA says", Exchange.SHARED)
                .exists();
        Importer.Imported imported = importTable(file, Map.of());
        assertThat(imported.dataset()).isEqualTo(dataset);
        assertThat(imported.items()).isEqualTo(items);
        assertThat(imported.runs()).isEmpty();
        try (Project again = Exchange.open(project.root())) {
            assertThat(again.dataset(dataset).items())
                    .hasSize(items)
                    .allSatisfy(item -> assertThat(item.gold()).isNotNull());
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "datasets:\\n  a: {split: dev, file: a}\\n|a",
                "datasets:   # all of them\\n    # one\\n    a: {split: dev, file: a}\\n|a",
                "datasets: {}\\n|",
                "datasets: {a: {split: dev, file: a}}\\n|a",
                "title: t\\n|",
            })
    void projectYamlGetsOneMoreDatasetInEveryLayout(String text, String known) throws IOException {
        Path root = Files.createDirectories(folder.resolve("layout"));
        String yaml = "loopwright: 1\nname: x\ngrader: number\n" + text.replace("\\n", "\n")
                + "defaults: {loop: l, dataset: a}\n";
        Files.writeString(
                root.resolve("project.yaml"), DatasetEntry.withDataset(yaml, "b: {split: test, file: data/b.jsonl}"));
        assertThat(ProjectFile.read(root).datasets().keySet())
                .containsExactlyInAnyOrder(known == null ? new String[] {"b"} : new String[] {known, "b"});
    }

    private void assertRefused(Path file, Map<String, String> map, String... parts) throws IOException {
        Map<String, String> before = Exchange.texts(project.root());
        assertThatThrownBy(() -> importTable(file, map))
                .isInstanceOf(ExchangeException.class)
                .satisfies(e -> assertThat(e.getMessage()).contains(parts));
        assertThat(project.store().runs()).isEmpty();
        assertThat(Exchange.texts(project.root())).isEqualTo(before);
    }
}
