package org.loopwright.loop.node;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.loopwright.loop.Decision;
import org.loopwright.loop.FieldType;
import org.loopwright.loop.KindSignature;
import org.loopwright.loop.KindSignature.Field;
import org.loopwright.loop.LoopException;
import org.loopwright.loop.LoopSpec;
import org.loopwright.loop.NodeKind;
import org.loopwright.loop.NodeSpec;
import org.loopwright.loop.SearchTree;
import org.loopwright.loop.Step;
import org.loopwright.loop.Value;

/// `tree-search`: builds an answer step by step, each time from the most promising partial answer.
///
/// ```
/// tree = {""}
/// expansions times, while a partial answer is open:
///     choose a leaf that is neither finished nor `depth` steps long
///     ask for `branches` continuations of it, and for the value of each   (two batches)
///     add the values to the leaf's ancestors
/// write the best finished answer, else the best leaf
/// ```
///
/// `by` says how the leaf is chosen: `best-first` takes the one with the highest value (Koh et al. 2024, arXiv
/// 2407.01476); `mcts` goes down from the root to the child with the highest upper confidence bound (Kocsis
/// and Szepesvari 2006; with language models LATS, Zhou et al. 2023, arXiv 2310.04406).
///
/// | UCT | here |
/// |---|---|
/// | Q(s, a) | mean value of the partial answers below a child, its own included |
/// | N(s), n(s, a) | how many those are |
/// | C_p | `explore` (1) |
///
/// Deviation: values come from the judge at each partial answer and not from a rollout to the end, as in LATS.
/// Steps can come from a loop of the project (`expand-loop`) in place of `prompt`, and values from one (`value-loop`)
/// in place of `value-prompt`; `arguments` gives both the partial answer and whatever else they read.
/// Both prompts see the partial answer in the slot that `writes` names. Unparsed values count 0. Equals are
/// decided by age. The tree is folded from the visit's results, so a resumed run goes on within it.
/// Selecting uses all values. Exit: `next`. Cost: at most expansions * branches * 2 model calls.
public final class TreeSearch implements NodeKind, SearchTree.Searching {
    private static final String BEST_FIRST = "best-first";
    private static final String MCTS = "mcts";

    @Override
    public String name() {
        return "tree-search";
    }

