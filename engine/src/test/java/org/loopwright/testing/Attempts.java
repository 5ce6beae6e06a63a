package org.loopwright.testing;

import java.util.ArrayList;
import java.util.List;
import org.loopwright.measure.Arm;
import org.loopwright.measure.ItemTurn;
import org.loopwright.task.Grade;

/// Item turns written as strings: `-+` is an item that was wrong and then right.
public final class Attempts {
    private final List<ItemTurn> rows = new ArrayList<>();

    /// Adds an attempt: `+` right, `-` wrong, `?` unparsed. Each turn writes 10 tokens and reads 100.
    public Attempts add(String item, String cluster, int sample, String turns) {
        for (int turn = 0; turn < turns.length(); turn++) {
            char outcome = turns.charAt(turn);
            rows.add(new ItemTurn(
                    item,
                    "hash-" + item,
                    cluster,
                    sample,
                    turn,
                    outcome == '?' ? Grade.Status.UNPARSED : Grade.Status.PARSED,
                    outcome == '+',
                    outcome == '?' ? null : outcome == '+' ? "right" : "wrong" + turn,
                    null,
                    100L * (turn + 1),
                    10L * (turn + 1)));
        }
        return this;
    }

    /// Adds an attempt at an item that is its own cluster.
    public Attempts add(String item, int sample, String turns) {
        return add(item, item, sample, turns);
    }

    /// Adds one attempt each, at items `i0`, `i1`, ...
    public Attempts addAll(String... turns) {
        for (String one : turns) {
            add("i" + rows.stream().map(ItemTurn::item).distinct().count(), 0, one);
        }
        return this;
    }

    /// Lets every row so far write this many tokens.
    public Attempts costing(long tokens) {
        rows.replaceAll(row -> new ItemTurn(
                row.item(),
                row.contentHash(),
                row.cluster(),
                row.sample(),
                row.turn(),
                row.status(),
                row.correct(),
                row.extracted(),
                row.verdict(),
                row.promptTokens(),
                tokens));
        return this;
    }

    /// The rows so far.
    public List<ItemTurn> rows() {
        return List.copyOf(rows);
    }

    /// An arm of the rows so far.
    public Arm arm(String name) {
        return Arm.of(name, rows());
    }
}
