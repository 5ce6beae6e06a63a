package org.loopwright.app.testing;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.loopwright.app.session.ClaimCard;
import org.loopwright.app.session.Overview;
import org.loopwright.app.session.ProjectCard;
import org.loopwright.app.session.ProjectOverview;
import org.loopwright.app.session.RecentRun;
import org.loopwright.experiment.NextAction;
import org.loopwright.measure.Hypothesis;
import org.loopwright.measure.Verdict;
import org.loopwright.store.RunSummary;

/// Two claims, one judged and one that wants runs; notes that are kept in memory and that a test may change behind the
/// window's back.
public final class FakeOverview implements Overview {
    private final Supplier<ProjectCard> card;
    private final Supplier<List<RunSummary>> runs;
    private volatile String notes = "Ask Ada about the carry.";
    private final AtomicInteger enqueued = new AtomicInteger();

    FakeOverview(Supplier<ProjectCard> card, Supplier<List<RunSummary>> runs) {
        this.card = card;
        this.runs = runs;
    }

    @Override
    public ProjectOverview read() {
        return new ProjectOverview(
                card.get(),
                List.of(
                        claim(
                                "hotter-drafts",
                                Optional.empty(),
                                new NextAction(NextAction.Kind.RUN, "2 of 4 runs missing")),
                        claim(
                                "check-helps",
                                Optional.of(new Hypothesis.Finding(
                                        Verdict.MET, "the interval leaves out zero on the expected side", 0)),
                                new NextAction(NextAction.Kind.REPORT, "met"))),
                runs.get().stream()
                        .filter(run -> run.status() != RunSummary.Status.FINISHED)
                        .toList(),
                runs.get().stream()
                        .filter(run -> run.status() == RunSummary.Status.FINISHED)
                        .map(run -> new RecentRun(run, OptionalDouble.of(0.525), OptionalDouble.of(0.6)))
                        .toList(),
                enqueued.get() == 0 ? List.of() : List.of("hotter-drafts: hot, seed 2"),
                false,
                3,
                notes);
    }

    private static ClaimCard claim(String name, Optional<Hypothesis.Finding> finding, NextAction next) {
        return new ClaimCard(
                name,
                LocalDate.of(2026, 3, 14),
                "A check before the revision gains more than a revision at random.",
                "self-check against shuffled, accuracy higher",
                500,
                "2 points",
                finding.isPresent() ? "+45.9 points  [+39.3, +52.8]" : "",
                finding,
                List.of(),
                new ClaimCard.Progress(4, finding.isPresent() ? 4 : 2, 0, finding.isPresent() ? 0 : 2, 0),
                next,
                List.of(new UUID(7, 1), new UUID(7, 2)));
    }

    @Override
    public int enqueue(String experiment) {
        enqueued.incrementAndGet();
        return 2;
    }

    @Override
    public boolean saveNotes(String text, String known) {
        if (!notes.equals(known) && !notes.equals(text)) {
            return false;
        }
        notes = text;
        return true;
    }

    @Override
    public String notes() {
        return notes;
    }

    /// Another program writes the notes.
    public void writeNotes(String text) {
        notes = text;
    }
}
