package org.loopwright.loop;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.loopwright.model.Beginning;

/// One execution of one loop on one subject: an item, or a call from another frame. Immutable; the fold of
/// its events.
///
/// @param path its name in the run
/// @param item id of the item that it belongs to
/// @param seed hash of run seed and item content: all randomness of the frame comes from it
/// @param answerAuthors hashes of the models that write the answer slot: their work is
///     [Source.Plain#INTRINSIC]
/// @param slots name -> versions, oldest first
/// @param node id of the node to decide next
/// @param visits node id -> how often it was entered, the current visit included
/// @param results what the current visit asked for and got so far
/// @param control sources of the choices that led here; every later value carries them
/// @param cappedAt the node whose `capped` exit was taken last, or null
/// @param edits what people changed in it
/// @param asked model role -> what it was asked last and answered, where that was one question with one answer
/// @param end how it ended, or null while it is open
public record Frame(
        FramePath path,
        String item,
        long seed,
        Set<String> answerAuthors,
        Map<String, List<Value>> slots,
        String node,
        Map<String, Integer> visits,
        List<StepResult> results,
        Set<Source> control,
        @Nullable String cappedAt,
        Edits edits,
        Map<String, Asked> asked,
        @Nullable End end) {
    public Frame {
        answerAuthors = Set.copyOf(answerAuthors);
        slots = Collections.unmodifiableMap(slots);
        visits = Collections.unmodifiableMap(visits);
        results = List.copyOf(results);
        control = Set.copyOf(control);
        asked = Map.copyOf(asked);
    }

    /// A question to a model and its answer. The prompt is not kept: the frame decides it again.
    ///
    /// @param before the frame that asked
    public record Asked(Frame before, StepResult.Completed answer) {}

    /// What people changed in a frame: it is a fork's then.
    ///
    /// @param count how often
    /// @param cut the completion that the next batch goes on from, or null
    public record Edits(int count, @Nullable Cut cut) {
        /// Nothing.
        public static final Edits NONE = new Edits(0, null);
    }

    /// A completion that was cut.
    ///
    /// @param index of its request in the next batch, from 0
    /// @param kept what stays of it
    public record Cut(int index, Beginning kept) {}

    /// How a frame ended.
    ///
    /// @param outcome in a word
    /// @param reason a message for people; empty when it stopped as drawn
    /// @param returns the slot that it gives back, or null
    public record End(
            Outcome outcome, String reason, @Nullable String returns) {}

    /// How a frame ended, in a word.
    public enum Outcome {
        /// A stop node was reached.
        STOPPED,
        /// A stop node was reached through a `capped` exit.
        CAPPED,
        /// A setting, a value or the model failed.
        FAILED,
        /// A person or a budget ended it.
        CANCELLED
    }

    /// A new frame at the loop's first node.
    public static Frame open(
            FramePath path,
            String item,
            long seed,
            Set<String> answerAuthors,
            Map<String, Value> initial,
            String start) {
        Map<String, List<Value>> slots = new LinkedHashMap<>();
        initial.forEach((slot, value) -> slots.put(slot, List.of(value)));
        return new Frame(
                path,
                item,
                seed,
                answerAuthors,
                slots,
                start,
                Map.of(start, 1),
                List.of(),
                Set.of(),
                null,
                Edits.NONE,
                Map.of(),
                null);
    }

    /// The last version of a slot, or empty.
    public Optional<Value> value(String slot) {
        List<Value> versions = slots.get(slot);
        return versions == null ? Optional.empty() : Optional.of(versions.getLast());
    }

    /// How many versions a slot has.
    public int versions(String slot) {
        return slots.getOrDefault(slot, List.of()).size();
    }

    /// The current node's visit, from 1.
    public int visit() {
        return visits.getOrDefault(node, 0);
    }

    /// Whether more is to be decided.
    public boolean isOpen() {
        return end == null;
    }

    /// Whether it waits for a person's answer.
    public boolean isParked() {
        return isOpen() && !results.isEmpty() && results.getLast() instanceof StepResult.Asked;
    }

    /// This with one more result of the current visit.
    public Frame withResults(List<? extends StepResult> more) {
        List<StepResult> all = new ArrayList<>(results);
        all.addAll(more);
        Edits left = new Edits(edits.count(), null);
        return new Frame(
                path, item, seed, answerAuthors, slots, node, visits, all, control, cappedAt, left, asked, end);
    }

    /// This with the answer to the only question of a batch, which a later prompt may go on from.
    ///
    /// @param role the model role that answered
    public Frame withAnswer(String role, StepResult.Completed answer) {
        Frame next = withResults(List.of(answer));
        Map<String, Asked> more = new HashMap<>(asked);
        more.put(role, new Asked(this, answer));
        return new Frame(
                path,
                item,
                seed,
                answerAuthors,
                slots,
                node,
                visits,
                next.results(),
                control,
                cappedAt,
                next.edits(),
                more,
                end);
    }

    /// This with a new version of a slot.
    public Frame withWrite(String slot, Value value) {
        Map<String, List<Value>> next = new LinkedHashMap<>(slots);
        List<Value> versions = new ArrayList<>(next.getOrDefault(slot, List.of()));
        versions.add(value);
        next.put(slot, Collections.unmodifiableList(versions));
        return new Frame(
                path, item, seed, answerAuthors, next, node, visits, results, control, cappedAt, edits, asked, end);
    }

    /// This with the last version of a slot replaced, or with its first one.
    public Frame withReplaced(String slot, Value value) {
        List<Value> versions = slots.getOrDefault(slot, List.of());
        if (versions.isEmpty()) {
            return withWrite(slot, value);
        }
        Map<String, List<Value>> next = new LinkedHashMap<>(slots);
        next.put(slot, versions.subList(0, versions.size() - 1));
        return withSlots(next).withWrite(slot, value);
    }

    /// This after an edit, with another seed.
    public Frame withSeed(long other) {
        Edits more = new Edits(edits.count() + 1, edits.cut());
        return new Frame(
                path, item, other, answerAuthors, slots, node, visits, results, control, cappedAt, more, asked, end);
    }

    /// This, whose next batch goes on from a cut completion.
    ///
    /// @param index of its request in the batch, from 0
    public Frame withBeginning(int index, Beginning kept) {
        Edits cut = new Edits(edits.count(), new Cut(index, kept));
        return new Frame(
                path, item, seed, answerAuthors, slots, node, visits, results, control, cappedAt, cut, asked, end);
    }

    /// This with all slots replaced.
    public Frame withSlots(Map<String, List<Value>> replaced) {
        return new Frame(
                path, item, seed, answerAuthors, replaced, node, visits, results, control, cappedAt, edits, asked, end);
    }

    /// This at another node.
    ///
    /// @param exit by which the current node is left
    /// @param target the next node
    /// @param uses sources that the choice used
    public Frame withMove(String exit, String target, Set<Source> uses) {
        Map<String, Integer> next = new HashMap<>(visits);
        next.merge(target, 1, Integer::sum);
        String capped = exit.equals(NodeSpec.CAPPED) ? node : null;
        return new Frame(
                path,
                item,
                seed,
                answerAuthors,
                slots,
                target,
                next,
                List.of(),
                uses.isEmpty() ? control : Sources.union(control, uses),
                capped,
                edits,
                asked,
                end);
    }

    /// This, ended.
    public Frame withEnd(End how) {
        // Nothing is asked any more, so what was asked need not be kept.
        return new Frame(
                path, item, seed, answerAuthors, slots, node, visits, results, control, cappedAt, edits, Map.of(), how);
    }
}
