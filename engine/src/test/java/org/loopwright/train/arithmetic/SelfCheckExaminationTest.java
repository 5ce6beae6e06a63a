package org.loopwright.train.arithmetic;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.loopwright.model.Prompt;
import org.loopwright.testing.ScriptedLanguageModel;

class SelfCheckExaminationTest {
    /// Drafts are wrong for second numbers of two digits; checks and revisions are right.
    private static String answer(Prompt prompt) {
        String question = prompt.messages().getFirst().text();
        String[] operands = question.replace("work ", "").split("\\*");
        Multiplication problem = new Multiplication(Integer.parseInt(operands[0]), Integer.parseInt(operands[1]));
        String last = prompt.messages().getLast().text();
        if (last.startsWith("work")) {
            return CheckTrace.work(problem);
        }
        return switch (last) {
            case "check" -> CheckTrace.check(problem, prompt.messages().get(1).text());
            case "revise" -> problem.answer();
            default -> problem.second() < 10 ? problem.answer() : "00000";
        };
    }

    @Test
    void countsWhatTheLoopDoes() throws InterruptedException {
        List<Multiplication> problems =
                List.of(new Multiplication(12, 5), new Multiplication(12, 50), new Multiplication(123, 45));
        SelfCheckExamination examination =
                new SelfCheckExamination(ScriptedLanguageModel.answering((prompt, seed) -> answer(prompt)), 0);
        assertThat(SelfCheckExamination.numbers(examination.solve(problems)))
                .containsEntry("draft", 0.3333)
                .containsEntry("sensitivity", 1.0)
                .containsEntry("specificity", 1.0)
                .containsEntry("final", 1.0)
                .containsEntry("fixed", 2.0)
                .containsEntry("harmed", 0.0)
                .containsEntry("worked", 1.0)
                .containsEntry("draft 3x2", 0.0);
    }
}
