package org.loopwright.trial;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.loopwright.journal.FrameFold;
import org.loopwright.journal.JournalEntry;
import org.loopwright.journal.RunHeader;
import org.loopwright.loop.Frame;
import org.loopwright.loop.FramePath;
import org.loopwright.loop.LoopSpec;
import org.loopwright.loop.SlotSpec;
import org.loopwright.loop.Value;
import org.loopwright.model.LanguageModel;
import org.loopwright.project.DrawnLoop;
import org.loopwright.project.ProjectException;
import org.loopwright.project.TrialRuns;
import org.loopwright.project.TypedValue;
import org.loopwright.run.FrameOpening;
import org.loopwright.task.Continuations;

/// Makes the frame in which a node would prompt, and knows where each slot's value came from.
///
/// @param frame before the node's visit
/// @param origins slot -> where its value comes from
record BenchFrame(Frame frame, Map<String, BenchPrompt.Origin> origins) {

    static BenchFrame of(TrialRuns runs, DrawnLoop drawn, BenchRequest request, Map<String, LanguageModel> models) {
        Frame opened = FrameOpening.of(
                drawn.loop(),
                runs.kinds(),
                models,
                drawn.item(),
                request.where().seed());
        BenchFrame given = new BenchFrame(opened, origins(opened, BenchPrompt.Origin.GIVEN));
        BenchFrame earlier = switch (request.slots()) {
            case SlotSource.Given _ -> given.with(null, request.node(), BenchPrompt.Origin.GIVEN);
            case SlotSource.Stored stored ->
                given.with(stored(runs, drawn, request.node(), stored), request.node(), BenchPrompt.Origin.STORED);
            case SlotSource.Standing(Frame frame) -> given.with(frame, request.node(), BenchPrompt.Origin.TRIAL);
        };
        return earlier.typed(drawn.loop(), request.typed());
    }

    private static Map<String, BenchPrompt.Origin> origins(Frame frame, BenchPrompt.Origin origin) {
        Map<String, BenchPrompt.Origin> origins = new HashMap<>();
        frame.slots().keySet().forEach(slot -> origins.put(slot, origin));
        return origins;
    }

    /// The state of a stored run's item before the visit; where it never came there, its last state.
    private static @Nullable Frame stored(TrialRuns runs, DrawnLoop drawn, String node, SlotSource.Stored stored) {
        RunHeader header = runs.project().summary(stored.run()).header();
        String id = header.dataset().items().stream()
                .filter(item -> item.equals(drawn.item().id())
                        || Continuations.original(item).equals(drawn.item().id()))
                .findFirst()
                .orElseThrow(() -> new ProjectException("run " + stored.run() + " did not run over item "
                        + drawn.item().id()));
        FramePath path = FramePath.ofItem(id);
        Frame frame = null;
        for (JournalEntry entry : runs.entries(stored.run(), path)) {
            if (!path.equals(entry.frame())) {
                continue;
            }
            frame = FrameFold.apply(frame, path, entry.event());
            Frame now = frame;
            if (now != null && now.node().equals(node) && now.results().isEmpty() && now.visit() == stored.visit()) {
                return now;
            }
        }
        return frame;
    }

    private BenchFrame with(@Nullable Frame earlier, String node, BenchPrompt.Origin origin) {
        Frame from = earlier == null ? frame : earlier;
        Map<String, List<Value>> slots = new LinkedHashMap<>(frame.slots());
        Map<String, BenchPrompt.Origin> found = new HashMap<>(origins);
        from.slots().forEach((slot, versions) -> {
            // What the item gives is the same everywhere.
            if (!versions.equals(slots.put(slot, versions))) {
                found.put(slot, origin);
            }
        });
        Map<String, Integer> visits = new HashMap<>(from.visits());
        if (!from.node().equals(node) || !from.isOpen()) {
            visits.merge(node, 1, Integer::sum);
        }
        Frame there = new Frame(
                from.path(),
                frame.item(),
                from.seed(),
                from.answerAuthors(),
                slots,
                node,
                visits,
                List.of(),
                from.control(),
                null,
                Frame.Edits.NONE,
                from.asked(),
                null);
        return new BenchFrame(there, found);
    }

    private BenchFrame typed(LoopSpec loop, Map<String, String> texts) {
        Frame next = frame;
        Map<String, BenchPrompt.Origin> found = new HashMap<>(origins);
        for (Map.Entry<String, String> text : texts.entrySet()) {
            SlotSpec slot = Optional.ofNullable(loop.slots().get(text.getKey()))
                    .orElseThrow(() -> new ProjectException("loop " + loop.name() + " has no slot `" + text.getKey()
                            + "`; it has " + loop.slots().keySet()));
            next = next.withReplaced(slot.name(), TypedValue.of(slot, text.getValue(), next));
            found.put(slot.name(), BenchPrompt.Origin.TYPED);
        }
        return new BenchFrame(next, found);
    }

    /// Every slot of the loop.
    List<BenchPrompt.ShownSlot> shown(LoopSpec loop, Set<String> reads) {
        List<BenchPrompt.ShownSlot> shown = new ArrayList<>();
        for (String slot : loop.slots().keySet()) {
            String text = frame.value(slot)
                    .map(value -> TypedValue.text(value.content()))
                    .orElse("");
            BenchPrompt.Origin origin = origins.getOrDefault(slot, BenchPrompt.Origin.EMPTY);
            shown.add(new BenchPrompt.ShownSlot(slot, origin, text, reads.contains(slot)));
        }
        return shown;
    }
}
