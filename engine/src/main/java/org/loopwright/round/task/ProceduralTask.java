package org.loopwright.round.task;

import java.util.List;
import java.util.Random;
import java.util.ServiceLoader;
import java.util.stream.Collectors;
import org.loopwright.loop.LoopException;
import org.loopwright.task.Split;

/// Draws problems whose right answers follow from a rule. Open set, found by [ServiceLoader]; stateless.
public interface ProceduralTask {

    /// The name in files, `chain`.
    String name();

    /// One sentence for people.
    String summary();

    /// The sizes that it knows, the smallest and the largest.
    Range sizes();

    /// A problem of this size.
    Problem draw(int size, Random random);

    /// A wrong solution of a problem, such as a beginner writes it.
    default String spoilt(Problem problem, Random random) {
        String solution = problem.solution();
        int at = random.nextInt(solution.length());
        char wrong = (char) ('0' + random.nextInt(10));
        return solution.substring(0, at) + wrong + solution.substring(at + 1);
    }

    /// What an expert makes of a text that should be a solved problem: the nearest right one; the text
    /// itself where nothing can be mended.
    default String corrected(String text) {
        return text;
    }

    /// The verdict on a draft, `y` or `n` for each of its steps: any `n` rejects it. One letter where
    /// the task knows no steps.
    default String checked(Problem problem, String draft) {
        return draft.equals(problem.solution()) ? "y" : "n";
    }

    /// The same verdict, with what each step should have come to before its letter: a check that works
    /// the steps out again. The verdict alone where the task knows no steps.
    default String rechecked(Problem problem, String draft) {
        return checked(problem, draft);
    }

    /// Sizes from `smallest` to `largest`.
    record Range(int smallest, int largest) {}

    /// A problem with its answer.
    ///
    /// @param question what a model reads
    /// @param solution a worked solution that ends with the answer
    /// @param answer alone
    record Problem(String question, String solution, String answer) {
        /// The split that a problem belongs to, whatever the seed: a tenth each for dev and test.
        public Split split() {
            // The finaliser of SplitMix64: neighbouring problems land far apart.
            long hash = (question.hashCode() + 1L) * 0x9E3779B97F4A7C15L;
            hash = (hash ^ (hash >>> 30)) * 0xBF58476D1CE4E5B9L;
            hash = (hash ^ (hash >>> 27)) * 0x94D049BB133111EBL;
            hash ^= hash >>> 31;
            long tenth = Long.remainderUnsigned(hash, 10);
            return tenth == 0 ? Split.TEST : tenth == 1 ? Split.DEV : Split.TRAIN;
        }
    }

    /// The task of this name.
    ///
    /// @throws LoopException when there is none; the message lists those there are
    static ProceduralTask named(String name) {
        List<ProceduralTask> all = ServiceLoader.load(ProceduralTask.class).stream()
                .map(ServiceLoader.Provider::get)
                .toList();
        return all.stream()
                .filter(task -> task.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new LoopException("there is no task `" + name + "`; there are "
                        + all.stream().map(ProceduralTask::name).collect(Collectors.joining(", "))));
    }
}
