package org.loopwright.experiment;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import org.loopwright.measure.Hypothesis;

/// What an experiment says before it runs. Sealed by its hash at the first run: later changes show.
///
/// @param hypothesis in words
/// @param primary the comparison that decides
/// @param plannedN items that were planned, above 0
/// @param margin the largest difference that would not matter, as a share above 0; empty when none was
///     stated
public record Claim(String hypothesis, PrimaryContrast primary, int plannedN, OptionalDouble margin) {

    /// What a paired difference is judged by.
    public Hypothesis judge() {
        return new Hypothesis(primary.direction(), margin, plannedN);
    }

    /// SHA-256 over all of it, hexadecimal.
    public String hash() {
        return Texts.sha(hypothesis + "|" + primary.text() + "|" + plannedN + "|" + marginText());
    }

    /// `2 points`, or `none`.
    public String marginText() {
        return margin.isEmpty()
                ? "none"
                : String.format(Locale.ROOT, "%s points", Texts.number(margin.getAsDouble() * 100));
    }

    /// What differs from an earlier version, each as `margin: 2 points -> 5 points`; empty when
    /// nothing does.
    public List<String> changesSince(Claim earlier) {
        List<String> changes = new ArrayList<>();
        change(changes, "hypothesis", earlier.hypothesis, hypothesis);
        change(changes, "primary contrast", earlier.primary.text(), primary.text());
        change(changes, "planned n", Integer.toString(earlier.plannedN), Integer.toString(plannedN));
        change(changes, "margin", earlier.marginText(), marginText());
        return changes;
    }

    private static void change(List<String> changes, String what, String before, String after) {
        if (!before.equals(after)) {
            changes.add(what + ": " + before + " -> " + after);
        }
    }
}
