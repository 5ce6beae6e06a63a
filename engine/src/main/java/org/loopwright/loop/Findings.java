package org.loopwright.loop;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Collects what the checks of one loop find.
final class Findings {
    private final List<LoopProblem> problems = new ArrayList<>();

    void error(String code, NodeSpec node, String message) {
        problems.add(new LoopProblem(code, LoopProblem.Severity.ERROR, node.id(), node.mark(), message));
    }

    void warning(String code, NodeSpec node, String message) {
        problems.add(new LoopProblem(code, LoopProblem.Severity.WARNING, node.id(), node.mark(), message));
    }

    /// An error that concerns no node.
    void error(String code, Mark mark, String message) {
        problems.add(new LoopProblem(code, LoopProblem.Severity.ERROR, null, mark, message));
    }

    /// An error whose message comes from an exception that names the node already.
    void error(String code, NodeSpec node, LoopException e) {
        String message = String.valueOf(e.getMessage());
        String prefix = "node " + node.id() + ": ";
        error(code, node, message.startsWith(prefix) ? message.substring(prefix.length()) : message);
    }

    /// Errors first, then by line.
    List<LoopProblem> sorted() {
        return problems.stream()
                .distinct()
                .sorted(Comparator.comparing(LoopProblem::severity)
                        .thenComparingInt(p -> p.mark().line()))
                .toList();
    }
}
