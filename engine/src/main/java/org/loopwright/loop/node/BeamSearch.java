package org.loopwright.loop.node;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.loopwright.loop.Decision;
import org.loopwright.loop.FieldType;
import org.loopwright.loop.KindSignature;
import org.loopwright.loop.KindSignature.Field;
import org.loopwright.loop.NodeKind;
import org.loopwright.loop.NodeSpec;
import org.loopwright.loop.Step;
import org.loopwright.loop.Value;

/// `beam-search`: builds an answer step by step and keeps the best partial answers. Tree of Thoughts, its
/// breadth-first search (Yao et al. 2023, arXiv 2305.10601).
///
/// ```
/// beam = [""]
/// depth times, while the beam is not all finished:
///     for each partial answer: ask for `branches` continuations     (one batch)
///     score each continued answer                                   (one batch)
///     beam = the `width` best; equals by order
/// write the best of the beam
/// ```
///
/// | paper | here |
/// |---|---|
/// | G(p, s, k) | `model`, `prompt`, `branches` |
/// | V(p, S) | `value-model` (the same when left out), `value-prompt`, `score`, `scale` |
/// | b, T | `width`, `depth` |
///
/// Both prompts see the partial answer in the slot that `writes` names; continuations are joined to it by
/// a line end. A partial answer in which `finished` is found is not continued. Unparsed scores rank last.
/// The tree is folded from the visit's results and is kept nowhere else, so a resumed run goes on within
/// it. Selecting uses all scores. Exit: `next`. Cost: at most depth * width * branches * 2 model calls.
public final class BeamSearch implements NodeKind {
    @Override
    public String name() {
        return "beam-search";
    }

    @Override
    public KindSignature signature() {
        return new KindSignature(
                "Builds an answer step by step and keeps the best partial answers.",
                List.of(
                        Fields.MODEL,
                        Fields.PROMPT,
                        Fields.SAMPLING,
                        Growth.BRANCHES,
                        Field.required("width", FieldType.INTEGER, "Partial answers that are kept."),
                        Field.required("depth", FieldType.INTEGER, "Most steps of an answer."),
                        Growth.FINISHED,
                        Growth.VALUE_MODEL,
                        Growth.VALUE_PROMPT,
                        ScoreSetting.SCORE,
                        ScoreSetting.SCALE,
                        Fields.WRITES_TEXT),
                List.of(NodeSpec.NEXT),
                KindSignature.ExitSet.CLOSED);
    }

    @Override
    public Decision decide(Step step) {
        int depth = Growth.positive(step, "depth");
        int width = Growth.positive(step, "width");
        Growth growth = new Growth(step);
        List<Growth.Valued> beam = List.of(new Growth.Valued(Value.given(""), 0));
        for (int level = 0; level < depth; level++) {
            List<Value> open = beam.stream()
                    .map(Growth.Valued::value)
                    .filter(partial -> !growth.isFinished(partial))
                    .toList();
            if (open.isEmpty()) {
                break;
            }
            List<Growth.Valued> next = new ArrayList<>(
                    beam.stream().filter(p -> growth.isFinished(p.value())).toList());
            next.addAll(growth.grow(open));
            Decision missing = growth.missing();
            if (missing != null) {
                return missing;
            }
            // A stable sort: equals stay in their order.
            next.sort(Comparator.comparingDouble(Growth.Valued::score).reversed());
            beam = next.subList(0, Math.min(width, next.size()));
        }
        Value best = beam.getFirst().value().withSources(growth.used());
        return new Decision.Move(NodeSpec.NEXT, Map.of(step.settings().text("writes"), best), growth.used());
    }
}
