package org.loopwright.round.kind;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.BiFunction;
import org.loopwright.loop.LoopException;
import org.loopwright.round.Row;
import org.loopwright.round.task.ProceduralTask;

/// What the rows of `synthesize` teach of their problems, and how often that is wrong: people err, and a
/// model that imitates them errs as often.
///
/// @param task of the problems
/// @param solutions one of [#KNOWN]
/// @param spoilt share of what is taught that is wrong, in [0, 1]
/// @param copied share of revisions that repeat their draft, in [0, 1]
record Lesson(ProceduralTask task, String solutions, double spoilt, double copied) {
    /// Every value of `solutions`.
    static final List<String> KNOWN = List.of(
            "none",
            "worked",
            "answer",
            "revision",
            "check",
            "checked-revision",
            "recheck",
            "rechecked-revision",
            "text");

    /// What a model of plain text is asked.
    private static final String START = "go";

    Lesson {
        within("spoilt", spoilt);
        within("copied", copied);
    }

    private static void within(String name, double share) {
        if (!(share >= 0 && share <= 1)) {
            throw new LoopException(name + " " + share + " is outside [0, 1]");
        }
    }

    /// A problem with what is taught of it.
    Row taught(Row row, ProceduralTask.Problem problem, Random random) {
        return switch (solutions) {
            case "worked" -> after(row, solution(problem, random), problem.question());
            case "answer" -> after(row, problem.answer(), problem.question());
            case "text" -> after(row, solution(problem, random), START);
            case "revision" -> revision(row, problem, random);
            case "check" -> check(row, problem, random, task::checked);
            case "recheck" -> check(row, problem, random, task::rechecked);
            case "checked-revision" -> checkedRevision(row, problem, random, task::checked);
            case "rechecked-revision" -> checkedRevision(row, problem, random, task::rechecked);
            default -> row;
        };
    }

    private String solution(ProceduralTask.Problem problem, Random random) {
        return happens(spoilt, random) ? task.spoilt(problem, random) : problem.solution();
    }

    private Row revision(Row row, ProceduralTask.Problem problem, Random random) {
        String draft = random.nextBoolean() ? problem.solution() : task.spoilt(problem, random);
        String better = happens(copied, random) ? draft : solution(problem, random);
        return after(row, better, problem.question(), draft, "revise");
    }

    private Row check(
            Row row,
            ProceduralTask.Problem problem,
            Random random,
            BiFunction<ProceduralTask.Problem, String, String> check) {
        String draft = random.nextBoolean() ? problem.solution() : task.spoilt(problem, random);
        String judged = draft;
        if (happens(spoilt, random)) {
            // A wrong verdict is the right one on a text that is not the draft.
            judged = draft.equals(problem.solution()) ? task.spoilt(problem, random) : problem.solution();
        }
        return after(row, check.apply(problem, judged), problem.question(), draft, "check");
    }

    private Row checkedRevision(
            Row row,
            ProceduralTask.Problem problem,
            Random random,
            BiFunction<ProceduralTask.Problem, String, String> check) {
        String draft = task.spoilt(problem, random);
        String better = happens(copied, random) ? draft : solution(problem, random);
        return after(row, better, problem.question(), draft, "check", check.apply(problem, draft), "revise");
    }

    /// Draws nothing where the share is 0, so that a lesson without errors is what it was.
    private static boolean happens(double share, Random random) {
        return share > 0 && random.nextDouble() < share;
    }

    /// The answer that is taught, after a conversation that begins with the user.
    private static Row after(Row row, String answer, String... before) {
        List<Row.Message> messages = new ArrayList<>();
        for (String text : before) {
            messages.add(new Row.Message(messages.size() % 2 == 0 ? "user" : "assistant", text, false));
        }
        messages.add(new Row.Message("assistant", answer, true));
        return row.withMessages(messages);
    }
}
