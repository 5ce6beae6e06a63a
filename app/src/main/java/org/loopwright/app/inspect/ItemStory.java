package org.loopwright.app.inspect;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.loopwright.journal.JournalEntry;
import org.loopwright.loop.Content;
import org.loopwright.loop.Source;
import org.loopwright.model.Prompt;
import org.loopwright.task.Grade;
import org.loopwright.task.Item;

/// How an item went through its loop: its turns, each with the steps that followed it.
///
/// @param item the problem
/// @param turns from 0
/// @param outcome how its frame ended, or empty while it is open
/// @param events everything that happened
record ItemStory(Item item, List<Turn> turns, String outcome, List<JournalEntry> events) {
    ItemStory {
        turns = List.copyOf(turns);
        events = List.copyOf(events);
    }

    /// A turn.
    ///
    /// @param answer how the answer was written
    /// @param grade what the grader said, or null when it has not been graded
    /// @param after the steps until the next answer
    record Turn(int index, Work answer, @Nullable Grade grade, List<Work> after) {
        Turn {
            after = List.copyOf(after);
        }
    }

    /// A step.
    ///
    /// @param node that took it
    /// @param slot that it wrote, or empty for a choice of exit
    /// @param prompts that it asked with
    /// @param text what came of it
    /// @param verdict when it judged, else null
    /// @param sources of what it wrote
    /// @param tokens that its completions have
    record Work(
            String node,
            String slot,
            List<Prompt> prompts,
            String text,
            Content.@Nullable Verdict verdict,
            Set<Source> sources,
            int tokens) {
        Work {
            prompts = List.copyOf(prompts);
            sources = Set.copyOf(sources);
        }
    }
}
