package org.loopwright.experiment.control;

import java.util.ArrayList;
import java.util.List;
import org.loopwright.loop.NodeSpec;
import org.loopwright.loop.edit.LoopChange;
import org.loopwright.loop.edit.LoopEditor;

/// The same loop with another model for its critics.
///
/// @param role new, for that model
record StrongerCritic(String role) {
    String of(LoopAnatomy anatomy, LoopEditor editor, String text) {
        anatomy.critic();
        List<String> roles = new ArrayList<>(anatomy.loop().models());
        roles.add(role);
        ControlText control = new ControlText(editor, text).change(new LoopChange.SetModels(roles));
        for (NodeSpec critic : anatomy.critics()) {
            control.set(critic.id(), LoopAnatomy.MODEL, role);
        }
        return control.text();
    }
}
