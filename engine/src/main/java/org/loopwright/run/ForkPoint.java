package org.loopwright.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.loopwright.journal.Event;
import org.loopwright.journal.JournalEntry;
import org.loopwright.model.Completion;

/// Where a fork leaves an item's frame.
///
/// A turn begins with the step that writes its answer, and has the steps that follow until the next answer; the
/// first turn has those before its answer, too.
///
/// @param last the last entry of the item that the fork takes over
/// @param cut the completion that is cut there, or null
public record ForkPoint(JournalEntry last, @Nullable CutCompletion cut) {

    /// A completion to cut.
    ///
    /// @param node that asked for it
    /// @param index in the node's batch, from 0
    public record CutCompletion(String node, int index, Completion completion) {}

    /// One visit of one node.
    ///
    /// @param before the last entry before it
    /// @param entries its own, up to its move
    private record Visit(JournalEntry before, List<JournalEntry> entries) {
        boolean wrote(String slot) {
            return entries.stream()
                    .anyMatch(e -> e.event() instanceof Event.SlotWritten written
                            && written.slot().equals(slot));
        }

        String node() {
            return entries.stream()
                    .flatMap(entry -> node(entry.event()).stream())
                    .findFirst()
                    .orElse("");
        }

        private static Optional<String> node(Event event) {
            return switch (event) {
                case Event.Generated generated -> Optional.of(generated.node());
                case Event.Moved moved -> Optional.of(moved.node());
                default -> Optional.empty(); // a visit that came to nothing yet has neither
            };
        }
    }

    /// The point at which a turn is written anew.
    ///
    /// @param frame the entries of an item's own frame, in order
    /// @param answer the loop's answer slot
    /// @param turn from 0
    /// @throws RunException when the item has no such turn
    public static ForkPoint ofTurn(List<JournalEntry> frame, String answer, int turn) {
        Visit writes = of(frame, answer, turn).stream()
                .filter(visit -> visit.wrote(answer))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("a turn has the step that wrote its answer"));
        return new ForkPoint(writes.before(), null);
    }

    /// The point at which a slot is changed: behind the step of this turn that wrote it last; where none did, before
    /// the turn, which is then written anew.
    ///
    /// @throws RunException when the item has no such turn
    public static ForkPoint ofSlot(List<JournalEntry> frame, String answer, int turn, String slot) {
        List<Visit> visits = of(frame, answer, turn);
        return visits.reversed().stream()
                .filter(visit -> visit.wrote(slot))
                .findFirst()
                .map(visit -> new ForkPoint(visit.entries().getLast(), null))
                .orElseGet(() -> new ForkPoint(visits.getFirst().before(), null));
    }

    /// The point before a node's first visit in this turn or a later one.
    ///
    /// @throws RunException when the item has no such turn, or did not come to the node any more
    public static ForkPoint ofNode(List<JournalEntry> frame, String answer, int turn, String node) {
        JournalEntry first = of(frame, answer, turn).getFirst().before();
        List<Visit> visits = visits(frame).stream()
                .filter(visit -> visit.before().seq() >= first.seq())
                .toList();
        return new ForkPoint(
                find(visits, visit -> visit.node().equals(node), node, turn).before(), null);
    }

    /// The point at which a completion is cut.
    ///
    /// @param node that asked for it; empty for the one that wrote the answer
    /// @param index of the completion among those of the visit, from 0
    /// @throws RunException when the item has no such turn, node or completion
    public static ForkPoint ofCompletion(List<JournalEntry> frame, String answer, int turn, String node, int index) {
        Visit visit = find(
                of(frame, answer, turn),
                one -> node.isEmpty() ? one.wrote(answer) : one.node().equals(node),
                node,
                turn);
        JournalEntry before = visit.before();
        int first = 0;
        for (JournalEntry entry : visit.entries()) {
            if (entry.event() instanceof Event.Generated generated) {
                int count = generated.completions().size();
                if (index < first + count) {
                    int at = index - first;
                    return new ForkPoint(
                            before,
                            new CutCompletion(
                                    generated.node(),
                                    at,
                                    generated.completions().get(at)));
                }
                first += count;
            }
            before = entry;
        }
        throw new RunException("node " + visit.node() + " asked for " + first + " completion(s) in turn " + turn
                + ", so there is none with index " + index);
    }

    private static Visit find(List<Visit> visits, Predicate<Visit> wanted, String node, int turn) {
        return visits.stream()
                .filter(wanted)
                .findFirst()
                .orElseThrow(() -> new RunException("the item does not come to node " + node + " in turn " + turn
                        + "; there it comes to "
                        + visits.stream()
                                .map(Visit::node)
                                .filter(n -> !n.isEmpty())
                                .toList()));
    }

    /// The visits of a turn.
    private static List<Visit> of(List<JournalEntry> frame, String answer, int turn) {
        List<Visit> found = new ArrayList<>();
        int at = -1;
        for (Visit visit : visits(frame)) {
            at += visit.wrote(answer) ? 1 : 0;
            if (Math.max(0, at) == turn) {
                found.add(visit);
            }
        }
        if (turn < 0 || turn > at) {
            throw new RunException("the item has no turn " + turn + "; it has "
                    + (at < 0 ? "none: it never wrote slot `" + answer + "`" : "turns 0 to " + at));
        }
        return found;
    }

    private static List<Visit> visits(List<JournalEntry> frame) {
        List<Visit> visits = new ArrayList<>();
        if (frame.isEmpty()) {
            return visits;
        }
        JournalEntry before = frame.getFirst();
        List<JournalEntry> own = new ArrayList<>();
        for (JournalEntry entry : frame.subList(1, frame.size())) {
            switch (entry.event()) {
                case Event.Graded _, Event.FrameClosed _ -> {}
                case Event.Edited _ when own.isEmpty() -> before = entry;
                case Event.Moved _ -> {
                    own.add(entry);
                    visits.add(new Visit(before, List.copyOf(own)));
                    before = entry;
                    own.clear();
                }
                default -> own.add(entry); // a step of the visit
            }
        }
        if (!own.isEmpty()) {
            visits.add(new Visit(before, List.copyOf(own)));
        }
        return visits;
    }
}
