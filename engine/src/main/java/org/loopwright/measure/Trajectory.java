package org.loopwright.measure;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.loopwright.loop.Content;

/// One attempt at one item, all its turns. After its last turn it carries the last answer forward.
///
/// @param turns ascending, at least one
public record Trajectory(List<ItemTurn> turns) {
    private record Key(String item, int sample) {}

    public Trajectory {
        turns = turns.stream().sorted(Comparator.comparingInt(ItemTurn::turn)).toList();
    }

    /// All attempts, in the order in which their items first appear.
    public static List<Trajectory> of(List<ItemTurn> rows) {
        Map<Key, List<ItemTurn>> byAttempt = new LinkedHashMap<>();
        for (ItemTurn row : rows) {
            byAttempt
                    .computeIfAbsent(new Key(row.item(), row.sample()), _ -> new ArrayList<>())
                    .add(row);
        }
        return byAttempt.values().stream().map(Trajectory::new).toList();
    }

    /// The id of its item.
    public String item() {
        return turns.getFirst().item();
    }

    /// What its item belongs to.
    public String cluster() {
        return turns.getFirst().cluster();
    }

    /// The number of its last turn.
    public int lastTurn() {
        return turns.getLast().turn();
    }

    /// The row that holds at `turn`: the last one up to it.
    public ItemTurn at(int turn) {
        ItemTurn holds = turns.getFirst();
        for (ItemTurn row : turns) {
            if (row.turn() <= turn) {
                holds = row;
            }
        }
        return holds;
    }

    /// What its answer is worth at `turn`.
    public Outcome outcome(int turn) {
        return Outcome.of(at(turn));
    }

    /// 1 when right at `turn`, else 0.
    public double right(int turn) {
        return outcome(turn) == Outcome.RIGHT ? 1 : 0;
    }

    /// What the loop's check said of the first answer, or null.
    Content.@Nullable Judgement firstVerdict() {
        return turns.getFirst().verdict();
    }
}
