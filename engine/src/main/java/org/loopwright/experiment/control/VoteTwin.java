package org.loopwright.experiment.control;

import java.util.LinkedHashMap;
import java.util.Map;
import org.loopwright.loop.NodeSpec;
import org.loopwright.loop.edit.LoopEditor;

/// A majority vote over as many independent drafts as the loop's budget buys.
///
/// @param drafts an item, at least 1
/// @param by what makes two answers the same: `last-integer` or `text`
record VoteTwin(double drafts, String by) {
    String of(LoopAnatomy anatomy, LoopEditor editor, String text) {
        String pool = anatomy.fresh("drafts");
        String vote = anatomy.fresh("vote");
        Map<String, Object> settings = new LinkedHashMap<>();
        settings.put("reads", pool);
        settings.put("by", by);
        settings.put("writes", anatomy.answer());
        return new DraftPool(drafts)
                .of(anatomy, editor, text, pool, vote)
                .addNode(
                        vote,
                        "vote",
                        settings,
                        Map.of(NodeSpec.NEXT, anatomy.end().id()))
                .text();
    }
}
