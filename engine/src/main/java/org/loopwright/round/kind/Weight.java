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
import org.loopwright.round.Learned;
import org.loopwright.round.Ledger;
import org.loopwright.round.Making;
import org.loopwright.round.Product;
import org.loopwright.round.RewardParts;
import org.loopwright.round.RoundKind;
import org.loopwright.round.Row;
import org.loopwright.round.RowSet;

/// `weight`: gives every attempt a weight, which a training reads as a weight or a reward.
///
/// Settings: `reads` traces or rows; `by`, a fact (`right`, `majority`, `agreement`, a number or a truth);
/// `plus`, a map-free list of further facts that are added (`parsed`); `progress`, a bonus times
/// (`right` - `first_right`), SCoRe's reward shaping; `learn` as for `filter`; `writes` the rows. Facts from
/// gold answers go to the ledger.
///
/// `control`: `random-reward` draws 0 or 1 instead, `format-only` rewards a readable answer alone,
/// `wrong-labels` rewards what is wrong.
///
/// Exits: `next`; `equal` when every problem's attempts have the same weight, so that there is nothing to
/// prefer: the rows are written all the same, for a loop that goes on as a fallback. Cost: none.
public final class Weight extends RoundKind {
    private static final String EQUAL = "equal";
    private static final String RANDOM = "random-reward";
    private static final String FORMAT = "format-only";
    private static final String WRONG = "wrong-labels";

    @Override
    public String name() {
        return "weight";
    }

    @Override
    public KindSignature signature() {
        return new KindSignature(
                "Gives every attempt a weight or a reward.",
                List.of(
                        Field.required("reads", FieldType.READ, "Traces or rows."),
                        Field.required(
                                "by", FieldType.TEXT, "The fact that is the weight: right, majority, agreement."),
                        Field.optional("plus", FieldType.TEXTS, "Further facts that are added to it."),
                        Field.optional("progress", FieldType.NUMBER, "Bonus times (right - first_right)."),
                        Field.optional("learn", FieldType.TEXT, "What is learned: last, all, or a node's id."),
                        Field.optional("control", FieldType.TEXT, "random-reward, format-only or wrong-labels."),
                        Field.required("writes", FieldType.WRITE, "Where the rows go.")
                                .of(SlotType.DATASET)),
                List.of(NodeSpec.NEXT, EQUAL),
                KindSignature.ExitSet.CLOSED);
    }

    @Override
    public List<String> problems(LoopSpec loop, NodeSpec node) {
        return Controls.unknown(node, List.of(RANDOM, FORMAT, WRONG));
    }

    @Override
    public Product make(Making making) {
        RowSet rows = making.rows("reads");
        String by = making.settings().text("by");
        String control = making.text("control", "");
        making.requireGold(control.equals(WRONG) ? "right" : by, rows);
        Random random = new Random(making.seed());
        String learn = making.text("learn", "last");
        List<Row> weighted = new ArrayList<>();
        for (Row row : rows.rows()) {
            Map<String, Double> parts = switch (control) {
                case RANDOM -> Map.of("random", (double) random.nextInt(2));
                case FORMAT -> Map.of("parsed", row.number("parsed"));
                case WRONG -> Map.of("wrong", 1 - row.number("right"));
                default -> parts(row, by, making);
            };
            double weight =
                    parts.values().stream().mapToDouble(Double::doubleValue).sum();
            weighted.add(RewardParts.keep(Learned.part(row, learn).withWeight(weight), parts));
        }
        Map<String, Double> ledger = new LinkedHashMap<>();
        Set<Source> sources = making.sources();
        boolean labels = control.equals(WRONG)
                || (control.isEmpty()
                        && (Making.usesLabels(by) || making.settings().has("progress")));
        if (labels) {
            ledger.put(Ledger.GOLD_LABELS, (double) weighted.size());
            sources = Sources.union(
                    sources, Set.of(new Source.Label(rows.name(), rows.split().label())));
        }
        RowSet set = rows.with(weighted);
        boolean equal = set.byItem().values().stream().allMatch(Weight::isEqual);
        String note = String.format(
                Locale.ROOT,
                "mean %.3f over %d attempts%s",
                weighted.stream().mapToDouble(Row::weight).average().orElse(0),
                weighted.size(),
                equal ? "; every problem's attempts have equal rewards: nothing is better than something else" : "");
        return new Product(
                equal ? EQUAL : NodeSpec.NEXT,
                Map.of(Product.WRITES, making.keep(set, SlotType.DATASET, sources)),
                ledger,
                List.of(note),
                Observed.of(observed(set)));
    }

    @Override
    public int version() {
        // Since 2 the rows know the reward's components.
        return 2;
    }

    /// The reward and its components, `right` as the audit where there are gold answers, and the share of problems
    /// whose attempts all have one reward, from which a policy gradient learns nothing.
    private static Map<String, Double> observed(RowSet set) {
        Map<String, Double> numbers = new LinkedHashMap<>(RewardParts.means(set.rows()));
        long equal = set.byItem().values().stream().filter(Weight::isEqual).count();
        numbers.put("equal", (double) equal / Math.max(1, set.byItem().size()));
        return numbers;
    }

    private static boolean isEqual(List<Row> attempts) {
        return attempts.stream().mapToDouble(Row::weight).distinct().count() <= 1;
    }

    /// The components of a row's reward, in the order in which they are added.
    private static Map<String, Double> parts(Row row, String by, Making making) {
        Map<String, Double> parts = new LinkedHashMap<>();
        parts.put(by, row.number(by));
        for (String more : making.settings().texts("plus")) {
            parts.merge(more, row.number(more), Double::sum);
        }
        if (making.settings().has("progress")) {
            double bonus = making.number("progress", 0) * (row.number("right") - row.number("first_right"));
            parts.merge("progress", bonus, Double::sum);
        }
        return parts;
    }
}
