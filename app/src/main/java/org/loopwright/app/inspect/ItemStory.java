package org.loopwright.app.inspect;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.loopwright.journal.JournalEntry;
import org.loopwright.journal.RunHeader;
import org.loopwright.loop.Content;
import org.loopwright.loop.SearchTree;
import org.loopwright.loop.Source;
import org.loopwright.model.Completion;
import org.loopwright.model.Prompt;
import org.loopwright.task.Grade;
import org.loopwright.task.Item;

/// How an item went through its loop: its turns, each with the steps that followed it.
///
/// @param run that it was in
/// @param item the problem
/// @param turns from 0
/// @param outcome how its frame ended, or empty while it is open
/// @param events everything that happened
/// @param searches the trees that its search nodes grew
record ItemStory(
        RunHeader run,
        Item item,
        List<Turn> turns,
        String outcome,
        List<JournalEntry> events,
        List<SearchTree> searches) {
    ItemStory {
        searches = List.copyOf(searches);
        turns = List.copyOf(turns);
        events = List.copyOf(events);
    }

    /// This with its searches.
    ItemStory withSearches(List<SearchTree> trees) {
        return new ItemStory(run, item, turns, outcome, events, trees);
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
    /// @param asked what it asked a model; null when it asked none
    /// @param text what came of it
    /// @param verdict when it judged, else null
    /// @param sources of what it wrote
    /// @param edit what a person changed here, in words; empty when nobody did
    record Work(
            String node,
            String slot,
            @Nullable Asked asked,
            String text,
            Content.@Nullable Verdict verdict,
            Set<Source> sources,
            String edit) {
        Work {
            sources = Set.copyOf(sources);
        }

        /// Tokens of all its completions.
        int tokens() {
            return asked == null
                    ? 0
                    : asked.completions().stream()
                            .mapToInt(completion -> completion.ids().size())
                            .sum();
        }

        /// The completion that its text is, or null.
        @Nullable
        Completion completion() {
            return asked != null
                            && !asked.completions().isEmpty()
                            && asked.completions().getFirst().text().equals(text)
                    ? asked.completions().getFirst()
                    : null;
        }
    }

    /// What a step asked a model, and what came back.
    ///
    /// @param role that was asked
    /// @param prompts one for each completion, or empty when they can't be told any more
    record Asked(String role, List<Prompt> prompts, List<Completion> completions) {
        Asked {
            prompts = List.copyOf(prompts);
            completions = List.copyOf(completions);
        }
    }
}
