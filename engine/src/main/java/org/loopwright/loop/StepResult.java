package org.loopwright.loop;

import java.util.Map;
import org.loopwright.model.Completion;
import org.loopwright.task.Grade;

/// One answer to what a node asked for. Closed set.
public sealed interface StepResult {
    /// A completion, and the hash of the model that made it.
    record Completed(Completion completion, String modelHash) implements StepResult {}

    /// A grade against the gold answer.
    record Scored(Grade grade) implements StepResult {}

    /// What a called loop gave back: its slots' last values, by name.
    record Returned(Map<String, Value> values) implements StepResult {
        public Returned {
            values = Map.copyOf(values);
        }
    }
}