    @Override
    public KindSignature signature() {
        return new KindSignature(
                "Builds an answer step by step from the most promising partial answer.",
                List.of(
                        Growth.MODEL,
                        Growth.PROMPT,
                        Growth.EXPAND_LOOP,
                        Growth.EXPAND_SLOT,
                        Fields.SAMPLING,
                        Field.required("by", FieldType.TEXT, "How the next one is chosen: `best-first` or `mcts`."),
                        Growth.BRANCHES,
                        Field.required("expansions", FieldType.INTEGER, "How many partial answers are continued."),
                        Field.required("depth", FieldType.INTEGER, "Most steps of an answer."),
                        Field.optional("explore", FieldType.NUMBER, "For `mcts`: weight of the rarely tried; 1."),
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
        String by = node.settings().text("by");
        if (!by.equals(BEST_FIRST) && !by.equals(MCTS)) {
            throw node.settings().wrong("by", "`best-first` or `mcts`");
        }
        return Growth.problems(node);
    }

    @Override
    public Decision decide(Step step) {
        Growth growth = new Growth(step);
        Partial root = grow(step, growth);
        Decision missing = growth.missing();
        if (missing != null) {
            return missing;
        }
        Value best = root.best().value.withSources(growth.used());
        return new Decision.Move(NodeSpec.NEXT, Map.of(step.settings().text("writes"), best), growth.used());
    }

    @Override
    public SearchTree tree(Step step) {
        Growth growth = new Growth(step);
        Partial root = grow(step, growth);
        return root.told(null, growth.missing() == null ? root.best() : null).toTree();
    }

    private void requireSound(Step step) {
        List<String> problems = problems(step.loop(), step.node());
        if (!problems.isEmpty()) {
            throw new LoopException("node " + step.node().id() + ": " + problems.getFirst());
        }
    }

    /// The tree as far as the visit's results go.
    private Partial grow(Step step, Growth growth) {
        requireSound(step);
        int depth = Growth.positive(step, "depth");
        int expansions = Growth.positive(step, "expansions");
        boolean mcts = step.settings().text("by").equals(MCTS);
        double explore = step.number("explore", 1);
        Partial root = new Partial(null, Value.given(""), 0, false);
        for (int i = 0; i < expansions; i++) {
            Partial leaf = mcts ? root.mostPromising(explore, depth) : root.bestOpenLeaf(depth);
            if (leaf == null) {
                break;
            }
            List<Growth.Valued> grown = growth.grow(List.of(leaf.value));
            if (growth.missing() != null) {
                break;
            }
            grown.forEach(one -> leaf.add(one, growth.isFinished(one.value())));
        }
        return root;
    }

    /// A partial answer in the tree. Lives for one decision.
    private static final class Partial {
        private final @Nullable Partial parent;
        private final Value value;
        private final double score;
        private final boolean finished;
        private final int depth;
        private final List<Partial> children = new ArrayList<>();
        private double total;
        private int visits;

        Partial(@Nullable Partial parent, Value value, double score, boolean finished) {
            this.parent = parent;
            this.value = value;
            this.score = score;
            this.finished = finished;
            this.depth = parent == null ? 0 : parent.depth + 1;
        }

        void add(Growth.Valued one, boolean isFinished) {
            Partial child = new Partial(this, one.value(), Math.max(0, one.score()), isFinished);
            children.add(child);
            for (Partial above = child; above != null; above = above.parent) {
                above.total += child.score;
                above.visits++;
            }
        }

        private boolean canGrow(int most) {
            return children.isEmpty()
                    ? !finished && depth < most
                    : children.stream().anyMatch(c -> c.canGrow(most));
        }

        /// The open leaf below with the highest value, the oldest of equals; null when there is none.
        @Nullable
        Partial bestOpenLeaf(int most) {
            return leaves().stream()
                    .filter(leaf -> leaf.canGrow(most))
                    .reduce((a, b) -> b.score > a.score ? b : a)
                    .orElse(null);
        }

        /// The open leaf that the upper confidence bound leads to; null when there is none.
        @Nullable
        Partial mostPromising(double explore, int most) {
            if (!canGrow(most)) {
                return null;
            }
            Partial at = this;
            while (!at.children.isEmpty()) {
                Partial from = at;
                Optional<Partial> next = from.children.stream()
                        .filter(child -> child.canGrow(most))
                        .reduce((a, b) -> b.bound(from, explore) > a.bound(from, explore) ? b : a);
                at = next.orElseThrow(() -> new IllegalStateException("a branch that can grow has a child that can"));
            }
            return at;
        }

        private double bound(Partial from, double explore) {
            return total / visits + explore * Math.sqrt(2 * Math.log(from.visits) / visits);
        }

        /// This and what lies below, told again.
        ///
        /// @param taken the leaf that the answer is, or null
        SearchBranch told(@Nullable SearchBranch above, @Nullable Partial taken) {
            SearchBranch branch = new SearchBranch(above, value.text(), score, finished);
            children.forEach(child -> child.told(branch, taken));
            if (this == taken) {
                branch.take();
            }
            return branch;
        }

        Partial best() {
            // The stream is in the order of the tree, and max keeps the last of equals: reduce keeps the first.
            Comparator<Partial> order =
                    Comparator.<Partial>comparingInt(b -> b.finished ? 1 : 0).thenComparingDouble(b -> b.score);
            return leaves().stream()
                    .reduce((a, b) -> order.compare(b, a) > 0 ? b : a)
                    .orElse(this);
        }

        private List<Partial> leaves() {
            if (children.isEmpty()) {
                return List.of(this);
            }
            return children.stream().flatMap(child -> child.leaves().stream()).toList();
        }
    }
}
