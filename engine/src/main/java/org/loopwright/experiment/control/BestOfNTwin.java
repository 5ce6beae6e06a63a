package org.loopwright.experiment.control;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.loopwright.loop.NodeSpec;
import org.loopwright.loop.PromptSettings;
import org.loopwright.loop.edit.LoopEditor;

/// The best of independent drafts by the loop's own critic, which is charged: each draft pays for its
/// judgement too.
///
/// A critic with an expression for acceptance (`self-verify`) scores 1 or 0 by it; else the critic's
/// model is asked for a score from 0 to 10.
///
/// @param drafts an item, at least 1
record BestOfNTwin(double drafts) {
    private static final String REQUEST =
            "How good is the answer above? Check it step by step. End with one line: `Score:`"
                    + " and a number from 0 to 10.";

    String of(LoopAnatomy anatomy, LoopEditor editor, String text) {
        String pool = anatomy.fresh("drafts");
        String best = anatomy.fresh("best");
        Map<String, Object> settings = new LinkedHashMap<>();
        settings.put("reads", pool);
        settings.putAll(judging(anatomy));
        settings.put("writes", anatomy.answer());
        return new DraftPool(drafts)
                .of(anatomy, editor, text, pool, best)
                .addNode(
                        best,
                        "best-of-n",
                        settings,
                        Map.of(NodeSpec.NEXT, anatomy.end().id()))
                .text();
    }

    private static Map<String, Object> judging(LoopAnatomy anatomy) {
        NodeSpec critic = anatomy.critic();
        if (critic.settings().has("accept") && critic.settings().has("prompt")) {
            Map<String, Object> own = new LinkedHashMap<>(ControlText.asking(critic));
            own.put("accept", critic.settings().text("accept"));
            return own;
        }
        List<Map<String, Object>> messages = new ArrayList<>();
        if (ControlText.asking(anatomy.draft()).get("prompt") instanceof List<?> asked) {
            asked.forEach(message -> {
                if (message instanceof Map<?, ?> map) {
                    Map<String, Object> copy = new LinkedHashMap<>();
                    map.forEach((role, template) -> copy.put(String.valueOf(role), String.valueOf(template)));
                    copy.remove(PromptSettings.PREFILL); // the judge sees the answer in its place
                    if (!copy.isEmpty()) {
                        messages.add(copy);
                    }
                }
            });
        }
        messages.add(Map.of("assistant", "{{ " + anatomy.answer() + " }}"));
        messages.add(Map.of("user", REQUEST));
        Map<String, Object> own = new LinkedHashMap<>();
        own.put(LoopAnatomy.MODEL, critic.settings().text(LoopAnatomy.MODEL));
        own.put("prompt", messages);
        if (critic.settings().has("sampling")) {
            own.put("sampling", critic.settings().tree().get("sampling"));
        }
        return own;
    }
}
