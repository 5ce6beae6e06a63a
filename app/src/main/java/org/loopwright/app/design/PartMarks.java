package org.loopwright.app.design;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.loopwright.app.session.LiveCounts;
import org.loopwright.app.session.NodeSpend;
import org.loopwright.loop.diff.Difference;
import org.loopwright.loop.diff.LoopDiff;

/// What is said on cards and exits beside what they are: what a run does, where the gold answer may have a say,
/// and what differs from another version.
final class PartMarks {
    private @Nullable OracleFlow flow;
    private LiveCounts live = LiveCounts.NONE;
    private @Nullable LoopDiff diff;
    private Map<String, Difference.Change> changed = Map.of();

    void live(LiveCounts counts) {
        live = counts;
    }

    void flow(@Nullable OracleFlow shown) {
        flow = shown;
    }

    void diff(@Nullable LoopDiff shown) {
        diff = shown;
        changed = shown == null ? Map.of() : shown.nodes();
    }

    void on(CardView card) {
        String id = card.card().id();
        OracleFlow known = flow;
        card.showItems(live.inNode().getOrDefault(id, 0));
        card.showSpend(live.spent().getOrDefault(id, NodeSpend.NONE));
        card.showOracle(known != null && known.usesOracle(id));
        LoopDiff shown = diff;
        card.showChange(changed.get(id), shown == null ? 0 : shown.of(id).size());
    }

    void on(ExitView exit) {
        OracleFlow known = flow;
        if (known != null) {
            exit.showFlow(known);
        }
        exit.showCount(live.taken().getOrDefault(exit.route().line().exit(), 0L));
        LoopDiff shown = diff;
        exit.showChange(
                shown == null
                        ? null
                        : shown.exit(
                                        exit.route().line().exit().node(),
                                        exit.route().line().exit().exit())
                                .orElse(null));
    }
}
