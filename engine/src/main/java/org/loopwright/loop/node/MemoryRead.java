package org.loopwright.loop.node;

import java.util.HashSet;
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

/// `memory-read`: writes the last entries of a memory as one text.
///
/// Settings: `reads` (Samples), the memory, which may be empty yet; `last`, how many entries (3); `writes`
/// (Text), which gets them one below the other, oldest first. Exit: `next`. Cost: no model call.
public final class MemoryRead implements NodeKind {
    @Override
    public String name() {
        return "memory-read";
    }

    @Override
    public KindSignature signature() {
        return new KindSignature(
                "Writes the last entries of a memory as one text.",
                List.of(
                        Field.required("reads", FieldType.READ, "The memory.").of(SlotType.SAMPLES),
                        Field.optional("last", FieldType.INTEGER, "How many entries; 3."),
                        Fields.WRITES_TEXT),
                List.of(NodeSpec.NEXT),
                KindSignature.ExitSet.CLOSED);
    }

    @Override
    public Decision decide(Step step) {
        int last = step.integer("last", 3);
        if (last < 1) {
            throw step.settings().wrong("last", "a whole number of at least 1");
        }
        List<Value> entries = Derived.elements(step, "reads");
        List<Value> shown = entries.subList(Math.max(0, entries.size() - last), entries.size());
        Set<Source> sources = new HashSet<>(Set.of(Source.Plain.GIVEN));
        shown.forEach(value -> sources.addAll(value.sources()));
        String text = String.join("\n\n", shown.stream().map(Value::text).toList());
        return Decision.Move.writing(NodeSpec.NEXT, step.settings().text("writes"), Derived.text(text, sources));
    }
}
