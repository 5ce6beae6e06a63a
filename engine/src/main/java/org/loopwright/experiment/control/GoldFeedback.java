package org.loopwright.experiment.control;

import java.util.LinkedHashMap;
import java.util.Map;
import org.loopwright.loop.NodeSpec;
import org.loopwright.loop.SlotSpec;
import org.loopwright.loop.SlotType;
import org.loopwright.loop.edit.LoopEditor;

/// The same loop, whose critics know the gold answer: what is lost then is lost in mending, not in
/// finding.
///
/// @param dataset id of the run's dataset
/// @param split of it
/// @param says `place` or `answer`
record GoldFeedback(String dataset, String split, String says) {
    String of(LoopAnatomy anatomy, LoopEditor editor, String text) {
        LoopAnatomy whole = anatomy.requireCritique();
        ControlText control = new ControlText(editor, text);
        whole.critics().forEach(critic -> control.replace(critic.id(), node(whole, critic)));
        return control.text();
    }

    private Map<String, Object> node(LoopAnatomy anatomy, NodeSpec critic) {
        Map<String, Object> node = new LinkedHashMap<>();
        node.put("kind", "gold-critique");
        if (critic.maxVisits() != null) {
            node.put("max-visits", number(critic.maxVisits()));
        }
        node.put("reads", anatomy.answer());
        node.put("dataset", dataset);
        node.put("split", split);
        node.put("says", says);
        node.put("writes", anatomy.critique());
        SlotSpec written = anatomy.loop()
                .slots()
                .get(critic.settings().optionalText("writes").orElse(""));
        if (written != null && written.type() == SlotType.VERDICT) {
            node.put("writes-verdict", written.name());
        }
        Map<String, Object> exits = new LinkedHashMap<>(critic.exits());
        exits.remove("unparsed");
        node.put("exits", exits);
        return node;
    }

    private static Object number(String cap) {
        return cap.chars().allMatch(Character::isDigit) ? (Object) Long.parseLong(cap) : cap;
    }
}
