package org.loopwright.loop.edit;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.loopwright.loop.FieldType;
import org.loopwright.loop.KindSignature;
import org.loopwright.loop.LoopException;
import org.loopwright.loop.LoopProblem;
import org.loopwright.loop.LoopSpec;
import org.loopwright.loop.Mark;
import org.loopwright.loop.NodeKind;
import org.loopwright.loop.NodeSlots;
import org.loopwright.loop.NodeSpec;
import org.loopwright.loop.Settings;
import org.loopwright.loop.SlotSpec;
import org.loopwright.loop.SlotType;

/// The change that mends a problem, where one change does it for sure.
public final class LoopFixes {
    private static final long VISITS = 3;

    private final LoopEditor editor;

    /// @param editor whose kinds and languages are used
    public LoopFixes(LoopEditor editor) {
        this.editor = editor;
    }

    /// The change, or empty when a person has to decide.
    public Optional<LoopChange> fix(LoopSpec loop, LoopProblem problem) {
        NodeSpec node = problem.node() == null ? null : loop.nodes().get(problem.node());
        if (node == null) {
            return problem.code().equals("no-answer") ? answer(loop) : Optional.empty();
        }
        return switch (problem.code()) {
            case "unbounded-cycle" -> cap(loop, node);
            case "capped-without-max-visits" ->
                Optional.of(new LoopChange.SetSetting(node.id(), List.of("max-visits"), VISITS));
            case "unknown-slot" -> slots(loop, node);
            case "unknown-role" -> role(loop, node);
            case "missing-exit" -> exits(loop, node);
            case "unreachable-node" -> Optional.of(new LoopChange.RemoveNodes(List.of(node.id())));
            case "exit-nowhere" -> nowhere(loop, node);
            default -> Optional.empty();
        };
    }

    private static Optional<LoopChange> cap(LoopSpec loop, NodeSpec node) {
        if (node.exits().containsKey(NodeSpec.CAPPED) && node.maxVisits() != null) {
            return Optional.empty();
        }
        return withStop(
                loop,
                stop -> List.of(
                        new LoopChange.SetSetting(node.id(), List.of("max-visits"), VISITS),
                        new LoopChange.Connect(node.id(), NodeSpec.CAPPED, stop)));
    }

    private Optional<LoopChange> exits(LoopSpec loop, NodeSpec node) {
        Set<String> missing = new LinkedHashSet<>();
        try {
            editor.kinds().find(node.kind()).ifPresent(kind -> missing.addAll(kind.requiredExits(node)));
        } catch (LoopException _) { // its settings are reported, and have to be mended first
            return Optional.empty();
        }
        if (node.maxVisits() != null) {
            missing.add(NodeSpec.CAPPED);
        }
        missing.removeAll(node.exits().keySet());
        return withStop(
                loop,
                stop -> missing.stream()
                        .map(exit -> (LoopChange) new LoopChange.Connect(node.id(), exit, stop))
                        .toList());
    }

    private static Optional<LoopChange> withStop(
            LoopSpec loop, java.util.function.Function<String, List<LoopChange>> changes) {
        Optional<String> stop = loop.nodes().values().stream()
                .filter(n -> n.kind().equals("stop"))
                .map(NodeSpec::id)
                .findFirst();
        List<LoopChange> all = new ArrayList<>();
        String target = stop.orElse(NodeDrafts.fresh(loop.nodes().keySet(), "done"));
        if (stop.isEmpty()) {
            double right = loop.layout().values().stream()
                    .mapToDouble(LoopSpec.Position::x)
                    .max()
                    .orElse(0);
            all.add(new LoopChange.AddNode(
                    new NodeSpec(target, "stop", Settings.EMPTY, Map.of(), null, Mark.NONE),
                    new LoopSpec.Position(right + 288, 0)));
        }
        all.addAll(changes.apply(target));
        return Optional.of(new LoopChange.All(all));
    }

    private Optional<LoopChange> slots(LoopSpec loop, NodeSpec node) {
        List<LoopChange> added = new ArrayList<>();
        Set<String> seen = new LinkedHashSet<>(loop.slots().keySet());
        for (KindSignature.Field field : fields(node)) {
            try {
                for (String slot : NodeSlots.writes(node.settings(), field)) {
                    add(added, seen, slot, field.slotType(), null);
                }
                for (String slot : NodeSlots.reads(node.settings(), field, editor.language())) {
                    add(added, seen, slot, field.slotType(), slot.equals("question") ? "item.question" : null);
                }
            } catch (LoopException _) { // its settings are reported, and have to be mended first
                return Optional.empty();
            }
        }
        return added.isEmpty() ? Optional.empty() : Optional.of(new LoopChange.All(added));
    }

    private static void add(
            List<LoopChange> added, Set<String> seen, String slot, @Nullable SlotType type, @Nullable String from) {
        if (seen.add(slot)) {
            added.add(new LoopChange.AddSlot(new SlotSpec(
                    slot, type == null ? SlotType.TEXT : type, from, null, SlotSpec.Role.WORKING, Mark.NONE)));
        }
    }

    private Optional<LoopChange> role(LoopSpec loop, NodeSpec node) {
        Set<String> roles = new LinkedHashSet<>(loop.models());
        fields(node).stream()
                .filter(field -> field.type() == FieldType.ROLE)
                .forEach(field -> node.settings().optionalText(field.name()).ifPresent(roles::add));
        return Optional.of(new LoopChange.SetModels(List.copyOf(roles)));
    }

    private List<KindSignature.Field> fields(NodeSpec node) {
        return editor.kinds()
                .find(node.kind())
                .map(NodeKind::signature)
                .map(KindSignature::fields)
                .orElse(List.of());
    }

    private static Optional<LoopChange> nowhere(LoopSpec loop, NodeSpec node) {
        List<LoopChange> removed = node.exits().entrySet().stream()
                .filter(exit -> !loop.nodes().containsKey(exit.getValue()))
                .map(exit -> (LoopChange) new LoopChange.Disconnect(node.id(), exit.getKey()))
                .toList();
        return Optional.of(new LoopChange.All(removed));
    }

    /// The slot that the first writing node fills.
    private Optional<LoopChange> answer(LoopSpec loop) {
        return loop.nodes().values().stream()
                .flatMap(node -> fields(node).stream()
                        .filter(f -> f.type() == FieldType.WRITE && f.slotType() == SlotType.TEXT)
                        .flatMap(f -> node.settings().tree().get(f.name()) instanceof String slot
                                ? java.util.stream.Stream.of(slot)
                                : java.util.stream.Stream.empty()))
                .filter(loop.slots()::containsKey)
                .findFirst()
                .map(slot -> new LoopChange.SetSlot(slot, "answer", true));
    }
}
