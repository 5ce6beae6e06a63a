package org.loopwright.experiment.control;

import java.util.Arrays;
import java.util.Optional;

/// A control that is made of a finished run. Closed set.
public enum ReadyExperiment {
    /// A majority vote of independent drafts that may spend as much as the loop did.
    VOTE_TWIN("vote-twin", false),
    /// The best of independent drafts by the loop's own critic, at the loop's budget.
    BEST_OF_N("best-of-n", false),
    /// Further drafts in place of revisions, without a look at what was there.
    BLIND_REDRAW("blind-redraw", false),
    /// Revisions that read the critique of another item.
    PLACEBO("placebo", false),
    /// The same loop on drafts with a mistake put in.
    INJECT_ERROR("inject-error", false),
    /// The critic is told where the answer differs from the gold one.
    GOLD_LOCATION("gold-location", true),
    /// The critic is told the gold answer.
    GOLD_CRITIQUE("gold-critique", true),
    /// Another model criticises.
    STRONGER_CRITIC("stronger-critic", false);

    private final String word;
    private final boolean oracle;

    ReadyExperiment(String word, boolean oracle) {
        this.word = word;
        this.oracle = oracle;
    }

    /// As terminals and files say it.
    public String word() {
        return word;
    }

    /// Whether gold answers reach its answers, so that its runs are branded `oracle-at-inference`.
    public boolean isOracle() {
        return oracle;
    }

    /// The one that is called so, or empty.
    public static Optional<ReadyExperiment> named(String word) {
        return Arrays.stream(values()).filter(kind -> kind.word.equals(word)).findFirst();
    }

    /// Whether it begins with the run's own drafts.
    boolean keepsDrafts() {
        return switch (this) {
            case VOTE_TWIN, BEST_OF_N -> false;
            case BLIND_REDRAW, PLACEBO, INJECT_ERROR, GOLD_LOCATION, GOLD_CRITIQUE, STRONGER_CRITIC -> true;
        };
    }
}
