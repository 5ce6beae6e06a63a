package org.loopwright.loop.node;

import java.util.List;
import java.util.Set;
import org.loopwright.loop.Decision;
import org.loopwright.loop.FieldType;
import org.loopwright.loop.KindSignature;
import org.loopwright.loop.KindSignature.Field;
import org.loopwright.loop.NodeKind;
import org.loopwright.loop.NodeSpec;
import org.loopwright.loop.SlotType;
import org.loopwright.loop.Source;
import org.loopwright.loop.Step;
import org.loopwright.loop.Value;

/// `memory-forget`: keeps the last entries of a memory and forgets the older ones.
///
/// Settings: `keep`, how many entries stay (0: none); `writes` (Samples), the memory. What is forgotten
/// stays in the journal. Exit: `next`. Cost: no model call.
public final class MemoryForget implements NodeKind {
    @Override
    public String name() {
        return "memory-forget";
    }

    @Override
    public KindSignature signature() {
        return new KindSignature(
                "Forgets the older entries of a memory.",
                List.of(
                        Field.required("keep", FieldType.INTEGER, "How many entries stay; 0 forgets all."),
                        Field.required("writes", FieldType.WRITE, "The memory.").of(SlotType.SAMPLES)),
                List.of(NodeSpec.NEXT),
                KindSignature.ExitSet.CLOSED);
    }

    @Override
    public Decision decide(Step step) {
        int keep = step.integer("keep", 0);
        if (keep < 0) {
            throw step.settings().wrong("keep", "a whole number of at least 0");
        }
        List<Value> entries = Derived.elements(step, "writes");
        List<Value> kept = entries.subList(Math.max(0, entries.size() - keep), entries.size());
        return Decision.Move.writing(
                NodeSpec.NEXT, step.settings().text("writes"), Derived.samples(kept, Set.of(Source.Plain.GIVEN)));
    }
}
