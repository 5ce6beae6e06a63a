package org.loopwright.experiment.control;

import java.util.Arrays;
import java.util.Optional;

/// What the budget of a twin counts. Closed set; reused prefixes never lower a declared budget.
public enum TwinBudget {
    /// Tokens generated.
    COMPLETION_TOKENS("completion-tokens", "tokens", "tokens generated"),
    /// Tokens of prompts and completions.
    TOTAL_TOKENS("total-tokens", "all-tokens", "tokens, prompts included"),
    /// Model calls.
    CALLS("calls", "calls", "model calls"),
    /// Device time.
    SECONDS("seconds", "seconds", "seconds of the device");

    private final String word;
    private final String brief;
    private final String unit;

    TwinBudget(String word, String brief, String unit) {
        this.word = word;
        this.brief = brief;
        this.unit = unit;
    }

    /// As terminals and files say it.
    public String word() {
        return word;
    }

    /// As names of arms say it.
    String brief() {
        return brief;
    }

    /// For people: `tokens generated`.
    public String unit() {
        return unit;
    }

    /// The one that is called so, or empty.
    public static Optional<TwinBudget> named(String word) {
        return Arrays.stream(values())
                .filter(budget -> budget.word.equals(word))
                .findFirst();
    }
}
