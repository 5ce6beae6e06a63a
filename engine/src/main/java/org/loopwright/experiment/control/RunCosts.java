package org.loopwright.experiment.control;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.loopwright.journal.Event;
import org.loopwright.journal.JournalEntry;
import org.loopwright.loop.FramePath;
import org.loopwright.model.Completion;
import org.loopwright.project.ProjectException;

/// What a run's completions cost, by node, in every unit.
///
/// @param items that it began
/// @param byNode node -> its completions' sums
record RunCosts(int items, Map<String, Sum> byNode) {
    /// @param nanos of the device
    record Sum(long calls, long promptTokens, long completionTokens, long nanos) {
        private static final Sum NOTHING = new Sum(0, 0, 0, 0);

        private Sum plus(Completion completion) {
            return new Sum(
                    calls + 1,
                    promptTokens + completion.promptIds().size(),
                    completionTokens + completion.ids().size(),
                    nanos + completion.modelNanos());
        }

        private double in(TwinBudget unit) {
            return switch (unit) {
                case COMPLETION_TOKENS -> completionTokens;
                case TOTAL_TOKENS -> (double) promptTokens + completionTokens;
                case CALLS -> calls;
                case SECONDS -> nanos / 1e9;
            };
        }
    }

    static RunCosts of(List<JournalEntry> entries) {
        Map<String, Sum> sums = new HashMap<>();
        Set<FramePath> items = new HashSet<>();
        for (JournalEntry entry : entries) {
            FramePath frame = entry.frame();
            if (frame != null) {
                items.add(frame.root());
            }
            if (entry.event() instanceof Event.Generated made) {
                Sum sum = sums.getOrDefault(made.node(), Sum.NOTHING);
                for (Completion completion : made.completions()) {
                    sum = sum.plus(completion);
                }
                sums.put(made.node(), sum);
            }
        }
        return new RunCosts(items.size(), Map.copyOf(sums));
    }

    /// What the run spent, mean an item.
    double anItem(TwinBudget unit) {
        return byNode.values().stream().mapToDouble(sum -> sum.in(unit)).sum() / Math.max(1, items);
    }

    /// What one completion of a node cost, mean.
    ///
    /// @throws ProjectException when nothing was counted, as with servers that tell no tokens
    double aCall(String node, TwinBudget unit) {
        Sum sum = byNode.getOrDefault(node, Sum.NOTHING);
        double cost = sum.calls() == 0 ? 0 : sum.in(unit) / sum.calls();
        if (!(cost > 0)) {
            throw new ProjectException("the run counted no " + unit.unit() + " for node " + node
                    + ", so there is no budget to match; choose another unit");
        }
        return cost;
    }
}
