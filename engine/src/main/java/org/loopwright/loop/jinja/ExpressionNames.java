package org.loopwright.loop.jinja;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.loopwright.loop.LoopException;

/// The variables that one Jinja expression reads. Refuses what [LockedJinja] does not know, because the
/// engine would turn an unknown filter, function or method into an empty text.
final class ExpressionNames {
    private static final Pattern TOKEN = Pattern.compile(
            "\"(?:\\\\.|[^\"\\\\])*\"|'(?:\\\\.|[^'\\\\])*'|\\d[\\w.]*|[A-Za-z_]\\w*|[=!<>]=|\\s+|.", Pattern.DOTALL);
    private static final Pattern NAMED_ARGUMENT = Pattern.compile("\\s*=(?!=)");
    private static final Pattern CALL = Pattern.compile("\\s*\\(");
    private static final Pattern MAY_BE_MISSING =
            Pattern.compile("\\s*\\|\\s*(default|d)\\b|\\s+is\\s+(not\\s+)?(un)?defined\\b");
    private static final Set<String> WORDS = Set.of(
            "and", "or", "not", "in", "is", "if", "else", "true", "false", "none", "null", "True", "False", "None",
            "empty", "div", "mod", "eq", "ne", "lt", "gt", "le", "ge");

    private final String expression;
    private final Set<String> all = new LinkedHashSet<>();
    private final Set<String> optional = new LinkedHashSet<>();

    ExpressionNames(String expression) {
        this.expression = expression;
        Matcher tokens = TOKEN.matcher(expression);
        String before = "";
        while (tokens.find()) {
            String token = tokens.group();
            if (!token.isBlank()) {
                read(token, before, tokens.end());
                // `is not defined`: the word after `not` is still the test's name.
                before = before.equals("is") && token.equals("not") ? "is" : token;
            }
        }
    }

    /// All variables.
    Set<String> all() {
        return all;
    }

    /// Those that the expression asks for by `is defined` or gives a default.
    Set<String> optional() {
        return optional;
    }

    private void read(String token, String before, int end) {
        boolean name = Character.isLetter(token.charAt(0)) || token.charAt(0) == '_';
        if (!name || WORDS.contains(token)) {
            return;
        }
        boolean call = startsAt(CALL, end);
        switch (before) {
            case "." -> refuseIf(call, "methods can't be called, so `." + token + "(` is refused");
            case "|" -> refuseIf(!LockedJinja.FILTERS.contains(token), "there is no filter `" + token + "`");
            case "is" -> refuseIf(!LockedJinja.TESTS.contains(token), "there is no test `is " + token + "`");
            default -> {
                refuseIf(token.startsWith("____"), "`" + token + "` is a name of the engine");
                refuseIf(call && !LockedJinja.FUNCTIONS.contains(":" + token), "there is no function `" + token + "`");
                boolean argument = (before.equals("(") || before.equals(",")) && startsAt(NAMED_ARGUMENT, end);
                if (!call && !argument) {
                    (startsAt(MAY_BE_MISSING, end) ? optional : all).add(token);
                    all.add(token);
                }
            }
        }
    }

    private boolean startsAt(Pattern pattern, int start) {
        return pattern.matcher(expression).region(start, expression.length()).lookingAt();
    }

    private void refuseIf(boolean wrong, String reason) {
        if (wrong) {
            throw new LoopException("in `" + expression.strip() + "` " + reason);
        }
    }
}
