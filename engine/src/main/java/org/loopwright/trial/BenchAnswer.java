package org.loopwright.trial;

import java.util.Map;
import java.util.Optional;
import org.loopwright.model.Completion;
import org.loopwright.task.Grade;

/// One completion on the bench.
///
/// @param sample from 0
/// @param completion what the model wrote
/// @param exit by which the node would be left with it; empty where one completion does not decide that
/// @param writes slot -> text that the node would write
/// @param grade of the answer that the node would write, or of the completion where it writes none; empty when the item
///     has no gold answer
/// @param answers whether what was graded is the loop's answer
public record BenchAnswer(
        int sample,
        Completion completion,
        Optional<String> exit,
        Map<String, String> writes,
        Optional<Grade> grade,
        boolean answers) {
    public BenchAnswer {
        writes = Map.copyOf(writes);
    }
}
