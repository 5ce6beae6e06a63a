package org.loopwright.round.kind;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.loopwright.loop.Content;
import org.loopwright.loop.Decision;
import org.loopwright.loop.FieldType;
import org.loopwright.loop.KindSignature;
import org.loopwright.loop.KindSignature.Field;
import org.loopwright.loop.LoopException;
import org.loopwright.loop.NodeKind;
import org.loopwright.loop.NodeSpec;
import org.loopwright.loop.SlotType;
import org.loopwright.loop.Source;
import org.loopwright.loop.Sources;
import org.loopwright.loop.Step;
import org.loopwright.loop.Value;

/// `promote`: chooses the best checkpoint of all rounds by a measured number.
///
/// Settings: `model`, the slot whose versions are the candidates; `by`, the slot with the numbers, measured
/// once after each candidate was made; `number`, which one (`accuracy`); `writes` the best. Of equals the
/// first wins. Measured on dev this is fair; measured on a test split the run is branded `selected-on-test`.
/// Exit: `next`. Cost: none.
public final class Promote implements NodeKind {
    @Override
    public String name() {
        return "promote";
    }

    @Override
    public KindSignature signature() {
        return new KindSignature(
                "Chooses the best checkpoint of all rounds by a measured number.",
                List.of(
                        Field.required("model", FieldType.READ, "The slot whose versions are the candidates.")
                                .of(SlotType.MODEL),
                        Field.required("by", FieldType.READ, "The slot with a measurement of each.")
                                .of(SlotType.METRICS),
                        Field.optional("number", FieldType.TEXT, "Which number; accuracy when left out."),
                        Field.required("writes", FieldType.WRITE, "Where the best goes.")
                                .of(SlotType.MODEL)),
                List.of(NodeSpec.NEXT),
                KindSignature.ExitSet.CLOSED);
    }

    @Override
    public Decision decide(Step step) {
        String number = step.settings().optionalText("number").orElse("accuracy");
        List<Value> models = versions(step, "model");
        List<Value> measured = versions(step, "by");
        // A slot with a default has one version more than there are measurements: the base is no candidate.
        int first = models.size() - measured.size();
        if (first < 0 || measured.isEmpty()) {
            throw new LoopException("node " + step.node().id() + ": there are " + measured.size() + " measurements of "
                    + models.size() + " models: measure every candidate once");
        }
        Value best = models.get(first);
        double most = Double.NEGATIVE_INFINITY;
        Set<Source> uses = Set.of(Source.Plain.GIVEN);
        for (int i = 0; i < measured.size(); i++) {
            uses = Sources.union(uses, measured.get(i).sources());
            double value = number(measured.get(i), number, step);
            if (value > most) {
                most = value;
                best = models.get(first + i);
            }
        }
        return new Decision.Move(NodeSpec.NEXT, Map.of(step.settings().text("writes"), best.withSources(uses)), uses);
    }

    private static List<Value> versions(Step step, String setting) {
        return step.frame().slots().getOrDefault(step.settings().text(setting), List.of());
    }

    private static double number(Value value, String name, Step step) {
        if (value.content() instanceof Content.Measured measured
                && measured.numbers().containsKey(name)) {
            return measured.numbers().getOrDefault(name, 0.0);
        }
        throw new LoopException("node " + step.node().id() + ": nothing measured `" + name + "`");
    }
}
