package org.loopwright.round.kind;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.loopwright.loop.FieldType;
import org.loopwright.loop.KindSignature;
import org.loopwright.loop.KindSignature.Field;
import org.loopwright.loop.NodeSpec;
import org.loopwright.loop.SlotType;
import org.loopwright.loop.Source;
import org.loopwright.loop.Sources;
import org.loopwright.measure.FilterMeasures;
import org.loopwright.round.Learned;
import org.loopwright.round.Ledger;
import org.loopwright.round.Making;
import org.loopwright.round.Product;
import org.loopwright.round.RoundKind;
import org.loopwright.round.Row;
import org.loopwright.round.RowSet;

/// `filter`: keeps the attempts for which a condition holds.
///
/// Settings: `reads` traces or rows; `keep`, a condition on `trace`, such as `trace.right` or
/// `trace.majority && trace.agreement >= 0.6`; `per-item`, at most so many of a problem (all), the first
/// ones; `learn`, what of an attempt is learned: its last completion (`last`), all of its own (`all`),
/// only what was read of the answer (`answer`), or the completion of one node (its id); `writes` the rows. A condition
/// on `trace.right` and its like uses gold labels:
/// the rows then carry the label and each judged attempt goes to the ledger.
///
/// `control`: `random-filter` keeps as many attempts of each problem as the condition would, but any: equal
/// examples, no judgement; `wrong-labels` keeps at most as many of those for which it does not hold;
/// `random-reward` keeps each by a fair coin, `format-only` each whose answer can be read. Exits:
/// `next`, `empty` when
/// nothing is kept. Cost: none.
public final class Filter extends RoundKind {
    private static final String RANDOM = "random-filter";
    private static final String WRONG = "wrong-labels";
    private static final String COIN = "random-reward";
    private static final String FORMAT = "format-only";

    @Override
    public String name() {
        return "filter";
    }

    @Override
    public KindSignature signature() {
        return new KindSignature(
                "Keeps the attempts for which a condition holds.",
                List.of(
                        Field.required("reads", FieldType.READ, "Traces or rows."),
                        Field.required("keep", FieldType.ROW_CONDITION, "A condition on `trace`, `trace.right`."),
                        Field.optional("per-item", FieldType.INTEGER, "At most so many of a problem."),
                        Field.optional("learn", FieldType.TEXT, "What is learned: last, all, or a node's id."),
                        Field.optional(
                                "control", FieldType.TEXT, "random-filter, wrong-labels, random-reward, format-only."),
                        Field.required("writes", FieldType.WRITE, "Where the rows go.")
                                .of(SlotType.DATASET)),
                List.of(NodeSpec.NEXT, Product.EMPTY),
                KindSignature.ExitSet.CLOSED);
    }

    @Override
    public List<String> problems(org.loopwright.loop.LoopSpec loop, NodeSpec node) {
        return Controls.unknown(node, List.of(RANDOM, WRONG, COIN, FORMAT));
    }

    @Override
    public Product make(Making making) {
        RowSet rows = making.rows("reads");
        String keep = making.settings().text("keep");
        making.requireGold(keep, rows);
        int most = making.integer("per-item", Integer.MAX_VALUE);
        String control = making.text("control", "");
        Random choices = new Random(making.seed());
        List<Row> kept = new ArrayList<>();
        int covered = 0;
        List<FilterMeasures.Candidate> seen = new ArrayList<>();
        for (List<Row> attempts : rows.byItem().values()) {
            List<Row> held = attempts.stream()
                    .filter(row -> making.holds(keep, row))
                    .limit(most)
                    .toList();
            List<Row> chosen = switch (control) {
                case RANDOM -> Controls.any(attempts, held.size(), choices);
                case WRONG ->
                    attempts.stream()
                            .filter(row -> !held.contains(row))
                            .limit(held.size())
                            .toList();
                case COIN ->
                    attempts.stream()
                            .filter(_ -> choices.nextBoolean())
                            .limit(most)
                            .toList();
                case FORMAT ->
                    attempts.stream()
                            .filter(row -> row.is("parsed"))
                            .limit(most)
                            .toList();
                default -> held;
            };
            covered += chosen.isEmpty() ? 0 : 1;
            kept.addAll(chosen);
            attempts.forEach(row -> seen.add(
                    new FilterMeasures.Candidate(row.subject().contentHash(), row.is("right"), chosen.contains(row))));
        }
        boolean labelled = Making.usesLabels(keep) && !control.equals(COIN) && !control.equals(FORMAT);
        Map<String, Double> ledger = new LinkedHashMap<>();
        Set<Source> sources = making.sources();
        if (labelled) {
            ledger.put(Ledger.GOLD_LABELS, (double) rows.rows().size());
            sources = Sources.union(
                    sources, Set.of(new Source.Label(rows.name(), rows.split().label())));
        }
        String note = String.format(
                Locale.ROOT,
                "kept %d of %d attempts, of %d of %d problems",
                kept.size(),
                rows.rows().size(),
                covered,
                rows.byItem().size());
        Map<String, Double> measured = Controls.filtered(seen, rows);
        if (kept.isEmpty()) {
            return Product.none(
                            Product.EMPTY,
                            ledger,
                            note + ": no attempt is " + keep + "; take more samples or a weaker condition")
                    .observed(measured);
        }
        String learn = making.text("learn", "last");
        List<Row> learned = kept.stream().map(row -> Learned.part(row, learn)).toList();
        return Product.of(making.keep(rows.with(learned), SlotType.DATASET, sources), ledger, note)
                .observed(measured);
    }
}
