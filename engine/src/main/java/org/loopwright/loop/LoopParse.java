package org.loopwright.loop;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What reading a loop file gave.
///
/// @param loop the loop, as far as it could be read; null when the text is no loop at all
/// @param problems everything that is wrong, errors first, then by line
public record LoopParse(@Nullable LoopSpec loop, List<LoopProblem> problems) {
    public LoopParse {
        problems = List.copyOf(problems);
    }

    /// Whether the loop can run.
    public boolean runnable() {
        return loop != null && problems.stream().noneMatch(p -> p.severity() == LoopProblem.Severity.ERROR);
    }

    /// The errors as lines.
    public List<String> errors() {
        return problems.stream()
                .filter(p -> p.severity() == LoopProblem.Severity.ERROR)
                .map(LoopProblem::describe)
                .toList();
    }
}
