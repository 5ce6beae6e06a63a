package org.loopwright.loop.yaml;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.loopwright.loop.LoopProblem;
import org.loopwright.loop.LoopProblem.Severity;
import org.loopwright.loop.Mark;
import org.snakeyaml.engine.v2.nodes.Node;

/// Collects what is wrong with one file.
final class ProblemList {
    private final List<LoopProblem> problems = new ArrayList<>();

    /// The place where a YAML node begins.
    static Mark mark(Node node) {
        return mark(node.getStartMark());
    }

    static Mark mark(Optional<org.snakeyaml.engine.v2.exceptions.Mark> mark) {
        return mark.map(m -> new Mark(m.getLine() + 1, m.getColumn() + 1)).orElse(Mark.NONE);
    }

    /// @param node id of the loop's node concerned, or null
    void error(String code, @Nullable String node, Mark mark, String message) {
        problems.add(new LoopProblem(code, Severity.ERROR, node, mark, message));
    }

    /// Errors first, then by line.
    List<LoopProblem> sorted() {
        return problems.stream()
                .sorted(Comparator.comparing(LoopProblem::severity)
                        .thenComparingInt(p -> p.mark().line()))
                .toList();
    }
}
