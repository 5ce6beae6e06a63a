package org.loopwright.run;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.loopwright.loop.Content;
import org.loopwright.loop.Frame;
import org.loopwright.loop.FramePath;
import org.loopwright.loop.LoopException;
import org.loopwright.loop.LoopSpec;
import org.loopwright.loop.NodeKinds;
import org.loopwright.loop.Seeds;
import org.loopwright.loop.SlotSpec;
import org.loopwright.loop.SlotType;
import org.loopwright.loop.Value;
import org.loopwright.model.LanguageModel;
import org.loopwright.task.Item;

/// Gives a frame's slots their first versions.
public final class FrameOpening {
    /// Begins the hidden slots of a round loop that hold the models of its roles, `models.base`.
    private static final String ROLES = "models.";

    private FrameOpening() {}

    /// An item's own frame, as a run of this seed opens it.
    ///
    /// @param models role -> open model, as far as they are known
    /// @throws LoopException when the item lacks a field
    public static Frame of(LoopSpec loop, NodeKinds kinds, Map<String, LanguageModel> models, Item item, long runSeed) {
        Set<String> authors = AnswerAuthors.of(loop, kinds, models);
        return Frame.open(
                FramePath.ofItem(item.id()),
                item.id(),
                Seeds.ofItem(runSeed, item.contentHash()),
                authors,
                slots(loop, item, Map.of()),
                loop.start());
    }

    /// What the caller gives, then what the item gives (`from: item.question`), then defaults.
    ///
    /// @throws LoopException when the item lacks a field, or a caller gives a slot that the loop does
    ///     not have
    static Map<String, Value> slots(LoopSpec loop, Item item, Map<String, Value> given) {
        for (String slot : given.keySet()) {
            if (!loop.slots().containsKey(slot) && !slot.startsWith(ROLES)) {
                throw new LoopException("loop " + loop.name() + " has no slot `" + slot + "` to receive an argument");
            }
        }
        Map<String, Value> slots = new LinkedHashMap<>();
        for (SlotSpec slot : loop.slots().values()) {
            Value value = given.get(slot.name());
            if (value != null) {
                slots.put(slot.name(), value);
            } else if (slot.from() != null) {
                slots.put(slot.name(), Value.given(field(slot, slot.from(), item)));
            } else if (slot.initial() != null) {
                slots.put(slot.name(), initial(slot, slot.initial()));
            }
        }
        given.forEach((slot, value) -> {
            if (slot.startsWith(ROLES)) {
                slots.put(slot, value);
            }
        });
        return slots;
    }

    private static String field(SlotSpec slot, String from, Item item) {
        String name = from.startsWith("item.") ? from.substring("item.".length()) : from;
        String value = item.fields().get(name);
        if (value == null) {
            throw new LoopException("slot `" + slot.name() + "` comes from `" + from + "`, but item " + item.id()
                    + " has only the fields " + item.fields().keySet());
        }
        return value;
    }

    private static Value initial(SlotSpec slot, String text) {
        Value given = Value.given(text);
        return slot.type() == SlotType.NUMBER
                ? new Value(new Content.Numeric(Double.parseDouble(text)), given.sources(), null)
                : given;
    }
}
