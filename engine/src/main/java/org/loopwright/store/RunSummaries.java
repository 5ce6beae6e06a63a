package org.loopwright.store;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.loopwright.journal.Event;
import org.loopwright.journal.JournalEntry;
import org.loopwright.journal.RunHeader;
import org.loopwright.loop.Frame;
import org.loopwright.loop.FramePath;
import org.loopwright.loop.Source;
import org.loopwright.measure.Brands;
import org.loopwright.model.Completion;
import org.loopwright.model.ModelUsage;
import org.loopwright.store.RunSummary.Status;

/// Folds a run's events into its [RunSummary]. Pure; every adapter derives summaries by it.
public final class RunSummaries {
    private RunSummaries() {}

    /// The summary after the run's first event.
    ///
    /// @throws IllegalArgumentException when the first event is not `RunStarted`
    public static RunSummary start(JournalEntry first) {
        if (!(first.event() instanceof Event.RunStarted(RunHeader header))) {
            throw new IllegalArgumentException("a run begins with RunStarted, not with "
                    + first.event().getClass().getSimpleName());
        }
        return new RunSummary(
                header,
                Status.RUNNING,
                first.at(),
                null,
                0,
                0,
                ModelUsage.NONE,
                RunSummary.Prompts.FITTING,
                0,
                Brands.of(header),
                Set.of());
    }

    /// The summary after one more event. Answers are added by [#withAnswer].
    public static RunSummary apply(RunSummary before, JournalEntry entry) {
        RunSummary branded = withBrands(before, Brands.of(before.header(), entry.event()), Set.of());
        return switch (entry.event()) {
            // What is older than its run was taken over from a fork's parent, which paid for it.
            case Event.Generated generated ->
                entry.at().isBefore(before.startedAt())
                        ? branded
                        : withUsage(branded, usage(generated.completions()), cut(generated.completions()));
            case Event.FrameClosed closed -> {
                RunSummary stopped = withUsage(branded, ModelUsage.NONE, stopped(closed));
                yield isRoot(entry.frame()) ? withDone(stopped, closed.outcome()) : stopped;
            }
            case Event.BudgetHit _ -> withStatus(branded, Status.OUT_OF_BUDGET, null, branded.wallNanos());
            case Event.Paused _ -> withStatus(branded, Status.PAUSED, null, branded.wallNanos());
            case Event.Resumed _ -> withStatus(branded, Status.RUNNING, null, branded.wallNanos());
            case Event.Cancelled _ -> withStatus(branded, Status.CANCELLED, null, branded.wallNanos());
            case Event.RunFinished finished -> withStatus(branded, Status.FINISHED, entry.at(), finished.wallNanos());
            case Event.RunStarted _,
                    Event.FrameOpened _,
                    Event.Scored _,
                    Event.CallReturned _,
                    Event.Made _,
                    Event.Alarmed _,
                    Event.ToolReturned _,
                    Event.Asked _,
                    Event.Answered _,
                    Event.SlotWritten _,
                    Event.Moved _,
                    Event.Graded _,
                    Event.Edited _ -> branded;
        };
    }

    /// The summary with the answer of an item that ended.
    ///
    /// @param item all entries of the item, nested frames included, in order
    public static RunSummary withAnswer(RunSummary before, List<JournalEntry> item) {
        Set<Source> sources = Brands.ofAnswer(item);
        return withBrands(
                before,
                Brands.ofUses(before.header(), sources),
                sources.stream().map(Source::label).collect(Collectors.toSet()));
    }

    private static ModelUsage usage(List<Completion> completions) {
        ModelUsage sum = ModelUsage.NONE;
        for (Completion completion : completions) {
            sum = sum.plus(new ModelUsage(
                    completion.promptIds().size(),
                    completion.reusedPromptTokens(),
                    completion.ids().size(),
                    completion.modelNanos()));
        }
        return sum;
    }

    private static RunSummary.Prompts cut(List<Completion> completions) {
        int cut = 0;
        long dropped = 0;
        for (Completion completion : completions) {
            cut += completion.droppedPromptTokens() > 0 ? 1 : 0;
            dropped += completion.droppedPromptTokens();
        }
        return new RunSummary.Prompts(cut, dropped, 0);
    }

    /// A frame that reached a stop node has no reason.
    private static RunSummary.Prompts stopped(Event.FrameClosed closed) {
        boolean early =
                closed.outcome() == Frame.Outcome.STOPPED && !closed.reason().isEmpty();
        return new RunSummary.Prompts(0, 0, early ? 1 : 0);
    }

    private static boolean isRoot(@Nullable FramePath frame) {
        return frame != null && frame.isRoot();
    }

    private static RunSummary withBrands(RunSummary before, Collection<String> brands, Collection<String> provenance) {
        if (before.brands().containsAll(brands) && before.provenance().containsAll(provenance)) {
            return before;
        }
        return new RunSummary(
                before.header(),
                before.status(),
                before.startedAt(),
                before.endedAt(),
                before.itemsDone(),
                before.itemsFailed(),
                before.usage(),
                before.prompts(),
                before.wallNanos(),
                union(before.brands(), brands),
                union(before.provenance(), provenance));
    }

    private static RunSummary withUsage(RunSummary before, ModelUsage more, RunSummary.Prompts prompts) {
        return new RunSummary(
                before.header(),
                before.status(),
                before.startedAt(),
                before.endedAt(),
                before.itemsDone(),
                before.itemsFailed(),
                before.usage().plus(more),
                before.prompts().plus(prompts),
                before.wallNanos(),
                before.brands(),
                before.provenance());
    }

    private static RunSummary withDone(RunSummary before, Frame.Outcome outcome) {
        return new RunSummary(
                before.header(),
                before.status(),
                before.startedAt(),
                before.endedAt(),
                before.itemsDone() + 1,
                before.itemsFailed() + (outcome == Frame.Outcome.FAILED ? 1 : 0),
                before.usage(),
                before.prompts(),
                before.wallNanos(),
                before.brands(),
                before.provenance());
    }

    private static RunSummary withStatus(RunSummary before, Status status, @Nullable Instant endedAt, long wallNanos) {
        return new RunSummary(
                before.header(),
                status,
                before.startedAt(),
                endedAt,
                before.itemsDone(),
                before.itemsFailed(),
                before.usage(),
                before.prompts(),
                wallNanos,
                before.brands(),
                before.provenance());
    }

    private static Set<String> union(Collection<String> some, Collection<String> more) {
        Set<String> union = new TreeSet<>(some);
        union.addAll(more);
        return union;
    }
}
