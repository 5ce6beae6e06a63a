package org.loopwright.find;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.loopwright.journal.Event;
import org.loopwright.journal.JournalEntry;
import org.loopwright.loop.Content;
import org.loopwright.loop.Frame;
import org.loopwright.measure.ItemTurn;
import org.loopwright.measure.ItemTurns;
import org.loopwright.measure.Outcome;
import org.loopwright.model.Completion;
import org.loopwright.model.TokenValues;
import org.loopwright.task.Grade;

/// What a finished item is found by, derived from its part of the journal.
///
/// @param item id
/// @param end how its own frame ended
/// @param outcomes of its turns, in order
/// @param status of its last turn's answer, or null when nothing was graded
/// @param answers that were read at its turns
/// @param steps the exits that its own frame took
/// @param length tokens of its longest completion
/// @param tokens of all its completions
/// @param entropy mean over the tokens that have one, in nats, or null
/// @param logProb mean natural logarithm over the tokens that have one, or null
/// @param text its texts' words as [Words#spaced] gives them, a line each
public record ItemTraits(
        String item,
        Frame.Outcome end,
        List<Outcome> outcomes,
        Grade.@Nullable Status status,
        List<String> answers,
        Set<Step> steps,
        int length,
        long tokens,
        @Nullable Double entropy,
        @Nullable Double logProb,
        String text) {
    public ItemTraits {
        outcomes = List.copyOf(outcomes);
        answers = List.copyOf(answers);
        steps = Set.copyOf(steps);
    }

    /// An exit that was taken.
    public record Step(String node, String exit) {}

    /// The traits of an item; empty while its own frame is open.
    ///
    /// @param entries all of the item, nested frames included, in order
    /// @param grader whose grades count
    public static Optional<ItemTraits> of(List<JournalEntry> entries, String grader) {
        Reading reading = new Reading();
        entries.forEach(reading::read);
        return reading.traits(entries, grader);
    }

    /// Adds an item up.
    private static final class Reading {
        private final Set<Step> steps = new LinkedHashSet<>();
        private final StringBuilder text = new StringBuilder();
        private final Mean entropy = new Mean();
        private final Mean logProb = new Mean();
        private int length;
        private long tokens;
        private @Nullable String item;
        private Frame.@Nullable Outcome end;

        void read(JournalEntry entry) {
            boolean root = entry.frame() != null && entry.frame().isRoot();
            switch (entry.event()) {
                case Event.FrameOpened opened
                when root -> {
                    item = opened.item();
                    opened.slots().values().forEach(value -> {
                        if (value.content() instanceof Content.Text(String given)) {
                            add(given);
                        }
                    });
                }
                case Event.Generated generated -> generated.completions().forEach(this::add);
                case Event.Moved moved when root -> steps.add(new Step(moved.node(), moved.exit()));
                case Event.FrameClosed closed when root -> end = closed.outcome();
                default -> {} // no trait comes from the others
            }
        }

        private void add(Completion completion) {
            add(completion.text());
            length = Math.max(length, completion.ids().size());
            tokens += completion.ids().size();
            entropy.add(completion.entropy());
            logProb.add(completion.logProb());
        }

        private void add(String words) {
            text.append(Words.spaced(Words.of(words))).append('\n');
        }

        Optional<ItemTraits> traits(List<JournalEntry> entries, String grader) {
            if (item == null || end == null) {
                return Optional.empty();
            }
            Map<String, List<ItemTurn>> byGrader = ItemTurns.of(entries);
            List<ItemTurn> turns =
                    byGrader.getOrDefault(grader, byGrader.getOrDefault(ItemTurns.ANY_GRADER, List.of()));
            List<String> answers = new ArrayList<>();
            turns.forEach(turn -> {
                if (turn.extracted() != null) {
                    answers.add(turn.extracted());
                }
            });
            return Optional.of(new ItemTraits(
                    item,
                    end,
                    turns.stream().map(Outcome::of).toList(),
                    turns.isEmpty() ? null : turns.getLast().status(),
                    answers,
                    steps,
                    length,
                    tokens,
                    entropy.value(),
                    logProb.value(),
                    text.toString()));
        }
    }

    private static final class Mean {
        private double sum;
        private long count;

        void add(@Nullable TokenValues values) {
            if (values != null) {
                sum += values.sum();
                count += values.size();
            }
        }

        @Nullable
        Double value() {
            return count == 0 || Double.isNaN(sum) ? null : sum / count;
        }
    }
}
