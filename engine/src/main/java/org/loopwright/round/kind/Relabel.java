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
import org.loopwright.round.Ledger;
import org.loopwright.round.Making;
import org.loopwright.round.Product;
import org.loopwright.round.RoundKind;
import org.loopwright.round.Row;
import org.loopwright.round.RowSet;

/// `relabel`: sets a better answer behind what the model read before each of its answers, as RISE does
/// with the states that it reached on its own (Qu et al. 2024,
/// [arXiv:2407.18219](https://arxiv.org/abs/2407.18219)).
///
/// Every answer of every attempt gives a row: its own prompt, and after it a right answer drawn from all
/// attempts at the problem (best of n). Where no attempt was right, the row keeps its own answer. A
/// row's weight is `exp((r - 1) / temperature)` with r 1 for a right answer and 0 for a wrong one:
/// reward-weighted imitation, in which a low temperature learns right answers alone.
///
/// Settings: `reads` traces; `nodes`, whose answers are relabelled (all); `temperature` (0.5), above 0;
/// `writes` the rows. `control: own-answers` keeps each row's own answer and weight: what the better
/// answers add. Right answers use the gold ones. Exits: `next`, `empty` when no attempt wrote an answer.
/// Cost: none.
public final class Relabel extends RoundKind {
    private static final String OWN = "own-answers";

    @Override
    public String name() {
        return "relabel";
    }

    @Override
    public KindSignature signature() {
        return new KindSignature(
                "Sets a better answer behind what the model read before each of its answers.",
                List.of(
                        Field.required("reads", FieldType.READ, "Traces.").of(SlotType.TRACES),
                        Field.optional("nodes", FieldType.TEXTS, "The nodes whose answers are relabelled; all."),
                        Field.optional("temperature", FieldType.NUMBER, "Low: right answers alone; 0.5."),
                        Field.optional("control", FieldType.TEXT, "own-answers: no better answer is set."),
                        Field.required("writes", FieldType.WRITE, "Where the rows go.")
                                .of(SlotType.DATASET)),
                List.of(NodeSpec.NEXT, Product.EMPTY),
                KindSignature.ExitSet.CLOSED);
    }

    @Override
    public List<String> problems(org.loopwright.loop.LoopSpec loop, NodeSpec node) {
        List<String> problems = new ArrayList<>(Controls.unknown(node, List.of(OWN)));
        node.settings()
                .optionalText("temperature")
                .map(loop::number)
                .filter(temperature -> !(temperature > 0))
                .ifPresent(temperature -> problems.add("temperature " + temperature + " is not above 0"));
        return problems;
    }

    @Override
    public Product make(Making making) {
        RowSet traces = making.rows("reads");
        making.requireGold("right", traces);
        List<String> nodes = making.settings().texts("nodes");
        boolean own = making.text("control", "").equals(OWN);
        double wrong = Math.exp(-1 / making.number("temperature", 0.5));
        Random random = new Random(making.seed());
        List<Row> rows = new ArrayList<>();
        int better = 0;
        for (List<Row> attempts : traces.byItem().values()) {
            List<String> right = right(attempts);
            for (Row attempt : attempts) {
                for (Row.Reply reply : attempt.replies()) {
                    if (reply.outcome().isAnswer() && (nodes.isEmpty() || nodes.contains(reply.node()))) {
                        boolean sets = !own && !right.isEmpty();
                        String text = sets ? right.get(random.nextInt(right.size())) : reply.text();
                        boolean good = sets || reply.outcome() == Row.Outcome.RIGHT;
                        better += sets && reply.outcome() == Row.Outcome.WRONG ? 1 : 0;
                        rows.add(row(attempt, reply, text).withWeight(good ? 1 : wrong));
                    }
                }
            }
        }
        Map<String, Double> ledger = new LinkedHashMap<>();
        ledger.put(Ledger.GOLD_LABELS, (double) traces.rows().size());
        if (rows.isEmpty()) {
            return Product.none(Product.EMPTY, ledger, "no attempt wrote an answer");
        }
        Set<Source> sources = Sources.union(
                making.sources(),
                Set.of(new Source.Label(traces.name(), traces.split().label())));
        return Product.of(
                making.keep(traces.with(rows), SlotType.DATASET, sources),
                ledger,
                String.format(Locale.ROOT, "%d of %d answers became right ones", better, rows.size()));
    }

    private static List<String> right(List<Row> attempts) {
        return attempts.stream()
                .flatMap(attempt -> attempt.replies().stream())
                .filter(reply -> reply.outcome() == Row.Outcome.RIGHT)
                .map(Row.Reply::text)
                .toList();
    }

    private static Row row(Row attempt, Row.Reply reply, String text) {
        List<Row.Message> messages = new ArrayList<>(reply.prompt());
        messages.add(new Row.Message("assistant", text, true));
        return attempt.withMessages(messages).withoutReplies();
    }
}
