package org.loopwright.journal;

import java.util.Arrays;
import java.util.Optional;

/// The stored name and version of each kind of [Event].
///
/// Whoever changes an event's payload raises its version here and adds an [Upcaster] from the old one to
/// [Upcaster#ALL].
enum EventType {
    RUN_STARTED("run-started", 1),
    FRAME_OPENED("frame-opened", 1),
    GENERATED("generated", 1),
    SCORED("scored", 1),
    TOOL_RETURNED("tool-returned", 1),
    ASKED("asked", 1),
    ANSWERED("answered", 1),
    CALL_RETURNED("call-returned", 1),
    MADE("made", 1),
    ALARMED("alarmed", 1),
    SLOT_WRITTEN("slot-written", 1),
    MOVED("moved", 1),
    FRAME_CLOSED("frame-closed", 1),
    GRADED("graded", 1),
    EDITED("edited", 1),
    BUDGET_HIT("budget-hit", 1),
    PAUSED("paused", 1),
    RESUMED("resumed", 1),
    CANCELLED("cancelled", 1),
    RUN_FINISHED("run-finished", 1);

    private final String label;
    private final int version;

    EventType(String label, int version) {
        this.label = label;
        this.version = version;
    }

    String label() {
        return label;
    }

    int version() {
        return version;
    }

    static Optional<EventType> of(String label) {
        return Arrays.stream(values()).filter(t -> t.label.equals(label)).findFirst();
    }

    static EventType of(Event event) {
        return switch (event) {
            case Event.RunStarted _ -> RUN_STARTED;
            case Event.FrameOpened _ -> FRAME_OPENED;
            case Event.Generated _ -> GENERATED;
            case Event.Scored _ -> SCORED;
            case Event.ToolReturned _ -> TOOL_RETURNED;
            case Event.Asked _ -> ASKED;
            case Event.Answered _ -> ANSWERED;
            case Event.CallReturned _ -> CALL_RETURNED;
            case Event.Made _ -> MADE;
            case Event.Alarmed _ -> ALARMED;
            case Event.SlotWritten _ -> SLOT_WRITTEN;
            case Event.Moved _ -> MOVED;
            case Event.FrameClosed _ -> FRAME_CLOSED;
            case Event.Graded _ -> GRADED;
            case Event.Edited _ -> EDITED;
            case Event.BudgetHit _ -> BUDGET_HIT;
            case Event.Paused _ -> PAUSED;
            case Event.Resumed _ -> RESUMED;
            case Event.Cancelled _ -> CANCELLED;
            case Event.RunFinished _ -> RUN_FINISHED;
        };
    }
}
