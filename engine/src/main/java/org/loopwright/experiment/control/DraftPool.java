package org.loopwright.experiment.control;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.loopwright.loop.NodeSpec;
import org.loopwright.loop.SlotType;
import org.loopwright.loop.edit.LoopChange;
import org.loopwright.loop.edit.LoopEditor;

/// The first part of a twin: as many independent drafts as a budget buys. Between two whole numbers a
/// seeded number decides item by item, so that the budget is met in expectation.
///
/// @param drafts how many an item, at least 1
record DraftPool(double drafts) {
    DraftPool {
        drafts = Math.max(1, drafts);
    }

    private int whole() {
        return (int) Math.floor(drafts + 1e-9);
    }

    private double share() {
        double share = drafts - whole();
        return share < 0.005 ? 0 : Math.rint(share * 1000) / 1000;
    }

    /// A loop that draws into a slot and goes on at `chooser`, which the caller adds.
    ///
    /// @param slot new, gets the drafts
    ControlText of(LoopAnatomy anatomy, LoopEditor editor, String text, String slot, String chooser) {
        NodeSpec draft = anatomy.draft();
        ControlText control = new ControlText(editor, text)
                .addSlot(slot, SlotType.SAMPLES)
                .change(new LoopChange.SetParam("drafts", (long) whole()));
        String first = anatomy.fresh("sample");
        String end = anatomy.end().id();
        sample(control, draft, first, slot, "params.drafts", chooser);
        if (share() > 0) {
            String more = anatomy.fresh("sample_more");
            String size = anatomy.fresh("size");
            control.change(new LoopChange.SetParam("more", share()))
                    .change(new LoopChange.SetParam("drafts_more", (long) whole() + 1));
            sample(control, draft, more, slot, "params.drafts_more", chooser);
            List<Map<String, Object>> cases =
                    List.of(Map.of("when", "random < params.more", "exit", "more"), Map.of("exit", "fewer"));
            control.addNode(size, "branch", Map.of("cases", cases), Map.of("more", more, "fewer", first));
            first = size;
        }
        return control.change(new LoopChange.SetStart(first)).keepOnly(anatomy.loop(), List.of(end));
    }

    private static void sample(ControlText control, NodeSpec draft, String id, String slot, String n, String chooser) {
        Map<String, Object> settings = new LinkedHashMap<>();
        settings.put("n", n);
        settings.putAll(ControlText.asking(draft));
        settings.put("writes", slot);
        control.addNode(id, "sample", settings, Map.of(NodeSpec.NEXT, chooser));
    }
}
