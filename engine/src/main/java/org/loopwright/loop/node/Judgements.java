package org.loopwright.loop.node;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.loopwright.loop.Decision;
import org.loopwright.loop.FieldType;
import org.loopwright.loop.KindSignature.Field;
import org.loopwright.loop.Source;
import org.loopwright.loop.Step;
import org.loopwright.loop.StepResult;
import org.loopwright.loop.Value;
import org.loopwright.model.CompletionRequest;

/// Judging several values with one prompt each: what the judges of many things share.
///
/// @param step the visit
/// @param slot the slot in which the prompt sees the value
/// @param subjects the values, in order
record Judgements(Step step, String slot, List<Value> subjects) {
    static final Field SHOWN_IN = Field.required("as", FieldType.WRITE, "The slot in which the prompt sees each one.");

    /// One score for each subject.
    ///
    /// @param scores in [0, 1], NaN where unparsed, in the order of the subjects
    /// @param sources of all judgements
    record Scores(List<Double> scores, Set<Source> sources) {
        Scores {
            scores = List.copyOf(scores);
            sources = Set.copyOf(sources);
        }

        /// The place of the best score, the first of equals; -1 when none is parsed.
        int best() {
            int best = -1;
            for (int i = 0; i < scores.size(); i++) {
                if (!Double.isNaN(scores.get(i)) && (best < 0 || scores.get(i) > scores.get(best))) {
                    best = i;
                }
            }
            return best;
        }
    }

    /// Asks for all in one batch at first; when the answers are there, goes on with their scores.
    Decision then(Function<Scores, Decision> go) {
        List<CompletionRequest> requests = new ArrayList<>();
        Set<Source> uses = new HashSet<>();
        for (int i = 0; i < subjects.size(); i++) {
            Step.Rendered rendered = step.showing(slot, subjects.get(i)).prompt();
            requests.addAll(step.requests(rendered.prompt(), i, 1));
            uses.addAll(rendered.uses());
        }
        List<StepResult.Completed> answers = step.completions();
        if (answers.size() < requests.size()) {
            return new Decision.Generate(
                    step.settings().text("model"), requests.subList(answers.size(), requests.size()), uses);
        }
        ScoreSetting setting = ScoreSetting.of(step);
        Set<Source> sources = new HashSet<>(uses);
        List<Double> scores = new ArrayList<>();
        for (int i = 0; i < requests.size(); i++) {
            sources.addAll(step.authored(answers.get(i), i, uses).sources());
            scores.add(setting.read(answers.get(i).completion().text()));
        }
        return go.apply(new Scores(scores, sources));
    }
}
