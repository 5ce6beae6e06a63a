package org.loopwright.experiment.control;

import java.util.Map;
import java.util.Objects;
import org.loopwright.loop.NodeSpec;
import org.loopwright.loop.SlotType;
import org.loopwright.loop.edit.LoopEditor;

/// The same loop on drafts into which a mistake was put: whether a critic finds what it did not write
/// itself.
///
/// @param how `digit`, `drop-line` or `swap-words`
record ErrorInjection(String how) {
    String of(LoopAnatomy anatomy, LoopEditor editor, String text) {
        NodeSpec draft = anatomy.draft();
        String clean = anatomy.fresh("clean_draft");
        String inject = anatomy.fresh("inject");
        String onwards = Objects.requireNonNull(draft.exits().get(NodeSpec.NEXT), "a draft leaves by next");
        return new ControlText(editor, text)
                .addSlot(clean, SlotType.TEXT)
                .set(draft.id(), "writes", clean)
                .addNode(
                        inject,
                        "inject-error",
                        Map.of("reads", clean, "how", how, "writes", anatomy.answer()),
                        Map.of(NodeSpec.NEXT, onwards))
                .connect(draft.id(), NodeSpec.NEXT, inject)
                .text();
    }
}
