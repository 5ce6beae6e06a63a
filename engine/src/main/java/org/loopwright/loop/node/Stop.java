package org.loopwright.loop.node;

import java.util.List;
import org.loopwright.loop.Decision;
import org.loopwright.loop.FieldType;
import org.loopwright.loop.KindSignature;
import org.loopwright.loop.KindSignature.Field;
import org.loopwright.loop.NodeKind;
import org.loopwright.loop.SlotSpec;
import org.loopwright.loop.Step;

/// `stop`: ends the frame.
///
/// Setting: `returns`, the slot whose value the frame gives back; the answer slot when left out. No
/// exits. Cost: no model call.
public final class Stop implements NodeKind {
    @Override
    public String name() {
        return "stop";
    }

    @Override
    public KindSignature signature() {
        return new KindSignature(
                "Ends the loop.",
                List.of(Field.optional("returns", FieldType.READ, "The slot that is given back.")),
                List.of(),
                KindSignature.ExitSet.CLOSED);
    }

    @Override
    public Decision decide(Step step) {
        return new Decision.Stop(step.settings()
                .optionalText("returns")
                .or(() -> step.loop().answer().map(SlotSpec::name))
                .orElse(null));
    }
}
