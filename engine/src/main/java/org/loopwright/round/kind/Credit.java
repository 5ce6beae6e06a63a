package org.loopwright.round.kind;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.loopwright.journal.Observed;
import org.loopwright.loop.FieldType;
import org.loopwright.loop.KindSignature;
import org.loopwright.loop.KindSignature.Field;
import org.loopwright.loop.LoopSpec;
import org.loopwright.loop.NodeSpec;
import org.loopwright.loop.SlotType;
import org.loopwright.loop.Source;
import org.loopwright.loop.Sources;
import org.loopwright.round.Credited;
import org.loopwright.round.Ledger;
import org.loopwright.round.Making;
import org.loopwright.round.Product;
import org.loopwright.round.RewardParts;
import org.loopwright.round.RoundKind;
import org.loopwright.round.Row;
import org.loopwright.round.RowSet;

/// `credit`: gives every completion of an attempt a reward of its own, for policy gradients over several
/// turns.
///
/// A completion that wrote an answer earns 1 when it is right, one that wrote a verdict 1 when the gold
/// answer agrees (process rewards, S2R: Ma et al. 2025,
/// [arXiv:2502.12853](https://arxiv.org/abs/2502.12853)); else 0. Each becomes a row; rows of one
/// problem, node and visit are compared with one another.
///
/// | setting | |
/// |---|---|
/// | `reads` | traces |
/// | `by` | `turn`, the default: its own outcome; `attempt`: what the attempt's last answer earns |
/// | `reward` | the nodes whose completions earn something; all when left out |
/// | `progress` | alpha of SCoRe's bonus alpha (outcome - outcome of the answer before) (0; Kumar et al. 2024, |
/// | | [arXiv:2409.12917](https://arxiv.org/abs/2409.12917)) |
/// | `discount` | share of what the next turn earns that a turn gets too, in [0, 1] (0) |
/// | `hold` | `draft=10`: that node's completions are held to the reference ten times as strongly as `beta` says |
/// | `compare` | `place`, the default; `history`: only with attempts whose outcomes so far were the same |
/// | `control` | `random-reward` draws 0 or 1 instead |
///
/// Exits: `next`; `equal` when nothing is better than something else: the rows are written all the same.
/// Cost: none.
public final class Credit extends RoundKind {
    private static final String EQUAL = "equal";
    private static final String RANDOM = "random-reward";
    private static final String ATTEMPT = "attempt";
    private static final String HISTORY = "history";

    @Override
    public String name() {
        return "credit";
    }

    @Override
    public KindSignature signature() {
        return new KindSignature(
                "Gives every completion of an attempt a reward of its own.",
                List.of(
                        Field.required("reads", FieldType.READ, "Traces.").of(SlotType.TRACES),
                        Field.optional("by", FieldType.TEXT, "turn, the default, or attempt."),
                        Field.optional("reward", FieldType.TEXTS, "The nodes that earn something; all."),
                        Field.optional("progress", FieldType.NUMBER, "Bonus times (outcome - outcome before)."),
                        Field.optional("discount", FieldType.NUMBER, "Share of the next turn's earnings; 0."),
                        Field.optional("hold", FieldType.TEXTS, "`draft=10`: how strongly a node is held."),
                        Field.optional("compare", FieldType.TEXT, "place, the default, or history."),
                        Field.optional("control", FieldType.TEXT, "random-reward."),
                        Field.required("writes", FieldType.WRITE, "Where the rows go.")
                                .of(SlotType.DATASET)),
                List.of(NodeSpec.NEXT, EQUAL),
                KindSignature.ExitSet.CLOSED);
    }

    @Override
    public List<String> problems(LoopSpec loop, NodeSpec node) {
        List<String> problems = new ArrayList<>(Controls.unknown(node, List.of(RANDOM)));
        oneOf(node, "by", List.of("turn", ATTEMPT), problems);
        oneOf(node, "compare", List.of("place", HISTORY), problems);
        node.settings().texts("hold").stream()
                .filter(text -> !text.matches("[^=]+=\\d+(\\.\\d+)?"))
                .forEach(text -> problems.add("`" + text + "` holds nothing: write `node=10`"));
        return problems;
    }

    private static void oneOf(NodeSpec node, String setting, List<String> known, List<String> problems) {
        node.settings()
                .optionalText(setting)
                .filter(value -> !known.contains(value))
                .ifPresent(value ->
                        problems.add("setting `" + setting + "` is `" + value + "`: it should be one of " + known));
    }

    @Override
    public Product make(Making making) {
        RowSet traces = making.rows("reads");
        making.requireGold("right", traces);
        Credited credited = new Credited(rules(making));
        boolean drawn = making.text("control", "").equals(RANDOM);
        Random random = new Random(making.seed());
        List<Row> rows = new ArrayList<>();
        for (List<Row> attempts : traces.byItem().values()) {
            for (Row row : credited.rows(attempts)) {
                rows.add(drawn ? drawn(row, random) : row);
            }
        }
        boolean equal = Credited.isEqual(rows);
        String note = String.format(
                Locale.ROOT,
                "mean %.3f over %d completions of %d attempts%s",
                rows.stream().mapToDouble(Row::weight).average().orElse(0),
                rows.size(),
                traces.rows().size(),
                equal ? "; nothing is better than something else" : "");
        Map<String, Double> ledger = new LinkedHashMap<>();
        Set<Source> sources = making.sources();
        if (!drawn) {
            ledger.put(Ledger.GOLD_LABELS, (double) traces.rows().size());
            sources = Sources.union(
                    sources,
                    Set.of(new Source.Label(traces.name(), traces.split().label())));
        }
        return new Product(
                equal ? EQUAL : NodeSpec.NEXT,
                Map.of(Product.WRITES, making.keep(traces.with(rows), SlotType.DATASET, sources)),
                ledger,
                List.of(note),
                Observed.of(RewardParts.means(rows)));
    }

    @Override
    public int version() {
        // Since 2 the rows know the reward's components.
        return 2;
    }

    private static Row drawn(Row row, Random random) {
        double reward = random.nextInt(2);
        return RewardParts.keep(RewardParts.without(row).withWeight(reward), Map.of("random", reward));
    }

    private static Credited.Rules rules(Making making) {
        Map<String, Double> held = new LinkedHashMap<>();
        for (String text : making.settings().texts("hold")) {
            int equals = text.indexOf('=');
            held.put(text.substring(0, equals).strip(), Double.parseDouble(text.substring(equals + 1)));
        }
        return new Credited.Rules(
                making.text("by", "turn").equals(ATTEMPT),
                making.number("progress", 0),
                making.number("discount", 0),
                making.settings().texts("reward"),
                held,
                making.text("compare", "place").equals(HISTORY));
    }
}
