package org.loopwright.loop.cel;

import dev.cel.common.CelIssue;
import dev.cel.common.CelValidationResult;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The compiler's complaint in the words of loops.
final class ConditionError {
    private static final Pattern UNDECLARED = Pattern.compile("undeclared reference to '([^']*)'.*", Pattern.DOTALL);
    private static final Pattern CANDIDATES = Pattern.compile(" \\(candidates: .*", Pattern.DOTALL);

    private ConditionError() {}

    static String of(String condition, CelValidationResult result, Set<String> slots) {
        CelIssue issue = result.getErrors().getFirst();
        int column = issue.getSourceLocation().getColumn() + 1;
        return "condition `" + condition + "`, column " + column + ": " + reason(issue.getMessage(), slots);
    }

    private static String reason(String message, Set<String> slots) {
        Matcher undeclared = UNDECLARED.matcher(message);
        if (undeclared.matches()) {
            return "there is no slot `" + undeclared.group(1) + "`; there are " + new TreeSet<>(slots);
        }
        String reason = CANDIDATES.matcher(message).replaceAll("");
        boolean mixed = reason.contains("double") && reason.contains("int");
        return mixed ? reason + ": write a whole number beside a decimal one as 1.0" : reason;
    }
}
