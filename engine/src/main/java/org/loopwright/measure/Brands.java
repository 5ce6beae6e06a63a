package org.loopwright.measure;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.loopwright.journal.Edit;
import org.loopwright.journal.Event;
import org.loopwright.journal.JournalEntry;
import org.loopwright.journal.RunHeader;
import org.loopwright.loop.Content;
import org.loopwright.loop.Source;
import org.loopwright.loop.Value;
import org.loopwright.task.Split;

/// Says which brands a run has earned by what it did, not by what its loop allows.
///
/// - `oracle-at-inference`: the gold answer of the item being answered reached a prompt, a choice of
///   exit or the answer. Gold labels of the very split that is being answered count as that, whether
///   they came in a prompt or in the checkpoint.
/// - `labels-in-training`: a model of the run was trained on gold labels.
///
/// - `selected-on-test`: the run's items were chosen by looking at gold answers of theirs, or of a test
///   split; or a round loop chose a way, a checkpoint or its own end by what gold labels of a test split
///   say. Choices that people make between runs are in no journal.
///
/// A value that carries `oracle` and that nothing used earns no brand.
public final class Brands {
    /// Gold reached an answer while it was made.
    public static final String ORACLE_AT_INFERENCE = "oracle-at-inference";

    /// A model saw gold labels in training.
    public static final String LABELS_IN_TRAINING = "labels-in-training";

    /// Items, a round, a rule, a prompt or a threshold were chosen by looking at gold answers.
    public static final String SELECTED_ON_TEST = "selected-on-test";

    private static final Set<String> TRAINING = Set.of("train", "distil");

    private Brands() {}

    /// The brands that a run wears from its start, for the models that it uses and the items that it
    /// answers.
    public static Set<String> of(RunHeader header) {
        Set<String> brands = new TreeSet<>();
        header.models().values().stream()
                .flatMap(card -> card.trainedOn().stream())
                .forEach(use -> {
                    brands.add(LABELS_IN_TRAINING);
                    if (isAnswered(header, use.dataset(), use.split())) {
                        brands.add(ORACLE_AT_INFERENCE);
                    }
                });
        if (header.dataset().chosenBy().stream().anyMatch(source -> isTest(source) || isOracle(header, source))) {
            brands.add(SELECTED_ON_TEST);
        }
        return Set.copyOf(brands);
    }

    /// The brands that an event earns: by what a prompt or a tool's call showed or a choice of exit rested
    /// on, in any frame.
    public static Set<String> of(RunHeader header, Event event) {
        if (event instanceof Event.Made made && TRAINING.contains(made.operation())) {
            return ofTraining(made);
        }
        Set<Source> uses = switch (event) {
            case Event.Generated generated -> generated.uses();
            case Event.Moved moved -> moved.uses();
            case Event.Asked asked -> asked.uses();
            case Event.ToolReturned returned -> returned.uses();
            case Event.RunStarted _,
                    Event.FrameOpened _,
                    Event.Scored _,
                    Event.CallReturned _,
                    Event.Made _,
                    Event.Alarmed _,
                    Event.Answered _,
                    Event.SlotWritten _,
                    Event.FrameClosed _,
                    Event.Graded _,
                    Event.Edited _,
                    Event.BudgetHit _,
                    Event.Paused _,
                    Event.Resumed _,
                    Event.Cancelled _,
                    Event.RunFinished _ -> Set.of();
        };
        Set<String> brands = new TreeSet<>(ofUses(header, uses));
        if (uses.stream().anyMatch(Brands::isTest)) {
            brands.add(SELECTED_ON_TEST);
        }
        return Set.copyOf(brands);
    }

    private static Set<String> ofTraining(Event.Made made) {
        boolean labelled = made.values().values().stream()
                .flatMap(value -> value.sources().stream())
                .anyMatch(Source.Label.class::isInstance);
        return labelled ? Set.of(LABELS_IN_TRAINING) : Set.of();
    }

    private static boolean isTest(Source source) {
        return source instanceof Source.Label label && label.split().equals(Split.TEST.label());
    }

    /// The brands that sources earn when they reach an answer.
    public static Set<String> ofUses(RunHeader header, Collection<Source> uses) {
        return uses.stream().anyMatch(source -> isOracle(header, source)) ? Set.of(ORACLE_AT_INFERENCE) : Set.of();
    }

    /// All sources of a value, those of list elements included.
    public static Set<Source> sources(Value value) {
        if (!(value.content() instanceof Content.Samples(List<Value> elements))) {
            return value.sources();
        }
        Set<Source> all = new HashSet<>(value.sources());
        elements.forEach(element -> all.addAll(sources(element)));
        return Set.copyOf(all);
    }

    /// All sources of the answer that a root frame ended with; empty when it is open or has none.
    ///
    /// The answer is the slot that the frame returned; where it returned none, as a failed one does, the
    /// slot that was graded.
    ///
    /// @param entries of the item, nested frames included, in order
    public static Set<Source> ofAnswer(List<JournalEntry> entries) {
        String graded = null;
        Event.FrameClosed closed = null;
        for (JournalEntry entry : rootOnly(entries)) {
            if (entry.event() instanceof Event.Graded grade) {
                graded = grade.slot();
            } else if (entry.event() instanceof Event.FrameClosed close) {
                closed = close;
            }
        }
        if (closed == null) {
            return Set.of();
        }
        String returned = closed.returns();
        Value answer = last(entries, returned != null ? returned : graded);
        return answer == null ? Set.of() : sources(answer);
    }

    private static @Nullable Value last(List<JournalEntry> entries, @Nullable String slot) {
        Value value = null;
        for (JournalEntry entry : rootOnly(entries)) {
            if (entry.event() instanceof Event.SlotWritten written
                    && written.slot().equals(slot)) {
                value = written.value();
            } else if (entry.event() instanceof Event.Edited(Edit.SlotValue edit, long _)
                    && edit.slot().equals(slot)) {
                value = edit.value();
            } else if (slot != null && entry.event() instanceof Event.FrameOpened opened) {
                value = opened.slots().get(slot);
            }
        }
        return value;
    }

    private static List<JournalEntry> rootOnly(List<JournalEntry> entries) {
        return entries.stream()
                .filter(entry -> entry.frame() != null && entry.frame().isRoot())
                .toList();
    }

    private static boolean isOracle(RunHeader header, Source source) {
        return switch (source) {
            case Source.Plain plain -> plain == Source.Plain.ORACLE;
            case Source.Label(String dataset, String split) -> isAnswered(header, dataset, split);
            case Source.OfModel _, Source.Tool _ -> false;
        };
    }

    private static boolean isAnswered(RunHeader header, String dataset, String split) {
        return header.dataset().name().equals(dataset)
                && header.dataset().split().label().equals(split);
    }
}
