package org.loopwright.loop.node;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.loopwright.loop.Decision;
import org.loopwright.loop.FieldType;
import org.loopwright.loop.KindSignature;
import org.loopwright.loop.KindSignature.Field;
import org.loopwright.loop.LoopException;
import org.loopwright.loop.NodeKind;
import org.loopwright.loop.NodeSpec;
import org.loopwright.loop.Settings;
import org.loopwright.loop.Step;

/// `branch`: leaves by the exit of the first case that holds.
///
/// Setting: `cases`, a list of `{when: condition, exit: name}`; the last may lack `when` and then always
/// holds. Conditions see every slot, `params`, and `random`, a number in [0, 1) that belongs to this
/// visit. The choice uses the slots of all conditions up to the one that held; `random` has no source.
/// Exits: those that the cases name. Cost: no model call.
public final class Branch implements NodeKind {
    @Override
    public String name() {
        return "branch";
    }

    @Override
    public KindSignature signature() {
        return new KindSignature(
                "Leaves by the exit of the first case that holds.",
                List.of(Field.required("cases", FieldType.CASES, "`{when: condition, exit: name}`, first match.")),
                List.of(),
                KindSignature.ExitSet.OPEN);
    }

    @Override
    public List<String> requiredExits(NodeSpec node) {
        Set<String> exits = new LinkedHashSet<>();
        node.settings().maps("cases").forEach(one -> exits.add(one.text("exit")));
        return List.copyOf(exits);
    }

    @Override
    public Decision decide(Step step) {
        Map<String, Object> variables = step.variables();
        List<String> read = new ArrayList<>();
        for (Settings one : step.settings().maps("cases")) {
            String when = one.optionalText("when").orElse(null);
            if (when != null) {
                read.addAll(step.language().conditions().variables(when));
            }
            if (when == null || holds(step, when, variables)) {
                return new Decision.Move(one.text("exit"), Map.of(), step.sources(read));
            }
        }
        throw new LoopException("node " + step.node().id()
                + ": no case holds: add a last case without `when`, `{exit: name}`, for all the rest");
    }

    private static boolean holds(Step step, String when, Map<String, Object> variables) {
        try {
            return step.language().conditions().test(when, variables);
        } catch (LoopException e) {
            throw new LoopException("node " + step.node().id() + ": " + e.getMessage(), e);
        }
    }
}
