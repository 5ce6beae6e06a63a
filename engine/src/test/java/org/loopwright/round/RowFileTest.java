package org.loopwright.round;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.loopwright.round.task.ProceduralTask;
import org.loopwright.task.Graders;
import org.loopwright.task.Split;

class RowFileTest {
    @Test
    void rowsComeBackAsTheyWereAndEqualRowsGiveEqualBytes() throws IOException {
        Row.Subject subject = new Row.Subject("a~\n", "hash", "c", Map.of("question", "\"é\\"), null);
        Row row = new Row(
                subject,
                3,
                List.of(new Row.Reply("solve", List.of(new Row.Message("user", "q", false)), "r")),
                List.of(new Row.Message("user", "q", false), new Row.Message("assistant", "r", true)),
                "worse",
                0.25,
                Map.of("right", true, "answers", List.of("1", "2"), "log_prob", -1.5));
        RowSet set = new RowSet("numbers", Split.TRAIN, List.of(row, Row.of(subject)));

        byte[] bytes = RowFile.write(set);
        assertThat(RowFile.read(bytes)).isEqualTo(set);
        assertThat(RowFile.write(RowFile.read(bytes))).isEqualTo(bytes);
    }

    @Test
    void theOrderOfFactsChangesNoByte() {
        Row row = Row.of(new Row.Subject("a", "hash", "a", Map.of(), "7"));
        Map<String, Object> one = new LinkedHashMap<>();
        one.put("majority", true);
        one.put("agreement", 0.5);
        Map<String, Object> other = new LinkedHashMap<>();
        other.put("agreement", 0.5);
        other.put("majority", true);

        assertThat(RowFile.write(new RowSet("n", Split.TRAIN, List.of(row.withFacts(one)))))
                .isEqualTo(RowFile.write(new RowSet("n", Split.TRAIN, List.of(row.withFacts(other)))));
    }

    @Test
    void votesCountReadableAnswersOverAllAttempts() {
        Row.Subject subject = new Row.Subject("a", "hash", "a", Map.of(), "7");
        List<Row> rows = List.of(answer(subject, "5"), answer(subject, "7"), answer(subject, "7"), answer(subject, ""));

        List<Row> counted = Votes.counted(rows);

        assertThat(counted).extracting(row -> row.is("majority")).containsExactly(false, true, true, false);
        assertThat(counted).extracting(row -> row.number("agreement")).containsExactly(0.25, 0.5, 0.5, 0.0);
    }

    private static Row answer(Row.Subject subject, String answer) {
        return Row.of(subject).withFacts(Map.of("answer", answer, "parsed", !answer.isEmpty()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"chain", "sums", "addition", "aligned-addition", "reverse"})
    void aTasksSolutionsEndWithItsAnswerAndSpoiltOnesDiffer(String name) {
        ProceduralTask task = ProceduralTask.named(name);
        Random random = new Random(1);
        for (int i = 0; i < 50; i++) {
            ProceduralTask.Problem problem = task.draw(3, random);
            assertThat(problem.solution()).contains(problem.answer());
            assertThat(task.corrected(problem.solution())).isEqualTo(problem.solution());
        }
    }

    @Test
    void aChainIsSolvedAndMendedStepByStep() {
        ProceduralTask chain = ProceduralTask.named("chain");
        Random random = new Random(2);
        ProceduralTask.Problem problem = chain.draw(4, random);
        String spoilt = chain.spoilt(problem, random);

        assertThat(spoilt).isNotEqualTo(problem.solution());
        assertThat(chain.corrected(spoilt)).isEqualTo(problem.solution());
        assertThat(Graders.named("trailing-integer")
                        .grade(problem.solution(), problem.answer(), null)
                        .correct())
                .isTrue();
    }

    @Test
    void aCheckNamesTheStepThatIsWrongAndARecheckWhatItShouldBe() {
        ProceduralTask chain = ProceduralTask.named("chain");
        ProceduralTask.Problem problem = new ProceduralTask.Problem("3+5*2+6", "3+5=1 1*2=2 2+6=1", "1");

        assertThat(chain.checked(problem, problem.solution())).isEqualTo("yyy");
        assertThat(chain.checked(problem, "3+5=1 1*2=5 5+6=4")).isEqualTo("yny");
        assertThat(chain.rechecked(problem, "3+5=1 1*2=5 5+6=4")).isEqualTo("1y2n4y");
        assertThat(chain.rechecked(problem, "3+5=1 1*3=3")).isEqualTo("1y3nn");
    }
}
