package org.loopwright.round.kind;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.loopwright.loop.FieldType;
import org.loopwright.loop.KindSignature;
import org.loopwright.loop.KindSignature.Field;
import org.loopwright.loop.LoopSpec;
import org.loopwright.loop.NodeSpec;
import org.loopwright.loop.SlotType;
import org.loopwright.round.Making;
import org.loopwright.round.Product;
import org.loopwright.round.RoundKind;
import org.loopwright.round.Row;
import org.loopwright.round.RowSet;

/// `mix`: joins datasets, such as this round's with the rounds before, or real data with a checkpoint's own.
///
/// Settings: `reads`, the datasets; `shares`, of each the share of its rows that is taken, in [0, 1] (1
/// each), drawn without replacement; `writes` the rows, in the order of `reads`. Exit: `next`. Cost: none.
public final class Mix extends RoundKind {
    @Override
    public String name() {
        return "mix";
    }

    @Override
    public KindSignature signature() {
        return new KindSignature(
                "Joins datasets.",
                List.of(
                        Field.required("reads", FieldType.READS, "The datasets.")
                                .of(SlotType.DATASET),
                        Field.optional("shares", FieldType.TEXTS, "Of each the share of its rows, in [0, 1]."),
                        Field.required("writes", FieldType.WRITE, "Where the rows go.")
                                .of(SlotType.DATASET)),
                List.of(NodeSpec.NEXT),
                KindSignature.ExitSet.CLOSED);
    }

    @Override
    public List<String> problems(LoopSpec loop, NodeSpec node) {
        List<String> shares = node.settings().texts("shares");
        int slots = node.settings().texts("reads").size();
        if (!shares.isEmpty() && shares.size() != slots) {
            return List.of("setting `shares` has " + shares.size() + " numbers for " + slots + " datasets");
        }
        return shares.stream()
                .filter(share -> !(loop.number(share) >= 0 && loop.number(share) <= 1))
                .map(share -> "share " + share + " is outside [0, 1]")
                .toList();
    }

    @Override
    public Product make(Making making) {
        List<RowSet> sets = making.allRows("reads");
        List<String> shares = making.settings().texts("shares");
        Random random = new Random(making.seed());
        List<Row> all = new ArrayList<>();
        List<Integer> counts = new ArrayList<>();
        for (int i = 0; i < sets.size(); i++) {
            List<Row> rows = sets.get(i).rows();
            double share = shares.isEmpty() ? 1 : making.site().plan().loop().number(shares.get(i));
            List<Row> taken = Controls.any(rows, (int) Math.round(share * rows.size()), random);
            counts.add(taken.size());
            all.addAll(taken);
        }
        return Product.of(
                making.keep(sets.getFirst().with(all), SlotType.DATASET, making.sources()),
                Map.of(),
                "rows of each: " + counts);
    }
}
