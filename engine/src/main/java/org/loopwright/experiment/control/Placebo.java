package org.loopwright.experiment.control;

import java.util.Map;
import org.loopwright.loop.NodeSpec;
import org.loopwright.loop.edit.LoopEditor;

/// The same loop, whose revisions read the critique that another item's draft got in the run. The
/// loop's own critique is still written and decides whether to revise: so the number of revisions and
/// the spend stay, and only what the critique says is taken away.
///
/// @param dataset id of the stored critiques
record Placebo(String dataset) {
    String of(LoopAnatomy anatomy, LoopEditor editor, String text) {
        String slot = anatomy.requireCritique().critique();
        ControlText control = new ControlText(editor, text);
        int number = 0;
        for (NodeSpec revision : anatomy.revisions()) {
            String id = anatomy.fresh(number++ == 0 ? "placebo" : "placebo_" + number);
            control.addNode(
                            id,
                            "placebo-critique",
                            Map.of("dataset", dataset, "writes", slot),
                            Map.of(NodeSpec.NEXT, revision.id()))
                    .lead(anatomy.loop(), revision.id(), id);
        }
        return control.text();
    }
}
