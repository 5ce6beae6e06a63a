package org.loopwright.project;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.loopwright.journal.Edit;
import org.loopwright.journal.RunHeader;
import org.loopwright.measure.ItemTurn;
import org.loopwright.measure.Outcome;
import org.loopwright.store.RunStore;
import org.loopwright.store.RunSummary;

/// Reads what forks came to.
final class ForkReports {
    private final RunStore store;

    ForkReports(RunStore store) {
        this.store = store;
    }

    /// @throws ProjectException when it is no fork
    ForkReport report(RunSummary fork) {
        RunHeader header = fork.header();
        if (header.origins().isEmpty()) {
            throw new ProjectException("run " + header.id() + " is no fork of another run");
        }
        RunHeader.Origin origin = header.origins().getLast();
        Map<String, ForkReport.Answer> before = answers(header, origin.run());
        return new ForkReport(
                fork,
                before.get(origin.item()),
                List.copyOf(answers(header, header.id()).values()),
                control(header, origin));
    }

    private List<ForkReport.Answer> control(RunHeader fork, RunHeader.Origin origin) {
        if (origin.edit() instanceof Edit.Redraw) {
            return List.of();
        }
        int samples = fork.dataset().items().size();
        return store.runs().stream()
                .map(RunSummary::header)
                .filter(header -> header.kind() == fork.kind()
                        && !header.origins().isEmpty()
                        && header.dataset().items().size() == samples
                        && isControl(header.origins().getLast(), origin))
                .findFirst()
                .map(header -> List.copyOf(answers(header, header.id()).values()))
                .orElse(List.of());
    }

    private static boolean isControl(RunHeader.Origin other, RunHeader.Origin origin) {
        return other.edit() instanceof Edit.Redraw
                && other.run().equals(origin.run())
                && other.item().equals(origin.item())
                && other.seq() == origin.seq();
    }

    private Map<String, ForkReport.Answer> answers(RunHeader header, java.util.UUID run) {
        Map<String, List<ItemTurn>> turns = new LinkedHashMap<>();
        store.itemTurns(run, header.grader())
                .forEach(turn -> turns.computeIfAbsent(turn.item(), _ -> new ArrayList<>())
                        .add(turn));
        Map<String, ForkReport.Answer> answers = new LinkedHashMap<>();
        turns.forEach((item, ofItem) -> {
            ItemTurn last = ofItem.getLast();
            String text = last.extracted();
            answers.put(item, new ForkReport.Answer(item, text == null ? "" : text, Outcome.of(last), ofItem.size()));
        });
        return answers;
    }
}
