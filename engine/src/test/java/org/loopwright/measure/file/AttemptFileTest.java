package org.loopwright.measure.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.loopwright.measure.Outcome;
import org.loopwright.measure.RunReport;
import org.loopwright.measure.RunReports;
import org.loopwright.measure.Unit;

class AttemptFileTest {
    @TempDir
    private Path folder;

    @Test
    void oneLineAnItemWithItsNameAndWhetherItIsSolved() throws IOException {
        AttemptFile.Read read = read(
                "{\"name\": \"HumanEval_0\", \"prompt\": \"def f\", \"is_solved\": true}",
                "{\"name\": \"HumanEval_1\", \"prompt\": \"def g\", \"is_solved\": false}");
        assertThat(read.arm().items()).containsExactly("HumanEval_0", "HumanEval_1");
        assertThat(report(read).turns()).extracting(RunReport.Turn::accuracy).containsExactly(0.5);
        assertThat(read.notes()).containsExactly("fields: item: name, correct: is_solved, question: prompt");
    }

    @Test
    void repeatedLinesOfATaskAreItsSamples() throws IOException {
        AttemptFile.Read read = read(
                "{\"task_id\": 1, \"passed\": true}",
                "{\"task_id\": 2, \"passed\": false}",
                "{\"task_id\": 1, \"passed\": false}",
                "{\"task_id\": 2, \"passed\": false}");
        assertThat(read.arm().design().mostSamples()).isEqualTo(2);
        assertThat(report(read).passAtK())
                .extracting(RunReport.PassFigure::value)
                .containsExactly(0.25, 0.5);
    }

    @Test
    void turnsAreCountedFromZeroWhateverTheFileCountsFrom() throws IOException {
        AttemptFile.Read read = read(
                "{\"id\": \"a\", \"turn\": 1, \"score\": 0}",
                "{\"id\": \"a\", \"turn\": 2, \"score\": 1.0}",
                "{\"id\": \"b\", \"turn\": 1, \"score\": \"C\"}",
                "{\"id\": \"b\", \"turn\": 2, \"score\": \"I\"}");
        RunReport report = report(read);
        assertThat(report.turns()).hasSize(2);
        assertThat(report.transitions().items(Outcome.WRONG, Outcome.RIGHT)).containsExactly("a");
        assertThat(report.transitions().items(Outcome.RIGHT, Outcome.WRONG)).containsExactly("b");
    }

    @Test
    void aListOfTurnsInALineIsRead() throws IOException {
        AttemptFile.Read listed = read("{\"qid\": \"a\", \"turns\": [{\"correct\": false}, {\"correct\": true}]}");
        assertThat(report(listed).transitions().fixedShare()).isEqualTo(1);
        assertThatThrownBy(() -> read("{\"qid\": \"a\", \"correct\": [false, true]}"))
                .hasMessageContaining("line 1")
                .hasMessageContaining("--map turns=NAME");
        AttemptFile.Read said = AttemptFile.read(
                write("{\"qid\": \"a\", \"correct\": [false, true]}"),
                new ReadOptions(Map.of("turns", "correct"), Map.of(), OptionalDouble.empty()));
        assertThat(report(said).transitions().fixedShare()).isEqualTo(1);
    }

    @Test
    void severalSeedsMakeTheSeedTheUnitUnlessTheyAreSaidToBeSamples() throws IOException {
        String[] lines = {
            "{\"id\": 1, \"seed\": 7, \"correct\": true}",
            "{\"id\": 2, \"seed\": 7, \"correct\": true}",
            "{\"id\": 1, \"seed\": 8, \"correct\": false}",
            "{\"id\": 2, \"seed\": 8, \"correct\": true}"
        };
        assertThat(read(lines).arm().design().unit()).isEqualTo(Unit.SEED);
        AttemptFile.Read samples = AttemptFile.read(
                write(lines), new ReadOptions(Map.of("sample", "seed"), Map.of(), OptionalDouble.empty()));
        assertThat(samples.arm().design().unit()).isEqualTo(Unit.ITEM);
        assertThat(samples.arm().design().mostSamples()).isEqualTo(2);
    }

    @Test
    void answersThatWereNotReadAreNoWrongAnswers() throws IOException {
        AttemptFile.Read read = read(
                "{\"id\": 1, \"correct\": false, \"extracted\": null}",
                "{\"id\": 2, \"correct\": false, \"extracted\": \"7\"}",
                "{\"id\": 3, \"correct\": null, \"extracted\": \"7\"}",
                "{\"id\": 4, \"correct\": false, \"extracted\": \"7\", \"status\": \"truncated\"}");
        assertThat(report(read).turns().getFirst().unparsed()).isEqualTo(0.75);
    }

    @Test
    void confidenceIsKeptForCalibration() throws IOException {
        AttemptFile.Read read = read("{\"id\": 1, \"correct\": true, \"confidence\": 0.9}");
        assertThat(read.calibration()).hasSize(1);
        assertThatThrownBy(() -> read("{\"id\": 1, \"correct\": true, \"confidence\": 90}"))
                .hasMessageContaining("confidence 90.0 of 1 is outside [0, 1]");
    }

    @Test
    void whatIsAmbiguousIsRefusedWithTheRemedy() {
        assertThatThrownBy(() -> read("{\"id\": 1, \"score\": 0.4}"))
                .hasMessageContaining("0.4 is neither 0 nor 1")
                .hasMessageContaining("--correct-from");
        assertThatThrownBy(() -> read("{\"id\": 1, \"text\": \"x\"}")).hasMessageContaining("--map correct=NAME");
        assertThatThrownBy(() -> read(
                        "{\"doc_id\": 1, \"filter\": \"strict\", \"acc\": 0}",
                        "{\"doc_id\": 1, \"filter\": \"flexible\", \"acc\": 1}"))
                .hasMessageContaining("2 gradings of the same answers")
                .hasMessageContaining("--where filter=strict");
        assertThatThrownBy(() -> read(
                        "{\"id\": 1, \"sample\": 0, \"correct\": true}",
                        "{\"id\": 1, \"sample\": 0, \"correct\": true}"))
                .hasMessageContaining("line 2")
                .hasMessageContaining("item `1`, sample 0, turn 0 stands in line 1 already");
        assertThatThrownBy(() -> read("{\"id\": 1, \"correct\": true}", "{\"id\": 2}"))
                .hasMessageContaining("line 2")
                .hasMessageContaining("field `correct` is missing");
    }

    private static RunReport report(AttemptFile.Read read) {
        return RunReports.of(read.arm());
    }

    private AttemptFile.Read read(String... lines) throws IOException {
        return AttemptFile.read(write(lines), ReadOptions.NONE);
    }

    private Path write(String... lines) throws IOException {
        return Files.write(folder.resolve("attempts.jsonl"), java.util.List.of(lines));
    }
}
