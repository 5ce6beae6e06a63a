package org.loopwright.round.kind;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.loopwright.loop.Decision;
import org.loopwright.loop.FieldType;
import org.loopwright.loop.KindSignature;
import org.loopwright.loop.KindSignature.Field;
import org.loopwright.loop.NodeKind;
import org.loopwright.loop.NodeSpec;
import org.loopwright.loop.Settings;
import org.loopwright.loop.Source;
import org.loopwright.loop.Step;

/// `until`: lets the rounds go on until a condition holds, or the cap is reached.
///
/// Settings: `enough`, cases as of `branch`, of which each leads out: `[{when: "score.accuracy >= 0.95", exit:
/// done}]`; none when left out. Exits: `again`, those that the cases name, and `capped` after `max-visits`
/// rounds. A choice that rests on numbers of a test split is branded `selected-on-test`. Cost: none.
public final class Until implements NodeKind {
    private static final String AGAIN = "again";

    @Override
    public String name() {
        return "until";
    }

    @Override
    public KindSignature signature() {
        return new KindSignature(
                "Lets the rounds go on until a condition holds, or the cap is reached.",
                List.of(Field.optional("enough", FieldType.CASES, "`{when: condition, exit: name}` that lead out.")),
                List.of(AGAIN),
                KindSignature.ExitSet.OPEN);
    }

    @Override
    public List<String> requiredExits(NodeSpec node) {
        List<String> exits = new ArrayList<>(List.of(AGAIN));
        node.settings().maps("enough").forEach(one -> exits.add(one.text("exit")));
        return List.copyOf(exits);
    }

    @Override
    public List<String> problems(org.loopwright.loop.LoopSpec loop, NodeSpec node) {
        return node.maxVisits() == null
                ? List.of("it has no `max-visits`: write how many rounds there are at most, and an exit `capped`")
                : List.of();
    }

    @Override
    public Decision decide(Step step) {
        // The cap counts rounds: after the last one there is nothing to come back for.
        String cap = step.node().maxVisits();
        boolean last = cap != null && step.frame().visit() >= step.loop().integer(cap);
        Set<Source> uses = Set.of();
        List<String> read = new ArrayList<>();
        Map<String, Object> variables = step.variables();
        for (Settings one : step.settings().maps("enough")) {
            Optional<String> when = one.optionalText("when");
            when.ifPresent(condition -> read.addAll(step.language().conditions().variables(condition)));
            uses = step.sources(read);
            if (when.isEmpty() || step.language().conditions().test(when.get(), variables)) {
                return new Decision.Move(one.text("exit"), Map.of(), uses);
            }
        }
        return new Decision.Move(last ? NodeSpec.CAPPED : AGAIN, Map.of(), uses);
    }
}
