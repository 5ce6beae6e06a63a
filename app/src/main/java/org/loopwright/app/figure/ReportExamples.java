package org.loopwright.app.figure;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.loopwright.journal.RunHeader;
import org.loopwright.measure.ItemTurn;
import org.loopwright.measure.Outcome;
import org.loopwright.measure.Trajectory;
import org.loopwright.store.RunSummary;
import org.loopwright.task.Item;

/// Wins and losses: items whose answers became right, became wrong, or stayed wrong, as many of each.
final class ReportExamples {
    private static final int EACH = 3;

    private final ReportSource source;
    private final Html html;

    ReportExamples(ReportSource source, Html html) {
        this.source = source;
        this.html = html;
    }

    void write() {
        html.heading(2, "Wins and losses");
        boolean any = false;
        for (RunSummary run : source.loops().values()) {
            any |= write(run.header());
        }
        if (!any) {
            html.paragraph("Every item has one turn, so no answer changed.");
        }
    }

    private boolean write(RunHeader header) {
        List<Trajectory> attempts = Trajectory.of(source.project().store().itemTurns(header.id(), header.grader()));
        if (attempts.stream().allMatch(attempt -> attempt.lastTurn() == 0)) {
            return false;
        }
        Map<String, Item> items = new LinkedHashMap<>();
        source.project().dataset(header).items().forEach(item -> items.put(item.id(), item));
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("", "item", "problem", "first answer", "last answer", "right answer"));
        add(rows, "win", attempts, items, Outcome.WRONG, Outcome.RIGHT);
        add(rows, "loss", attempts, items, Outcome.RIGHT, Outcome.WRONG);
        add(rows, "still wrong", attempts, items, Outcome.WRONG, Outcome.WRONG);
        html.heading(3, header.loop());
        html.table(rows);
        html.note("The first " + EACH + " of each kind in the dataset's order: not chosen. Of losses there were "
                + attempts.stream()
                        .filter(a -> a.outcome(0) == Outcome.RIGHT && a.outcome(a.lastTurn()) != Outcome.RIGHT)
                        .count()
                + ".");
        return true;
    }

    private static void add(
            List<List<String>> rows,
            String kind,
            List<Trajectory> attempts,
            Map<String, Item> items,
            Outcome before,
            Outcome after) {
        attempts.stream()
                .filter(a -> a.outcome(0) == before && a.outcome(a.lastTurn()) == after)
                .limit(EACH)
                .forEach(attempt -> {
                    Item item = items.get(attempt.item());
                    rows.add(List.of(
                            kind,
                            attempt.item(),
                            item == null
                                    ? ""
                                    : shortened(String.join("\n", item.fields().values())),
                            answer(attempt.at(0)),
                            answer(attempt.at(attempt.lastTurn())),
                            item == null ? "" : Objects.requireNonNullElse(item.gold(), "")));
                });
    }

    private static String answer(ItemTurn turn) {
        return Objects.requireNonNullElse(turn.extracted(), "(unread)");
    }

    private static String shortened(String text) {
        return text.length() <= 160 ? text : text.substring(0, 160) + "\u2026";
    }
}
