package org.loopwright.journal;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.loopwright.loop.Value;
import org.loopwright.model.Completion;

/// The completions of one frame so far: values that are one of them need not be stored twice.
final class FrameCompletions {
    private final Map<Integer, Event.Generated> generated = new HashMap<>();

    /// The place of a completion in its frame's events.
    ///
    /// @param frameSeq of the `Generated` event
    /// @param at in that event's list, from 0
    record Place(int frameSeq, int at) {}

    void add(int frameSeq, Event.Generated event) {
        generated.put(frameSeq, event);
    }

    /// The place of the completion that `ref` means, when this frame has it.
    Optional<Place> find(Value.CompletionRef ref) {
        for (Map.Entry<Integer, Event.Generated> entry : generated.entrySet()) {
            Event.Generated event = entry.getValue();
            if (event.node().equals(ref.node()) && event.visit() == ref.visit()) {
                List<Completion> completions = event.completions();
                for (int at = 0; at < completions.size(); at++) {
                    if (isSame(completions.get(at), ref)) {
                        return Optional.of(new Place(entry.getKey(), at));
                    }
                }
            }
        }
        return Optional.empty();
    }

    Event.Generated event(Place place) {
        Event.Generated event = generated.get(place.frameSeq());
        if (event == null || place.at() >= event.completions().size()) {
            throw new JournalException(
                    JournalException.Code.DAMAGED,
                    "a value is completion " + place.at() + " of frame event " + place.frameSeq()
                            + ", which is not there",
                    null);
        }
        return event;
    }

    Completion completion(Place place) {
        return event(place).completions().get(place.at());
    }

    private static boolean isSame(Completion completion, Value.CompletionRef ref) {
        return completion.finish() == ref.finish() && completion.ids().equals(ref.ids());
    }
}
