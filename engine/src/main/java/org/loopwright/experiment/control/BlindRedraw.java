package org.loopwright.experiment.control;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.loopwright.loop.NodeSpec;
import org.loopwright.loop.edit.LoopEditor;

/// Further drafts in place of revisions: what an answer gains by being drawn again, without a look at
/// it or at what was said of it. As many turns as the longest item of the run had; every item is
/// redrawn.
///
/// @param redraws at least 1
record BlindRedraw(int redraws) {
    String of(LoopAnatomy anatomy, LoopEditor editor, String text) {
        NodeSpec draft = anatomy.requireRevision().draft();
        String end = anatomy.end().id();
        String redraw = anatomy.fresh("redraw");
        Map<String, Object> settings = new LinkedHashMap<>(ControlText.asking(draft));
        settings.put("writes", anatomy.answer());
        Map<String, String> exits =
                redraws > 1 ? Map.of(NodeSpec.NEXT, redraw, NodeSpec.CAPPED, end) : Map.of(NodeSpec.NEXT, end);
        return new ControlText(editor, text)
                .addNode(redraw, "generate", settings, exits, redraws > 1 ? Integer.toString(redraws) : "")
                .connect(draft.id(), NodeSpec.NEXT, redraw)
                .keepOnly(anatomy.loop(), List.of(draft.id(), end))
                .text();
    }
}
