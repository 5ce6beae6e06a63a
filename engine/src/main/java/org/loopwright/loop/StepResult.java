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

    /// What a tool gave back.
    record Used(ToolResult result) implements StepResult {}

    /// A person was asked; while this is a frame's last result, the frame is parked.
    record Asked(String question) implements StepResult {}

    /// What a person answered to the question before.
    record Answered(String text) implements StepResult {}

    /// What was made in a round loop.
    ///
    /// @param exit by which the node goes on, `next`
    /// @param values setting -> the value for the slot that it names
    record Made(String exit, Map<String, Value> values) implements StepResult {
        public Made {
            values = Map.copyOf(values);
        }
    }

    /// What a called loop gave back: its slots' last values, by name.
    record Returned(Map<String, Value> values) implements StepResult {
        public Returned {
            values = Map.copyOf(values);
        }
    }
}
