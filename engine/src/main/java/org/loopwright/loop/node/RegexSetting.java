package org.loopwright.loop.node;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.loopwright.loop.LoopException;
import org.loopwright.loop.Step;

/// Regular expressions among settings.
final class RegexSetting {
    private RegexSetting() {}

    /// The pattern of a setting.
    ///
    /// @param fallback when the setting is not there
    /// @throws LoopException when it is no regular expression
    static Pattern of(Step step, String name, Pattern fallback) {
        String text = step.settings().optionalText(name).orElse(null);
        if (text == null) {
            return fallback;
        }
        try {
            return Pattern.compile(text);
        } catch (PatternSyntaxException e) {
            throw new LoopException(
                    "node " + step.node().id() + ": setting `" + name + "` is `" + text
                            + "`, which is no regular expression: " + e.getDescription() + " near index "
                            + e.getIndex(),
                    e);
        }
    }

    /// Whether there is a further match.
    ///
    /// @throws LoopException when the pattern takes too long, or nests too deep for the text
    static boolean find(Matcher matcher) {
        try {
            return matcher.find();
        } catch (StackOverflowError e) {
            throw new LoopException(
                    "the regular expression `" + matcher.pattern()
                            + "` nests too deep for this text: repeat a character"
                            + " class, [ab]*, in place of a group, (a|b)*",
                    e);
        }
    }
}
