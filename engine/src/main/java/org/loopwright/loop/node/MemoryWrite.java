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
import org.loopwright.loop.Step;
import org.loopwright.loop.Value;

/// `memory-write`: adds a text to a list of texts that later steps can show. The episodic memory of
/// Reflexion (Shinn et al. 2023, arXiv 2303.11366).
///
/// Settings: `reads` (Text); `writes` (Samples), the memory, which is empty before the first write. Each
/// entry keeps its own sources. Exit: `next`. Cost: no model call.
public final class MemoryWrite implements NodeKind {
    @Override
    public String name() {
        return "memory-write";
    }

    @Override
    public KindSignature signature() {
        return new KindSignature(
                "Adds a text to a memory.",
                List.of(
                        Field.required("reads", FieldType.READ, "The text.").of(SlotType.TEXT),
                        Field.required("writes", FieldType.WRITE, "The memory.").of(SlotType.SAMPLES)),
                List.of(NodeSpec.NEXT),
                KindSignature.ExitSet.CLOSED);
    }

    @Override
    public Decision decide(Step step) {
        List<Value> entries = Derived.elements(step, "writes");
        entries.add(step.require(step.settings().text("reads")));
        return Decision.Move.writing(NodeSpec.NEXT, step.settings().text("writes"), Derived.samples(entries, Set.of()));
    }
}
