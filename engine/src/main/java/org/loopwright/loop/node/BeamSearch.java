package org.loopwright.loop.node;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.loopwright.loop.Decision;
import org.loopwright.loop.FieldType;
import org.loopwright.loop.KindSignature;
import org.loopwright.loop.KindSignature.Field;
import org.loopwright.loop.LoopSpec;
import org.loopwright.loop.NodeKind;
import org.loopwright.loop.NodeSpec;
import org.loopwright.loop.SearchTree;
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
/// Steps can come from a loop of the project (`expand-loop`) in place of `prompt`, and values from one (`value-loop`)
/// in place of `value-prompt`; `arguments` gives both the partial answer and whatever else they read.
/// Both prompts see the partial answer in the slot that `writes` names; continuations are joined to it by
/// a line end. A partial answer in which `finished` is found is not continued. Unparsed scores rank last.
/// The tree is folded from the visit's results and is kept nowhere else, so a resumed run goes on within
/// it. Selecting uses all scores. Exit: `next`. Cost: at most depth * width * branches * 2 model calls.
public final class BeamSearch implements NodeKind, SearchTree.Searching {
    @Override
    public String name() {
        return "beam-search";
    }

    @Override
    public KindSignature signature() {
        return new KindSignature(
                "Builds an answer step by step and keeps the best partial answers.",
                List.of(
                        Growth.MODEL,
                        Growth.PROMPT,
                        Growth.EXPAND_LOOP,
                        Growth.EXPAND_SLOT,
                        Fields.SAMPLING,
                        Growth.BRANCHES,
                        Field.required("width", FieldType.INTEGER, "Partial answers that are kept."),
                        Field.required("depth", FieldType.INTEGER, "Most steps of an answer."),
                        Growth.FINISHED,
                        Growth.VALUE_MODEL,
                        Growth.VALUE_PROMPT,
                        Growth.VALUE_LOOP,
                        Growth.VALUE_SLOT,
                        Growth.ARGUMENTS,
                        ScoreSetting.SCORE,
                        ScoreSetting.SCALE,
                        Fields.WRITES_TEXT),
                List.of(NodeSpec.NEXT),
                KindSignature.ExitSet.CLOSED);
    }

    @Override
    public List<String> problems(LoopSpec loop, NodeSpec node) {
        return Growth.problems(node);
    }

    @Override
    public Decision decide(Step step) {
        Growth growth = new Growth(step);
        List<Kept> beam = grow(step, growth, new SearchBranch(null, "", 0, false));
        Decision missing = growth.missing();
        if (missing != null) {
            return missing;
        }
        Value best = beam.getFirst().valued().value().withSources(growth.used());
        return new Decision.Move(NodeSpec.NEXT, Map.of(step.settings().text("writes"), best), growth.used());
    }

    @Override
    public SearchTree tree(Step step) {
        Growth growth = new Growth(step);
        SearchBranch root = new SearchBranch(null, "", 0, false);
        List<Kept> beam = grow(step, growth, root);
        if (growth.missing() == null) {
            beam.getFirst().branch().take();
        }
        return root.toTree();
    }

    /// A partial answer of the beam, with its place in the tree.
    private record Kept(Growth.Valued valued, SearchBranch branch) {}

    /// The last beam that the visit's results hold.
    private static List<Kept> grow(Step step, Growth growth, SearchBranch root) {
        int depth = Growth.positive(step, "depth");
        int width = Growth.positive(step, "width");
        List<Kept> beam = List.of(new Kept(new Growth.Valued(Value.given(""), 0), root));
        for (int level = 0; level < depth; level++) {
            List<Kept> open = beam.stream()
                    .filter(kept -> !growth.isFinished(kept.valued().value()))
                    .toList();
            if (open.isEmpty()) {
                break;
            }
            List<Growth.Valued> grown =
                    growth.grow(open.stream().map(kept -> kept.valued().value()).toList());
            if (growth.missing() != null) {
                break;
            }
            List<Kept> next = new ArrayList<>(beam.stream()
                    .filter(kept -> growth.isFinished(kept.valued().value()))
                    .toList());
            int branches = grown.size() / open.size();
            for (int i = 0; i < grown.size(); i++) {
                Growth.Valued one = grown.get(i);
                SearchBranch above = open.get(i / branches).branch();
                next.add(new Kept(
                        one, new SearchBranch(above, one.value().text(), one.score(), growth.isFinished(one.value()))));
            }
            // A stable sort: equals stay in their order.
            next.sort(Comparator.comparingDouble((Kept kept) -> kept.valued().score())
                    .reversed());
            beam = next.subList(0, Math.min(width, next.size()));
        }
        return beam;
    }
}
