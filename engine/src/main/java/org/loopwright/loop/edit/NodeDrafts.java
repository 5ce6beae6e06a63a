package org.loopwright.loop.edit;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.loopwright.loop.KindSignature;
import org.loopwright.loop.LoopSpec;
import org.loopwright.loop.Mark;
import org.loopwright.loop.NodeKind;
import org.loopwright.loop.NodeSpec;
import org.loopwright.loop.Settings;
import org.loopwright.loop.SlotSpec;
import org.loopwright.loop.SlotType;

/// Fresh nodes: what a kind must have is filled with what the loop has to offer.
public final class NodeDrafts {
    private NodeDrafts() {}

    /// A node of a kind with a name that is free. Its exits lead nowhere yet.
    public static NodeSpec of(LoopSpec loop, NodeKind kind) {
        Map<String, Object> settings = new LinkedHashMap<>();
        boolean ownPrompt =
                kind.signature().fields().stream().anyMatch(f -> f.type() == org.loopwright.loop.FieldType.READS);
        for (KindSignature.Field field : kind.signature().fields()) {
            if (field.presence() == KindSignature.Presence.REQUIRED
                    || (ownPrompt && field.type() == org.loopwright.loop.FieldType.READS)) {
                value(loop, field).ifPresent(value -> settings.put(field.name(), value));
            }
        }
        return new NodeSpec(
                fresh(loop.nodes().keySet(), kind.name()),
                kind.name(),
                new Settings(settings),
                Map.of(),
                null,
                Mark.NONE);
    }

    /// `name`, or `name-2` and so on when it is taken.
    public static String fresh(Collection<String> taken, String name) {
        String free = name;
        for (int i = 2; taken.contains(free); i++) {
            free = name + "-" + i;
        }
        return free;
    }

    private static Optional<Object> value(LoopSpec loop, KindSignature.Field field) {
        return switch (field.type()) {
            case ROLE -> loop.models().stream().findFirst().map(role -> (Object) role);
            case WRITE -> slot(loop, field.slotType());
            case READ -> slot(loop, field.slotType());
            case READS ->
                Optional.of((Object) shown(loop, field.slotType()))
                        .filter(list -> !List.of().equals(list));
            case PROMPT -> given(loop).map(slot -> (Object) List.of(Map.of("user", "{{ " + slot.name() + " }}")));
            case CASES -> Optional.of(List.of(Map.of("exit", NodeSpec.NEXT)));
            case INTEGER -> Optional.of(3L);
            case MODEL -> slot(loop, SlotType.MODEL);
            case TEXT,
                    TEXTS,
                    NUMBER,
                    REGEX,
                    SAMPLING,
                    CHOICE,
                    FEW_SHOT,
                    LOOP,
                    ARGUMENTS,
                    RESULTS,
                    ROLES,
                    ROW_CONDITION -> Optional.empty();
        };
    }

    /// The slots that a check or a revision looks at: what is given and the answer.
    private static List<String> shown(LoopSpec loop, @Nullable SlotType type) {
        return loop.slots().values().stream()
                .filter(slot -> type == null ? slot.type() == SlotType.TEXT : slot.type() == type)
                .filter(slot -> slot.from() != null || slot.role() == SlotSpec.Role.ANSWER || type != null)
                .map(SlotSpec::name)
                .toList();
    }

    private static Optional<SlotSpec> given(LoopSpec loop) {
        return loop.slots().values().stream()
                .filter(slot -> slot.from() != null && slot.type() == SlotType.TEXT)
                .findFirst();
    }

    private static Optional<Object> slot(LoopSpec loop, @Nullable SlotType type) {
        return loop.answer()
                .filter(slot -> type == null || slot.type() == type)
                .or(() -> loop.slots().values().stream()
                        .filter(slot -> slot.from() == null && (type == null || slot.type() == type))
                        .findFirst())
                .map(SlotSpec::name);
    }
}
