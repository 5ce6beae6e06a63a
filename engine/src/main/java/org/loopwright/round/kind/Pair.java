package org.loopwright.round.kind;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
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
import org.loopwright.round.RoundKind;
import org.loopwright.round.Row;
import org.loopwright.round.RowSet;

/// `pair`: sets a better attempt at a problem against a worse one, for preference training.
///
/// Settings: `reads` traces; `chosen` and `rejected`, conditions on `trace`; `per-item`, at most so many
/// pairs of a problem (1): the k-th chosen against the k-th rejected; `margin`, a fact whose difference
/// becomes the pair's weight (1 when left out), as ScPO weights by the difference of agreement; `learn` as
/// for `filter`, where both answer the same prompt only with `last` or a node's id; `writes` the pairs.
/// Pairs whose attempts read the same are left out.
///
/// `control: wrong-labels` turns each pair round with probability a half. Exits: `next`, `empty`. Cost: none.
public final class Pair extends RoundKind {
    private static final String WRONG = "wrong-labels";

    @Override
    public String name() {
        return "pair";
    }

    @Override
    public KindSignature signature() {
        return new KindSignature(
                "Sets a better attempt at a problem against a worse one.",
                List.of(
                        Field.required("reads", FieldType.READ, "Traces.").of(SlotType.TRACES),
                        Field.required("chosen", FieldType.ROW_CONDITION, "A condition on the better attempt."),
                        Field.required("rejected", FieldType.ROW_CONDITION, "A condition on the worse attempt."),
                        Field.optional("per-item", FieldType.INTEGER, "At most so many pairs of a problem; 1."),
                        Field.optional("margin", FieldType.TEXT, "The fact whose difference weights a pair."),
                        Field.optional("learn", FieldType.TEXT, "What is learned: last, or a node's id."),
                        Field.optional("control", FieldType.TEXT, "`wrong-labels`: half of the pairs turned round."),
                        Field.required("writes", FieldType.WRITE, "Where the pairs go.")
                                .of(SlotType.DATASET)),
                List.of(NodeSpec.NEXT, Product.EMPTY),
                KindSignature.ExitSet.CLOSED);
    }

    @Override
    public List<String> problems(LoopSpec loop, NodeSpec node) {
        return Controls.unknown(node, List.of(WRONG));
    }

    @Override
    public Product make(Making making) {
        RowSet traces = making.rows("reads");
        String chosen = making.settings().text("chosen");
        String rejected = making.settings().text("rejected");
        making.requireGold(chosen, traces);
        making.requireGold(rejected, traces);
        String learn = making.text("learn", "last");
        boolean turned = making.text("control", "").equals(WRONG);
        Random random = new Random(making.seed());
        List<Row> pairs = new ArrayList<>();
        for (List<Row> attempts : traces.byItem().values()) {
            List<Row> better = part(attempts, chosen, learn, making);
            List<Row> worse = part(attempts, rejected, learn, making);
            int count = Math.min(making.integer("per-item", 1), Math.min(better.size(), worse.size()));
            for (int k = 0; k < count; k++) {
                boolean swap = turned && random.nextBoolean();
                pair(swap ? worse.get(k) : better.get(k), swap ? better.get(k) : worse.get(k), making)
                        .ifPresent(pairs::add);
            }
        }
        Map<String, Double> ledger = new LinkedHashMap<>();
        Set<Source> sources = making.sources();
        if (Making.usesLabels(chosen) || Making.usesLabels(rejected)) {
            ledger.put(Ledger.GOLD_LABELS, (double) traces.rows().size());
            sources = Sources.union(
                    sources,
                    Set.of(new Source.Label(traces.name(), traces.split().label())));
        }
        String note = pairs.size() + " pairs from " + traces.byItem().size() + " problems";
        return pairs.isEmpty()
                ? Product.none(Product.EMPTY, ledger, note + ": no problem has both a chosen and a rejected attempt")
                : Product.of(making.keep(traces.with(pairs), SlotType.DATASET, sources), ledger, note)
                        .observed(observed(traces, pairs));
    }

    /// `pairs`, the share of problems that have one, and where there are gold answers how often the chosen one is
    /// right.
    private static Map<String, Double> observed(RowSet traces, List<Row> pairs) {
        Map<String, Double> numbers = new LinkedHashMap<>();
        numbers.put("kept", (double) pairs.size());
        numbers.put(
                "coverage",
                pairs.stream()
                                .map(row -> row.subject().contentHash())
                                .distinct()
                                .count()
                        / Math.max(1.0, traces.byItem().size()));
        if (Controls.hasGold(traces)) {
            numbers.put(
                    "precision",
                    pairs.stream()
                            .mapToDouble(row -> row.number("right"))
                            .average()
                            .orElse(0));
        }
        return numbers;
    }

    private static List<Row> part(List<Row> attempts, String condition, String learn, Making making) {
        return attempts.stream()
                .filter(row -> making.holds(condition, row))
                .map(row -> Learned.part(row, learn))
                .toList();
    }

    private static Optional<Row> pair(Row better, Row worse, Making making) {
        String bad = worse.messages().getLast().text();
        if (better.messages().getLast().text().equals(bad) || !prompt(better).equals(prompt(worse))) {
            return Optional.empty();
        }
        double weight = making.settings()
                .optionalText("margin")
                .map(fact -> better.number(fact) - worse.number(fact))
                .orElse(1.0);
        return Optional.of(
                better.withRejected(bad).withWeight(weight).withFacts(Map.of("rejected_answer", worse.text("answer"))));
    }

    private static List<Row.Message> prompt(Row row) {
        return row.messages().subList(0, row.messages().size() - 1);
    }
}
