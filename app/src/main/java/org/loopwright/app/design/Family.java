package org.loopwright.app.design;

import javafx.scene.Node;
import org.loopwright.app.look.Icons;
import org.loopwright.app.text.Texts;

/// What a kind of node does, in a word: it gives the card its colour and icon. Closed set.
enum Family {
    /// A model writes an answer.
    WRITES("accent", Icons.WRITES),
    /// A model judges an answer.
    JUDGES("warning", Icons.JUDGES),
    /// Code chooses an exit or among samples.
    DECIDES("done", Icons.DECIDES),
    /// Looks at the gold answer.
    GOLD("danger", Icons.GOLD),
    /// Runs another loop or a tool.
    CALLS("success", Icons.CALLS),
    /// Ends the frame.
    ENDS("neutral", Icons.ENDS),
    /// A kind that this program does not know.
    OTHER("neutral", Icons.OTHER);

    private final String tone;
    private final Icons icon;

    Family(String tone, Icons icon) {
        this.tone = tone;
        this.icon = icon;
    }

    /// The family of a kind of node.
    static Family of(String kind) {
        return switch (kind) {
            case "generate", "refine", "sample", "rewrite-prompt", "beam-search", "tree-search" -> WRITES;
            case "self-verify", "critique", "judge", "judge-pair", "judge-rubric", "judge-steps", "p-true" -> JUDGES;
            case "branch", "vote", "best-of-n", "agreement", "verify-against", "extract", "split-steps" -> DECIDES;
            case "inject-error", "placebo-critique", "exemplars" -> DECIDES;
            case "memory-write", "memory-read", "memory-forget" -> DECIDES;
            case "collect", "synthesize", "train", "distil" -> WRITES;
            case "filter", "dedupe", "weight", "credit", "relabel", "pair", "curriculum", "mix", "promote", "until" ->
                DECIDES;
            case "evaluate", "verify", "gold-critique" -> GOLD;
            case "call", "run-code", "retrieve", "world", "ask" -> CALLS;
            case "stop" -> ENDS;
            default -> OTHER;
        };
    }

    /// Style class of its colour.
    String tone() {
        return tone;
    }

    /// The theme's colour of it, for drawings that style sheets don't reach.
    String token() {
        return switch (this) {
            case WRITES -> "-color-accent-emphasis";
            case JUDGES -> "-color-warning-emphasis";
            case DECIDES -> "-color-chart-6";
            case GOLD -> "-color-danger-emphasis";
            case CALLS -> "-color-success-emphasis";
            case ENDS, OTHER -> "-color-neutral-emphasis";
        };
    }

    /// A fresh icon.
    Node icon() {
        return icon.node();
    }

    /// What it is called.
    String label() {
        return Texts.of("family." + name().toLowerCase(Texts.LOCALE));
    }
}
