package org.loopwright.loop;

import org.jspecify.annotations.Nullable;

/// Something wrong with a loop.
///
/// @param code stable name for screens and tests, `unbounded-cycle`
/// @param severity whether the loop can run at all
/// @param node the node concerned, or null
/// @param mark place in the file
/// @param message what, the value, and the remedy
public record LoopProblem(
        String code, Severity severity, @Nullable String node, Mark mark, String message) {
    /// Whether the loop can run.
    public enum Severity {
        ERROR,
        WARNING
    }

    /// The problem as one line: `line 12, node gate: message`.
    public String describe() {
        StringBuilder line = new StringBuilder();
        if (mark.line() > 0) {
            line.append("line ").append(mark.line());
        }
        if (node != null) {
            line.append(line.isEmpty() ? "" : ", ").append("node ").append(node);
        }
        return line.isEmpty() ? message : line.append(": ").append(message).toString();
    }
}
