package org.loopwright.app.inspect;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.loopwright.journal.Event;
import org.loopwright.journal.FrameFold;
import org.loopwright.journal.JournalEntry;
import org.loopwright.loop.Content;
import org.loopwright.loop.Frame;
import org.loopwright.loop.FramePath;
import org.loopwright.loop.Source;
import org.loopwright.model.Completion;
import org.loopwright.model.Prompt;
import org.loopwright.task.Grade;
import org.loopwright.task.Item;

/// Reads an item's story from the journal of its frame. The journal holds completions, not prompts: a
/// prompt is what the loop asks with in the state before the completion, so it is asked again (deciding
/// is pure).
final class StoryReader {
    private final String grader;
    private final Function<Frame, List<Prompt>> asks;
    private final List<Draft> drafts = new ArrayList<>();
    private final Map<Integer, Grade> grades = new HashMap<>();
    private String answerSlot = "";
    private @Nullable Frame frame;
    private List<Prompt> prompts = List.of();
    private List<Completion> completions = List.of();
    private boolean wrote;

    private record Draft(ItemStory.Work answer, List<ItemStory.Work> after) {}

    private StoryReader(String grader, Function<Frame, List<Prompt>> asks) {
        this.grader = grader;
        this.asks = asks;
    }

    /// The story that `entries` tell.
    ///
    /// @param grader whose grades to show
    /// @param asks the prompts of a frame's next step
    static ItemStory read(Item item, List<JournalEntry> entries, String grader, Function<Frame, List<Prompt>> asks) {
        StoryReader reader = new StoryReader(grader, asks);
        List<JournalEntry> own = entries.stream()
                .filter(entry -> entry.frame() != null && entry.frame().isRoot())
                .toList();
        own.forEach(reader::noteGrade);
        own.forEach(reader::step);
        return reader.story(item, entries);
    }

    private void noteGrade(JournalEntry entry) {
        if (entry.event() instanceof Event.Graded graded && graded.grader().equals(grader)) {
            answerSlot = graded.slot();
            grades.put(graded.turn(), graded.grade());
        }
    }

    private void step(JournalEntry entry) {
        FramePath path = entry.frame();
        if (path == null) {
            return;
        }
        Frame before = frame;
        if (entry.event() instanceof Event.Generated generated && before != null) {
            prompts = asks.apply(before);
            completions = generated.completions();
        } else if (entry.event() instanceof Event.SlotWritten written && before != null) {
            wrote(before.node(), written);
        } else if (entry.event() instanceof Event.Moved moved) {
            moved(moved);
        }
        frame = FrameFold.apply(before, path, entry.event());
    }

    private void wrote(String node, Event.SlotWritten written) {
        Content content = written.value().content();
        ItemStory.Work work = new ItemStory.Work(
                node,
                written.slot(),
                prompts,
                content instanceof Content.Verdict && !completions.isEmpty()
                        ? completions.getFirst().text()
                        : content.display(),
                content instanceof Content.Verdict verdict ? verdict : null,
                written.value().sources(),
                completions.stream().mapToInt(c -> c.ids().size()).sum());
        if (written.slot().equals(answerSlot)) {
            drafts.add(new Draft(work, new ArrayList<>()));
        } else if (!drafts.isEmpty()) {
            add(drafts.getLast().after(), work);
        }
        wrote = true;
    }

    /// Adds a step's work; a verdict and the text that it was read from are one.
    private void add(List<ItemStory.Work> works, ItemStory.Work work) {
        ItemStory.Work last = works.isEmpty() ? null : works.getLast();
        if (wrote
                && last != null
                && last.node().equals(work.node())
                && last.text().equals(work.text())) {
            works.removeLast();
            works.add(last.verdict() == null ? work : last);
        } else {
            works.add(work);
        }
    }

    private void moved(Event.Moved moved) {
        if (!wrote && !drafts.isEmpty()) {
            Set<Source> uses = moved.uses();
            drafts.getLast().after().add(new ItemStory.Work(moved.node(), "", List.of(), moved.exit(), null, uses, 0));
        }
        prompts = List.of();
        completions = List.of();
        wrote = false;
    }

    private ItemStory story(Item item, List<JournalEntry> entries) {
        List<ItemStory.Turn> turns = new ArrayList<>();
        for (int i = 0; i < drafts.size(); i++) {
            turns.add(new ItemStory.Turn(
                    i, drafts.get(i).answer(), grades.get(i), drafts.get(i).after()));
        }
        Frame last = frame;
        Frame.End end = last == null ? null : last.end();
        String outcome = end == null
                ? ""
                : end.outcome().name().toLowerCase(java.util.Locale.ROOT)
                        + (end.reason().isEmpty() ? "" : ": " + end.reason());
        return new ItemStory(item, turns, outcome, entries);
    }
}
