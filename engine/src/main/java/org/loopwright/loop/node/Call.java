package org.loopwright.loop.node;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.loopwright.loop.Decision;
import org.loopwright.loop.FieldType;
import org.loopwright.loop.KindSignature;
import org.loopwright.loop.KindSignature.Field;
import org.loopwright.loop.LoopException;
import org.loopwright.loop.NodeKind;
import org.loopwright.loop.NodeSlots;
import org.loopwright.loop.NodeSpec;
import org.loopwright.loop.Settings;
import org.loopwright.loop.Step;
import org.loopwright.loop.StepResult;
import org.loopwright.loop.Value;

/// `call`: runs another item loop once and takes what it gives back.
///
/// Settings: `loop`, a file of the project; `arguments`, a map from the called loop's slots to slots of
/// this loop; `writes`, a map from slots of this loop to the called loop's slots, or one slot that has
/// the same name in both. Values keep their sources. Exit: `next`. Cost: the called loop's.
public final class Call implements NodeKind {
    @Override
    public String name() {
        return "call";
    }

    @Override
    public KindSignature signature() {
        return new KindSignature(
                "Runs another loop and takes what it gives back.",
                List.of(
                        Field.required("loop", FieldType.LOOP, "The file of the called loop."),
                        Field.optional("arguments", FieldType.ARGUMENTS, "The called loop's slot: a slot of this one."),
                        Field.required("writes", FieldType.RESULTS, "A slot of this loop: the called loop's slot.")),
                List.of(NodeSpec.NEXT),
                KindSignature.ExitSet.CLOSED);
    }

    @Override
    public Decision decide(Step step) {
        for (StepResult result : step.results()) {
            if (result instanceof StepResult.Returned(var values)) {
                return new Decision.Move(NodeSpec.NEXT, writes(step, values), Set.of());
            }
        }
        Settings arguments = step.settings().map("arguments");
        Map<String, Value> subject = new LinkedHashMap<>();
        arguments.tree().keySet().forEach(slot -> subject.put(slot, step.require(arguments.text(slot))));
        return new Decision.Call(step.settings().text("loop"), List.of(subject));
    }

    private static Map<String, Value> writes(Step step, Map<String, Value> returned) {
        Map<String, Value> writes = new LinkedHashMap<>();
        NodeSlots.results(step.settings(), "writes").forEach((own, theirs) -> {
            Value value = returned.get(theirs);
            if (value == null) {
                throw new LoopException("node " + step.node().id() + ": loop "
                        + step.settings().text("loop") + " gave back no slot `" + theirs + "`, only "
                        + returned.keySet().stream().sorted().toList()
                        + ": write `writes: {" + own + ": its-slot}`");
            }
            writes.put(own, value);
        });
        return writes;
    }
}
