package org.loopwright.exchange;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.loopwright.journal.Event;
import org.loopwright.journal.JournalEntry;
import org.loopwright.journal.RunHeader;
import org.loopwright.loop.LoopSpec;
import org.loopwright.loop.SlotSpec;
import org.loopwright.loop.Value;
import org.loopwright.measure.ItemTurn;

/// One turn of one item of one run: a row of the tidy tables.
///
/// @param run id
/// @param loop its loop
/// @param model ids of its models, with `+` between
/// @param dataset it ran on
/// @param seed the run's
/// @param item id
/// @param cluster items that belong together
/// @param sample which of several attempts, from 0
/// @param turn from 0
/// @param node that wrote the answer; empty when the item failed before it had one
/// @param answer as the model wrote it
/// @param extracted what the grader read in it, or null
/// @param status `parsed`, `unparsed` or `truncated`; `ungraded` where there is no gold answer
/// @param correct whether it is right, or null when it was not graded
/// @param promptTokens spent up to and including this turn and its check
/// @param completionTokens spent up to and including this turn and its check
/// @param finish why the completion ended, `stop` or `length`; empty when the answer is no completion
record AnswerRow(
        String run,
        String loop,
        String model,
        String dataset,
        long seed,
        String item,
        String cluster,
        int sample,
        int turn,
        String node,
        String answer,
        @Nullable String extracted,
        String status,
        @Nullable Boolean correct,
        long promptTokens,
        long completionTokens,
        String finish) {

    /// A turn as the journal has it.
    private record Written(String node, Value value) {}

    /// The rows of one item, by turn.
    ///
    /// @param turns of the item
    static List<AnswerRow> of(RunHeader header, LoopSpec loop, List<JournalEntry> entries, List<ItemTurn> turns) {
        List<Written> written = written(loop, entries);
        Map<Integer, ItemTurn> byTurn = new LinkedHashMap<>();
        turns.forEach(turn -> byTurn.put(turn.turn(), turn));
        List<AnswerRow> rows = new ArrayList<>();
        for (int k = 0; k < Math.max(written.size(), turns.size()); k++) {
            rows.add(row(
                    header,
                    entries,
                    k,
                    k < written.size() ? written.get(k) : new Written("", Value.given("")),
                    byTurn.get(k)));
        }
        return rows;
    }

    private static AnswerRow row(
            RunHeader header, List<JournalEntry> entries, int turn, Written written, @Nullable ItemTurn graded) {
        Event.FrameOpened opened = (Event.FrameOpened) entries.getFirst().event();
        Value.CompletionRef ref = written.value().completion();
        return new AnswerRow(
                header.id().toString(),
                header.loop(),
                models(header),
                header.dataset().name(),
                header.seed(),
                opened.item(),
                opened.cluster(),
                graded == null ? 0 : graded.sample(),
                turn,
                written.node(),
                written.value().text(),
                graded == null ? null : graded.extracted(),
                graded == null ? "ungraded" : graded.status().name().toLowerCase(Locale.ROOT),
                graded == null ? null : graded.correct(),
                graded == null ? 0 : graded.promptTokens(),
                graded == null ? 0 : graded.completionTokens(),
                ref == null ? "" : ref.finish().name().toLowerCase(Locale.ROOT));
    }

    static String models(RunHeader header) {
        return String.join(
                "+",
                header.models().values().stream()
                        .map(card -> card.id())
                        .distinct()
                        .toList());
    }

    /// The writes of the answer slot in the item's own frame, each with the node that is left next.
    private static List<Written> written(LoopSpec loop, List<JournalEntry> entries) {
        String slot = loop.answer().map(SlotSpec::name).orElse("");
        List<Written> written = new ArrayList<>();
        List<Value> pending = new ArrayList<>();
        for (JournalEntry entry : entries) {
            if (entry.frame() == null || !Objects.requireNonNull(entry.frame()).isRoot()) {
                continue;
            }
            if (entry.event() instanceof Event.SlotWritten write && write.slot().equals(slot)) {
                pending.add(write.value());
            } else if (entry.event() instanceof Event.Moved moved) {
                pending.forEach(value -> written.add(new Written(moved.node(), value)));
                pending.clear();
            }
        }
        return written;
    }

    /// Column -> value, in the order of the columns.
    Map<String, @Nullable Object> values() {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        values.put("run", run);
        values.put("loop", loop);
        values.put("model", model);
        values.put("dataset", dataset);
        values.put("seed", seed);
        values.put("item", item);
        values.put("cluster", cluster);
        values.put("sample", sample);
        values.put("turn", turn);
        values.put("node", node);
        values.put("answer", answer);
        values.put("extracted", extracted);
        values.put("status", status);
        values.put("correct", correct);
        values.put("prompt_tokens", promptTokens);
        values.put("completion_tokens", completionTokens);
        values.put("finish_reason", finish);
        return values;
    }
}
