package org.loopwright.run;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.loopwright.journal.Event;
import org.loopwright.journal.FrameFold;
import org.loopwright.journal.JournalEntry;
import org.loopwright.journal.RunHeader;
import org.loopwright.loop.Frame;
import org.loopwright.loop.FramePath;
import org.loopwright.loop.LoopSpec;
import org.loopwright.loop.NodeKinds;
import org.loopwright.loop.NodeSpec;
import org.loopwright.loop.Seeds;
import org.loopwright.loop.Source;
import org.loopwright.loop.Value;
import org.loopwright.model.Completion;
import org.loopwright.task.Item;

/// The journal that a run begins with when it takes over another run's drafts: of each item, the first
/// node's visit as if its model had just written that draft. Its events have the new run's time, so
/// they count as its spend.
///
/// An item that the other run ended without an answer is left out here: the new run opens it itself.
final class DraftJournal {
    private static final String WRITES = "writes";

    private final RunHeader header;
    private final RunPlan plan;
    private final NodeSpec node;
    private final String slot;
    private final Set<String> authors;
    private final Instant now;
    private final List<JournalEntry> entries = new ArrayList<>();

    /// @throws RunException when the loop's first node writes no slot or does not leave by `next`
    DraftJournal(RunHeader header, RunPlan plan, NodeKinds kinds, Instant now) {
        this.header = header;
        this.plan = plan;
        this.now = now;
        LoopSpec loop = plan.loop();
        this.node = loop.node(loop.start());
        this.slot = node.settings().optionalText(WRITES).orElse("");
        this.authors = AnswerAuthors.of(loop, kinds, plan.models());
        if (slot.isEmpty() || !node.exits().containsKey(NodeSpec.NEXT)) {
            throw new RunException("loop " + loop.name() + " can't begin with stored drafts: its first node, "
                    + node.id() + ", should write the draft into a slot and leave by `next`");
        }
    }

    /// What the other run wrote first for an item.
    ///
    /// @param value the first version of its answer
    /// @param generated the step that the value comes from, or null where no model wrote it
    private record Draft(Value value, Event.@Nullable Generated generated) {}

    /// The entries of the new run.
    ///
    /// @param other all entries of the run that has the drafts
    /// @throws RunException naming an item that it did not run
    List<JournalEntry> beginning(List<JournalEntry> other) {
        Map<FramePath, List<JournalEntry>> roots = new HashMap<>();
        for (JournalEntry entry : other) {
            FramePath path = entry.frame();
            if (path != null && path.isRoot()) {
                roots.computeIfAbsent(path, _ -> new ArrayList<>()).add(entry);
            }
        }
        entries.add(new JournalEntry(0, null, -1, now, new Event.RunStarted(header)));
        for (Item item : plan.dataset().items()) {
            List<JournalEntry> own = roots.get(FramePath.ofItem(item.id()));
            if (own == null) {
                throw new RunException("run " + header.drafts() + " has no draft of item " + item.id()
                        + ": drafts can be taken only from a run that ran every item of this one");
            }
            Draft draft = draft(own);
            if (draft != null) {
                takeOver(item, draft);
            }
        }
        return List.copyOf(entries);
    }

    private static @Nullable Draft draft(List<JournalEntry> own) {
        String answer = own.stream()
                .map(JournalEntry::event)
                .filter(Event.Graded.class::isInstance)
                .map(event -> ((Event.Graded) event).slot())
                .findFirst()
                .orElse("");
        for (JournalEntry entry : own) {
            if (entry.event() instanceof Event.SlotWritten(String written, int version, Value value)
                    && version == 0
                    && written.equals(answer)) {
                return new Draft(value, generated(own, value.completion()));
            }
        }
        return null;
    }

    private static Event.@Nullable Generated generated(List<JournalEntry> own, Value.@Nullable CompletionRef ref) {
        for (JournalEntry entry : own) {
            if (ref != null
                    && entry.event() instanceof Event.Generated made
                    && made.node().equals(ref.node())
                    && made.visit() == ref.visit()
                    && ref.index() < made.completions().size()) {
                Completion completion = made.completions().get(ref.index());
                return new Event.Generated(
                        made.node(), made.visit(), made.role(), made.modelHash(), made.uses(), List.of(completion));
            }
        }
        return null;
    }

    private void takeOver(Item item, Draft draft) {
        FramePath path = FramePath.ofItem(item.id());
        LoopSpec loop = plan.loop();
        List<Event> events = new ArrayList<>();
        Event.FrameOpened opened = new Event.FrameOpened(
                null,
                plan.loopFile(),
                item.id(),
                item.contentHash(),
                item.cluster(),
                Seeds.ofItem(plan.seed(), item.contentHash()),
                authors,
                loop.start(),
                FrameOpening.slots(loop, item, Map.of()));
        Frame frame = Objects.requireNonNull(FrameFold.apply(null, path, opened));
        events.add(opened);
        Event.Generated made = draft.generated();
        if (made != null) {
            events.add(
                    new Event.Generated(node.id(), 1, made.role(), made.modelHash(), made.uses(), made.completions()));
        }
        events.add(new Event.SlotWritten(slot, frame.versions(slot), value(draft)));
        events.add(new Event.Moved(
                node.id(), 1, NodeSpec.NEXT, Objects.requireNonNull(node.exits().get(NodeSpec.NEXT)), Set.of()));
        for (int i = 0; i < events.size(); i++) {
            entries.add(new JournalEntry(entries.size(), path, i, now, events.get(i)));
        }
    }

    /// The draft as this loop's first node would have written it: intrinsic only where the model that
    /// wrote it also writes this loop's answers.
    private Value value(Draft draft) {
        Event.Generated made = draft.generated();
        Value.CompletionRef ref = draft.value().completion();
        if (made == null || ref == null) {
            return draft.value();
        }
        Set<Source> sources = new HashSet<>(draft.value().sources());
        sources.remove(Source.Plain.INTRINSIC);
        sources.remove(new Source.OfModel(made.modelHash()));
        sources.add(
                authors.equals(Set.of(made.modelHash()))
                        ? Source.Plain.INTRINSIC
                        : new Source.OfModel(made.modelHash()));
        return new Value(
                draft.value().content(), sources, new Value.CompletionRef(node.id(), 1, 0, ref.ids(), ref.finish()));
    }
}
