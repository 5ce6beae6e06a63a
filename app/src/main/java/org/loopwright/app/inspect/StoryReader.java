package org.loopwright.app.inspect;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.loopwright.app.text.EditNames;
import org.loopwright.journal.Edit;
import org.loopwright.journal.Event;
import org.loopwright.journal.FrameFold;
import org.loopwright.journal.JournalEntry;
import org.loopwright.journal.RunHeader;
import org.loopwright.loop.Content;
import org.loopwright.loop.Frame;
import org.loopwright.loop.FramePath;
import org.loopwright.model.Completion;
import org.loopwright.model.Prompt;
import org.loopwright.task.Grade;
import org.loopwright.task.Item;

/// Reads an item's story from the journal of its frame. The journal holds completions, not prompts: a
/// prompt is what the loop asks with in the state before the completion, so it is asked again (deciding
/// is pure).
final class StoryReader {
    private final RunHeader run;
    private final Function<Frame, List<Prompt>> asks;
    private final List<Draft> drafts = new ArrayList<>();
    private final Map<Integer, Grade> grades = new HashMap<>();
    private String answerSlot = "";
    private @Nullable Frame frame;
    private String role = "";
    private final List<Prompt> prompts = new ArrayList<>();
    private final List<Completion> completions = new ArrayList<>();
    private boolean wrote;
    private String edit = "";

    private static final class Draft {
        private ItemStory.Work answer;
        private final List<ItemStory.Work> after = new ArrayList<>();

        Draft(ItemStory.Work answer) {
            this.answer = answer;
        }
    }

    private StoryReader(RunHeader run, Function<Frame, List<Prompt>> asks) {
        this.run = run;
        this.asks = asks;
    }

    /// The story that `entries` tell.
    ///
    /// @param run whose grader's grades are shown
    /// @param answer the loop's answer slot, or empty when its text can't be read any more
    /// @param asks the prompts of a frame's next step
    static ItemStory read(
            RunHeader run, Item item, List<JournalEntry> entries, String answer, Function<Frame, List<Prompt>> asks) {
        StoryReader reader = new StoryReader(run, asks);
        reader.answerSlot = answer;
        List<JournalEntry> own = entries.stream()
                .filter(entry -> entry.frame() != null && entry.frame().isRoot())
                .toList();
        own.forEach(reader::noteGrade);
        own.forEach(reader::step);
        return reader.story(item, entries);
    }

    private void noteGrade(JournalEntry entry) {
        if (entry.event() instanceof Event.Graded graded && graded.grader().equals(run.grader())) {
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
        if (before != null) {
            switch (entry.event()) {
                case Event.Generated generated -> {
                    role = generated.role();
                    prompts.addAll(asks.apply(before));
                    completions.addAll(generated.completions());
                }
                case Event.SlotWritten written -> wrote(before.node(), written);
                case Event.Moved moved -> moved(moved);
                case Event.Edited(Edit made, long _) -> edited(made);
                default -> {} // nothing of these is shown as a step
            }
        }
        frame = FrameFold.apply(before, path, entry.event());
    }

    private void wrote(String node, Event.SlotWritten written) {
        Content content = written.value().content();
        boolean judges = content instanceof Content.Verdict && !completions.isEmpty();
        ItemStory.Work work = new ItemStory.Work(
                node,
                written.slot(),
                completions.isEmpty() ? null : new ItemStory.Asked(role, prompts, completions),
                judges ? completions.getFirst().text() : content.display(),
                content instanceof Content.Verdict verdict ? verdict : null,
                written.value().sources(),
                edit);
        if (written.slot().equals(answerSlot)) {
            drafts.add(new Draft(work));
        } else if (!drafts.isEmpty()) {
            add(drafts.getLast().after, work);
        }
        wrote = true;
    }

    /// A person changed something: what stands there already is replaced, else the next step says so.
    private void edited(Edit made) {
        if (made instanceof Edit.SlotValue(var slot, var value)) {
            ItemStory.Work work =
                    new ItemStory.Work("", slot, null, value.text(), null, value.sources(), EditNames.of(made));
            if (slot.equals(answerSlot) && !drafts.isEmpty()) {
                drafts.getLast().answer = work;
            } else if (!drafts.isEmpty()) {
                drafts.getLast().after.removeIf(old -> old.slot().equals(slot));
                drafts.getLast().after.add(work);
            } else {
                edit = EditNames.of(made);
            }
        } else {
            edit = EditNames.of(made);
        }
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
            drafts.getLast()
                    .after
                    .add(new ItemStory.Work(moved.node(), "", null, moved.exit(), null, moved.uses(), edit));
        }
        prompts.clear();
        completions.clear();
        wrote = false;
        edit = "";
    }

    private ItemStory story(Item item, List<JournalEntry> entries) {
        List<ItemStory.Turn> turns = new ArrayList<>();
        for (int i = 0; i < drafts.size(); i++) {
            turns.add(new ItemStory.Turn(i, drafts.get(i).answer, grades.get(i), drafts.get(i).after));
        }
        Frame last = frame;
        Frame.End end = last == null ? null : last.end();
        String outcome = end == null
                ? ""
                : end.outcome().name().toLowerCase(java.util.Locale.ROOT)
                        + (end.reason().isEmpty() ? "" : ": " + end.reason());
        return new ItemStory(run, item, turns, outcome, entries, List.of());
    }
}
